import { matches } from '../inventory';
import { Rule, found } from '../rule';

export const ST64: Rule = {
  id: 'ST64',
  severity: 'availability',
  title: 'Two controllers of the same pods',
  looksAt: 'selectors of workloads, and labels of the pods of others beside them',
  why: 'Each counts, scales and deletes pods of the other.',
  fix: 'Give each workload a label of its own, in its selector and on its pods.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  check: inventory => {
    const controllers = inventory.workloads.filter(({ resource }) => ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'].includes(resource.kind));
    return controllers.flatMap((workload, i) => {
      const other = controllers.slice(0, i).find(({ resource, labels }) => resource.isBeside(workload.resource) && resource.title !== workload.resource.title && matches(workload.resource.spec.selector, labels));
      return other ? [found(workload.resource, ['spec', 'selector'], `selects the pods of ${other.resource.title}, too`)] : [];
    });
  },
};
