import { Rule, found } from '../rule';
import { Path } from '../source';

export const ST31: Rule = {
  id: 'ST31',
  severity: 'availability',
  title: 'Pod must run where its volume cannot be',
  looksAt: '`nodeSelector` of pods, and `allowedTopologies` of the classes of their claims',
  why: 'No node fits: the pod stays pending.',
  fix: 'Name the same zones in both.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies',
  check: inventory => inventory.workloads.flatMap(workload => inventory.claimsOf(workload).flatMap(({ spec }) => {
    const topologies = inventory.of('StorageClass').find(({ name }) => name === spec.storageClassName)?.body.allowedTopologies;
    const wanted: { [key: string]: string } = workload.pod.nodeSelector ?? {};
    const fits = (term: any) => (term.matchLabelExpressions ?? []).every(({ key, values = [] }: any) => wanted[key] === undefined || values.includes(wanted[key]));
    if (!topologies?.length || topologies.some(fits)) {
      return [];
    }
    const at: Path = [...workload.podPath, 'nodeSelector'];
    return [found(workload.resource, at, `asks for nodes with ${Object.entries(wanted).map(([key, value]) => `${key}=${value}`).join(', ')}, where the class '${spec.storageClassName}' makes no volumes`)];
  })),
};
