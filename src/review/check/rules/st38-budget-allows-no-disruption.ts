import { allowedDisruptions, minReplicasOf, limitPathOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST38: Rule = {
  id: 'ST38',
  severity: 'availability',
  title: 'Disruption budget allows no disruption',
  looksAt: 'PodDisruptionBudgets, the replicas of the workloads that they select, and `minReplicas` of their autoscalers',
  why: 'A node with such a pod cannot be drained: cluster upgrades hang until the pod is deleted by force.',
  fix: 'Set `maxUnavailable: 1`.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: inventory =>
    inventory.workloads.filter(({ resource, replicas }) => ['StatefulSet', 'Deployment', 'ReplicaSet'].includes(resource.kind) && replicas > 0)
      .flatMap(workload => {
        const replicas = minReplicasOf(inventory, workload);
        return inventory.budgetsOf(workload).filter(budget => allowedDisruptions(budget, replicas) <= 0)
          .map(budget => found(budget, limitPathOf(budget),
            `never allows ${replicas === 1 ? 'the only pod' : `any of the ${replicas} pods`} of ${workload.resource.title} to be evicted`));
      }),
};
