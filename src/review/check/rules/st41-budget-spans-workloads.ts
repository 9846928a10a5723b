import { Rule, found } from '../rule';

export const ST41: Rule = {
  id: 'ST41',
  severity: 'availability',
  title: 'Disruption budget selects several workloads',
  looksAt: 'selectors of PodDisruptionBudgets, and pod labels of all workloads',
  why: 'The budget counts the pods of all workloads together: one workload may lose its quorum within the budget, or block draining the other.',
  fix: 'Create one PodDisruptionBudget for each workload.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  check: inventory => inventory.of('PodDisruptionBudget').flatMap(budget => {
    const selected = inventory.selectedInNamespaceOf(budget.spec.selector, budget).filter(({ resource }) =>
      ['StatefulSet', 'Deployment'].includes(resource.kind));
    return selected.length > 1 && selected.some(({ resource }) => resource.kind === 'StatefulSet')
      ? [found(budget, ['spec', 'selector'], `selects the pods of ${selected.map(({ resource }) => resource.title).join(' and ')}`)] : [];
  }),
};
