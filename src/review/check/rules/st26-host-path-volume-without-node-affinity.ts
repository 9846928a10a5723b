import { Profile } from '../../inventory/profile';
import { Rule, found } from '../rule';

export const ST26: Rule = {
  id: 'ST26',
  severity: 'loses-data',
  title: 'Volume that is another directory on each node',
  looksAt: '`hostPath` of volumes without `nodeAffinity`',
  why: 'A pod that moves finds an empty directory, and the database begins anew there.',
  fix: 'Make it a local volume with `nodeAffinity`.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => spec.hostPath && !spec.nodeAffinity?.required && !isOneNode(inventory.profile))
    .map(resource => found(resource, ['spec', 'hostPath'], `is the directory ${resource.spec.hostPath.path ?? ''} of whatever node the pod is on`)),
};

function isOneNode({ zones }: Profile): boolean {
  return zones !== undefined && Object.values(zones).reduce((sum, nodes) => sum + nodes, 0) === 1;
}
