import { isClaimed, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST61: Rule = {
  id: 'ST61',
  severity: 'availability',
  title: 'Database tolerates all taints',
  looksAt: 'tolerations without a key in StatefulSets, and in Deployments with claims',
  why: 'Its pods start on nodes that are being drained, that are not ready or that run short of memory, and are not evicted from nodes that fail.',
  fix: 'Tolerate the taints of the nodes for the database, by their keys.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  check: inventory =>
    inventory.workloads.filter(workload => workload.resource.kind === 'StatefulSet'
      || (workload.resource.kind === 'Deployment' && mountsOf(workload).some(({ volume }) => isClaimed(volume))))
      .flatMap(({ resource, pod, podPath }) =>
        (pod.tolerations ?? []).flatMap((toleration: any, i: number) => toleration.operator === 'Exists' && !toleration.key
          ? [found(resource, [...podPath, 'tolerations', i],
            `tolerates every taint${toleration.effect ? ` with the effect ${toleration.effect}` : ''}`)] : [])),
};
