import { Rule, found } from '../rule';

const ONE_PLACE: { readonly [label: string]: string } = {
  'kubernetes.io/hostname': 'node', 'topology.kubernetes.io/zone': 'zone', 'failure-domain.beta.kubernetes.io/zone': 'zone',
};

export const ST52: Rule = {
  id: 'ST52',
  severity: 'availability',
  title: 'All replicas are bound to one node or zone',
  looksAt: '`nodeSelector`, required `nodeAffinity` and `nodeName` of workloads with several replicas',
  why: 'All replicas fail together: several replicas are no more available than one.',
  fix: 'Spread the replicas, and select nodes by their properties instead of their names.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector',
  check: inventory => inventory.workloads.filter(({ replicas, resource }) => replicas > 1 && resource.kind !== 'DaemonSet')
    .flatMap(({ resource, pod, podPath, replicas }) => [
      ...Object.entries(pod.nodeSelector ?? {}).filter(([label]) => Object.hasOwn(ONE_PLACE, label))
        .map(([label, value]) =>
          found(resource, [...podPath, 'nodeSelector', label], `runs all ${replicas} replicas in the ${ONE_PLACE[label]} '${value}'`)),
      ...inOnePlace(pod).map(({ key, values }) =>
        found(resource, [...podPath, 'affinity', 'nodeAffinity'], `runs all ${replicas} replicas in the ${ONE_PLACE[key]} '${values[0]}'`)),
      ...pod.nodeName ? [found(resource, [...podPath, 'nodeName'], `runs all ${replicas} replicas on the node '${pod.nodeName}'`)] : [],
    ]),
};

/** Expressions of the required node affinity that bind pods to one node or zone: a single term with a single value. */
function inOnePlace(pod: any): { key: string; values: string[] }[] {
  const terms: any[] = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.length !== 1 ? [] : (terms[0].matchExpressions ?? []).filter(({ key, operator, values = [] }: any) =>
    Object.hasOwn(ONE_PLACE, key) && operator === 'In' && values.length === 1);
}
