import { replicatedEngines } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST93: Rule = {
  id: 'ST93',
  severity: 'availability',
  title: 'Members may all run on one node',
  looksAt: 'pod anti-affinity and topology spread constraints of StatefulSets with several members of an engine that keeps data',
  why: 'The scheduler spreads the pods if it can, and guarantees nothing: the failure or the drain of one node may stop several members, or all.',
  fix: 'Add a topology spread constraint, or pod anti-affinity, with the key `kubernetes.io/hostname` and the labels of the pods.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  check: inventory => replicatedEngines(inventory)
    .filter(({ workload: { pod } }) => !pod.affinity?.podAntiAffinity && (pod.topologySpreadConstraints ?? []).length === 0)
    .map(({ workload: { resource, podPath, replicas }, engine }) =>
      found(resource, podPath, `does not spread its ${replicas} members of ${engine.name} over nodes`)),
};
