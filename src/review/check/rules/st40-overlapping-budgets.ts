import { Rule, found } from '../rule';

export const ST40: Rule = {
  id: 'ST40',
  severity: 'availability',
  title: 'Two budgets for one pod',
  looksAt: 'selectors of budgets',
  why: 'The server refuses to evict a pod that more than one budget selects: its node cannot be drained.',
  fix: 'Keep one budget for each workload.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-workloads-and-arbitrary-selectors',
  check: inventory => inventory.workloads.flatMap(workload => {
    const [first, ...others] = inventory.budgetsOf(workload);
    return others.filter(({ name }) => name !== first.name).map(budget => found(budget, ['spec', 'selector'], `selects the pods of ${workload.resource.title}, as PodDisruptionBudget/${first.name} does`));
  }),
};
