import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

const CONTROLLERS = ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'];

export const ST64: Rule = {
  id: 'ST64',
  severity: 'availability',
  title: 'Two controllers select the same pods',
  looksAt: 'selectors of workloads, and pod labels of other workloads in the same namespace',
  why: 'Each controller counts, scales and deletes the pods of the other.',
  fix: 'Give each workload a label of its own, in its selector and on its pods.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  check: inventory => inventory.workloads.filter(({ resource }) => isOnItsOwn(resource) && resource.spec.selector).flatMap(({ resource }) => {
    const other = inventory.selectedInNamespaceOf(resource.spec.selector, resource).find(workload =>
      isOnItsOwn(workload.resource) && workload.resource.title !== resource.title);
    return other ? [found(resource, ['spec', 'selector'], `also selects the pods of ${other.resource.title}`)] : [];
  }),
};

/** In a cluster, a ReplicaSet of a Deployment has an owner. */
function isOnItsOwn({ kind, body }: Resource): boolean {
  return CONTROLLERS.includes(kind) && !(Array.isArray(body.metadata?.ownerReferences) && body.metadata.ownerReferences.length > 0);
}
