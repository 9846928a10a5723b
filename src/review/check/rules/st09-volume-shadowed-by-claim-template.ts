import { templatesOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST09: Rule = {
  id: 'ST09',
  severity: 'error',
  title: 'Volume and claim template of one name',
  looksAt: 'names of the volumes and of the claim templates of a StatefulSet',
  why: 'The claim takes the place of the volume, without a word: what the volume would have held is not there.',
  fix: 'Rename the volume. A claim template cannot be renamed without losing its claims.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, pod, podPath }) => {
    const templates = new Set(templatesOf(resource).map(template => template.metadata?.name));
    return (pod.volumes ?? []).flatMap((volume: any, i: number) => templates.has(volume.name)
      ? [found(resource, [...podPath, 'volumes', i, 'name'], `has a volume and a claim template of the name '${volume.name}'`)] : []);
  }),
};
