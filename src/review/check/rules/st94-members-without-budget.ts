import { replicatedEngines } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST94: Rule = {
  id: 'ST94',
  severity: 'warning',
  title: 'Members without a disruption budget',
  looksAt: 'PodDisruptionBudgets of StatefulSets with several members of an engine that keeps data',
  why: 'Draining two nodes at the same time, as in a cluster upgrade, evicts two members at the same time.',
  fix: 'Add a PodDisruptionBudget with `maxUnavailable: 1` and the selector of the StatefulSet.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: inventory => replicatedEngines(inventory).filter(({ workload }) => inventory.budgetsOf(workload).length === 0)
    .map(({ workload: { resource, replicas }, engine }) =>
      found(resource, [], `runs ${replicas} members of ${engine.name}, and no PodDisruptionBudget selects them`)),
};
