import { Rule, found } from '../rule';

export const ST40: Rule = {
  id: 'ST40',
  severity: 'availability',
  title: 'Two disruption budgets select the same pods',
  looksAt: 'selectors of PodDisruptionBudgets',
  why: 'The API server does not evict a pod that more than one PodDisruptionBudget selects: its node cannot be drained.',
  fix: 'Keep one PodDisruptionBudget for each workload.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-workloads-and-arbitrary-selectors',
  check: inventory => inventory.workloads.flatMap(workload => {
    const [first, ...others] = inventory.budgetsOf(workload);
    return others.filter(({ name }) => name !== first.name).map(budget =>
      found(budget, ['spec', 'selector'], `selects the pods of ${workload.resource.title}, and so does PodDisruptionBudget/${first.name}`));
  }),
};
