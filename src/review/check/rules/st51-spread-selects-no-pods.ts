import { Workload } from '../../inventory/inventory';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

export const ST51: Rule = {
  id: 'ST51',
  severity: 'availability',
  title: 'Anti-affinity or topology spread selects no pods',
  looksAt: 'selectors of pod anti-affinity and topology spread constraints, and pod labels of all workloads',
  why: 'The constraint has no effect: all pods may run on one node.',
  fix: 'Select the labels of the pods of the workload itself.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  check: inventory => inventory.workloads.filter(({ replicas }) => replicas > 1).flatMap(workload => constraintsOf(workload)
    // Anti-affinity to another workload is intended.
    .filter(({ selector }) => selector && inventory.selectedBy(selector, workload.resource).length === 0)
    .map(({ at }) => found(workload.resource, at, 'has a constraint whose selector matches no pod, not even its own'))),
};

function constraintsOf({ pod, podPath }: Workload): { selector: any; at: Path }[] {
  const anti = pod.affinity?.podAntiAffinity ?? {};
  const base = [...podPath, 'affinity', 'podAntiAffinity'];
  return [
    ...(anti.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term: any, i: number) =>
      ({ selector: term.labelSelector, at: [...base, 'requiredDuringSchedulingIgnoredDuringExecution', i, 'labelSelector'] })),
    ...(anti.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term: any, i: number) => (
      {
        selector: term.podAffinityTerm?.labelSelector,
        at: [...base, 'preferredDuringSchedulingIgnoredDuringExecution', i, 'podAffinityTerm', 'labelSelector'],
      })),
    ...(pod.topologySpreadConstraints ?? []).map((term: any, i: number) =>
      ({ selector: term.labelSelector, at: [...podPath, 'topologySpreadConstraints', i, 'labelSelector'] })),
  ];
}
