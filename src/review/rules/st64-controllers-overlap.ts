import { Rule, found } from '../rule';

const CONTROLLERS = ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'];

export const ST64: Rule = {
  id: 'ST64',
  severity: 'availability',
  title: 'Two controllers of the same pods',
  looksAt: 'selectors of workloads, and labels of the pods of others beside them',
  why: 'Each counts, scales and deletes pods of the other.',
  fix: 'Give each workload a label of its own, in its selector and on its pods.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  check: inventory => inventory.workloads.filter(({ resource }) => CONTROLLERS.includes(resource.kind) && resource.spec.selector).flatMap(({ resource }) => {
    const other = inventory.selectedBy(resource.spec.selector, resource).find(workload =>
      CONTROLLERS.includes(workload.resource.kind) && workload.resource.title !== resource.title);
    return other ? [found(resource, ['spec', 'selector'], `selects the pods of ${other.resource.title}, too`)] : [];
  }),
};
