import { templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST09: Rule = {
  id: 'ST09',
  severity: 'warning',
  title: 'Volume and claim template have the same name',
  looksAt: 'names of the volumes and claim templates of StatefulSets',
  why: 'The claim template takes precedence: the pod does not get the content of the volume.',
  fix: 'Rename the volume. Renaming the claim template would leave its claims, and their data, behind.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/apps/stateful-set-v1/#StatefulSetSpec',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, pod, podPath }) => {
    const templates = new Set(templatesOf(resource).map(template => template.metadata?.name));
    return (pod.volumes ?? []).flatMap((volume: any, i: number) => templates.has(volume.name)
      ? [found(resource, [...podPath, 'volumes', i, 'name'], `has a volume and a claim template named '${volume.name}'`)] : []);
  }),
};
