import { Workload } from '../../inventory/inventory';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

export const ST51: Rule = {
  id: 'ST51',
  severity: 'availability',
  title: 'Members are kept apart from pods that are not there',
  looksAt: 'selectors of anti-affinity and spread constraints, and the labels of the pods of all workloads',
  why: 'The constraint has no effect: all members may be on one node.',
  fix: 'Take the labels of the set\'s own pods.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  check: inventory => inventory.workloads.filter(({ replicas }) => replicas > 1).flatMap(workload => constraintsOf(workload)
    // Apart from another workload is a choice.
    .filter(({ selector }) => selector && inventory.selectedBy(selector, workload.resource).length === 0)
    .map(({ at }) => found(workload.resource, at, 'keeps its members apart by a selector that selects no pod, not even its own'))),
};

function constraintsOf({ pod, podPath }: Workload): { selector: any; at: Path }[] {
  const anti = pod.affinity?.podAntiAffinity ?? {};
  const base = [...podPath, 'affinity', 'podAntiAffinity'];
  return [
    ...(anti.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term: any, i: number) => ({ selector: term.labelSelector, at: [...base, 'requiredDuringSchedulingIgnoredDuringExecution', i, 'labelSelector'] })),
    ...(anti.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term: any, i: number) => (
      { selector: term.podAffinityTerm?.labelSelector, at: [...base, 'preferredDuringSchedulingIgnoredDuringExecution', i, 'podAffinityTerm', 'labelSelector'] })),
    ...(pod.topologySpreadConstraints ?? []).map((term: any, i: number) => ({ selector: term.labelSelector, at: [...podPath, 'topologySpreadConstraints', i, 'labelSelector'] })),
  ];
}
