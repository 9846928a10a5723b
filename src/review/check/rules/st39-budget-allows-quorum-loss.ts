import { allowedDisruptions, limitPathOf, faultToleranceOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST39: Rule = {
  id: 'ST39',
  severity: 'loses-data',
  title: 'Disruption budget allows the loss of the quorum',
  looksAt: 'PodDisruptionBudgets of engines that need a quorum',
  why: 'Draining two nodes at the same time stops the cluster. An engine that continues without a quorum loses writes.',
  fix: 'Set `maxUnavailable: 1`.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ votes, replicas }) => votes && replicas > 2).flatMap(workload =>
    inventory.budgetsOf(workload).filter(budget => allowedDisruptions(budget, workload.replicas) > faultToleranceOf(workload))
      .map(budget =>
        found(budget, limitPathOf(budget),
          `allows ${allowedDisruptions(budget, workload.replicas)} of ${workload.replicas} members of `
            + `${workload.resource.title} to be evicted; ${workload.replicas - faultToleranceOf(workload)} members form a quorum`))),
};
