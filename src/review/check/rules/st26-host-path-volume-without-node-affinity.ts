import { Profile } from '../../inventory/profile';
import { Rule, found } from '../rule';

export const ST26: Rule = {
  id: 'ST26',
  severity: 'loses-data',
  title: 'hostPath volume without node affinity',
  looksAt: '`hostPath` volumes without `nodeAffinity`',
  why: 'A pod that moves to another node finds an empty directory there, and the engine starts with an empty database.',
  fix: 'Use a local volume with `nodeAffinity`.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  check: inventory =>
    inventory.of('PersistentVolume').filter(({ spec }) => spec.hostPath && !spec.nodeAffinity?.required && !isOneNode(inventory.profile))
      .map(resource => found(resource, ['spec', 'hostPath'], `is the directory ${resource.spec.hostPath.path ?? ''} of whichever node runs the pod`)),
};

function isOneNode({ zones }: Profile): boolean {
  return zones !== undefined && Object.values(zones).reduce((sum, nodes) => sum + nodes, 0) === 1;
}
