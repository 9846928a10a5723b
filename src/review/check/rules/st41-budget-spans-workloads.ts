import { Rule, found } from '../rule';

export const ST41: Rule = {
  id: 'ST41',
  severity: 'availability',
  title: 'Budget for several workloads',
  looksAt: 'selectors of budgets, and the labels of the pods of all workloads',
  why: 'Pods of one count for the other: one may lose its majority while the budget is kept, or block the drain of the other.',
  fix: 'Write a budget for each workload.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  check: inventory => inventory.of('PodDisruptionBudget').flatMap(budget => {
    const selected = inventory.selectedInNamespaceOf(budget.spec.selector, budget).filter(({ resource }) => ['StatefulSet', 'Deployment'].includes(resource.kind));
    return selected.length > 1 && selected.some(({ resource }) => resource.kind === 'StatefulSet')
      ? [found(budget, ['spec', 'selector'], `selects the pods of ${selected.map(({ resource }) => resource.title).join(' and ')}`)] : [];
  }),
};
