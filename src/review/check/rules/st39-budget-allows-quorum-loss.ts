import { allowedDisruptions, limitPathOf, faultToleranceOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST39: Rule = {
  id: 'ST39',
  severity: 'loses-data',
  title: 'Budget that lets the majority go',
  looksAt: 'budgets of engines that need a majority',
  why: 'Draining two nodes at a time stops the cluster, and an engine that goes on without a majority loses writes.',
  fix: 'Set `maxUnavailable: 1`.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ engine, replicas }) => engine?.quorum && replicas > 2).flatMap(workload =>
    inventory.budgetsOf(workload).filter(budget => allowedDisruptions(budget, workload.replicas) > faultToleranceOf(workload))
      .map(budget => found(budget, limitPathOf(budget), `lets ${allowedDisruptions(budget, workload.replicas)} of ${workload.replicas} members of ${workload.resource.title} go, which needs ${workload.replicas - faultToleranceOf(workload)}`))),
};
