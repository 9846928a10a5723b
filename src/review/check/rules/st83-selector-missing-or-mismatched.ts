import { matches } from '../../inventory/selectors';
import { Rule, refused } from '../rule';

export const ST83: Rule = {
  id: 'ST83',
  severity: 'error',
  title: 'Workload whose selector is missing, or selects none of its pods',
  looksAt: '`spec.selector` of StatefulSets, Deployments and DaemonSets, and the labels of their pods',
  why: 'The server refuses it: until apps/v1 it was taken from the pods, as manifests of old talks still expect.',
  fix: 'Say the labels of the pods in `spec.selector.matchLabels`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  check: inventory => inventory.workloads.filter(({ resource }) => ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'].includes(resource.kind)).flatMap(({ resource, labels }) =>
    !resource.spec.selector ? [refused(resource, ['spec'], 'has no selector')] : matches(resource.spec.selector, labels) ? [] : [refused(resource, ['spec', 'selector'], 'selects none of its own pods')]),
};
