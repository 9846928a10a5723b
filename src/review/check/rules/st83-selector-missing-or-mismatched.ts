import { matches } from '../../inventory/selectors';
import { Rule, refused } from '../rule';

export const ST83: Rule = {
  id: 'ST83',
  severity: 'error',
  title: 'Selector is missing or does not match the pod template',
  looksAt: '`spec.selector` of StatefulSets, Deployments and DaemonSets, and the labels of their pods',
  why: 'The API server rejects the object. Before apps/v1, the selector defaulted to the pod labels, and older manifests rely on that.',
  fix: 'Set the labels of the pods in `spec.selector.matchLabels`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  check: inventory => inventory.workloads.filter(({ resource }) => ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'].includes(resource.kind)).flatMap(({ resource, labels }) =>
    !resource.spec.selector ? [refused(resource, ['spec'], 'has no selector')] : matches(resource.spec.selector, labels) ? [] : [refused(resource, ['spec', 'selector'], 'has a selector that does not match its pod template')]),
};
