import { deletionByHookOf } from '../../inventory/hook-deletions';
import { Match, Rule, found, unknown } from '../rule';

export const ST98: Rule = {
  id: 'ST98',
  severity: 'loses-data',
  title: 'Hook deletes a claim or a Namespace',
  looksAt: 'claims and Namespaces that are hooks of Helm or Argo CD, when the hooks run, their deletion policies, and the reclaim policy',
  why: 'The tool deletes a hook before it creates it again, unless its deletion policy says otherwise. The new claim gets an empty volume, '
    + 'and with the reclaim policy Delete the former volume is deleted with its data.',
  fix: 'Remove the hook annotations. A claim that has to outlive the release is a normal object with `helm.sh/resource-policy: keep`.',
  link: 'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies',
  check: inventory => [...inventory.of('PersistentVolumeClaim'), ...inventory.of('Namespace')].flatMap((resource): Match[] => {
    const deletion = deletionByHookOf(inventory, resource);
    if (!deletion) {
      return [];
    }
    const path = ['metadata', 'annotations'];
    const { when, tool, link, isCertain, isRetained } = deletion;
    const message = `is a hook that ${tool} deletes ${when}${resource.kind === 'Namespace' ? ', with everything in it' : ''}`;
    return [!isCertain ? unknown(resource, path, message)
      : found(resource, path, message, {
        link,
        ...isRetained ? {
          severity: 'availability' as const,
          why: 'The new claim does not get the former volume, which stays without a claim because its reclaim policy is Retain.',
        } : {},
      })];
  }),
};
