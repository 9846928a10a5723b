import { matches } from '../../inventory/selectors';
import { Rule, refused } from '../rule';

const LINKS: { readonly [kind: string]: string } = {
  StatefulSet: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  Deployment: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  DaemonSet: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#pod-selector',
  ReplicaSet: 'https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#pod-selector',
};

export const ST83: Rule = {
  id: 'ST83',
  severity: 'error',
  title: 'Selector is missing or does not match the pod template',
  looksAt: '`spec.selector` of StatefulSets, Deployments and DaemonSets, and the labels of their pods',
  why: 'The API server rejects the object. Before apps/v1, the selector defaulted to the pod labels, and older manifests rely on that.',
  fix: 'Set the labels of the pods in `spec.selector.matchLabels`.',
  link: LINKS.StatefulSet,
  check: inventory => inventory.workloads.filter(({ resource }) => Object.hasOwn(LINKS, resource.kind)).flatMap(({ resource, labels }) => {
    const advice = { link: LINKS[resource.kind] };
    return !resource.spec.selector ? [refused(resource, ['spec'], 'has no selector', advice)]
      : matches(resource.spec.selector, labels)
        ? []
        : [refused(resource, ['spec', 'selector'], 'has a selector that does not match its pod template', advice)];
  }),
};
