import { isWithin } from '../claims-matching';
import { Resource } from '../resource';
import { Rule, found } from '../rule';

export const ST28: Rule = {
  id: 'ST28',
  severity: 'loses-data',
  title: 'Two volumes in one directory of a node',
  looksAt: 'paths of local volumes and volumes on a path of the node, and the nodes that they are on',
  why: 'Two databases write to the same files, or one deletes the other with its own.',
  fix: 'Give each volume a disk, and a mount point, of its own.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => {
    const disks = inventory.of('PersistentVolume').flatMap(resource => {
      const path = resource.spec.local?.path ?? resource.spec.hostPath?.path;
      return path === undefined ? [] : [{ resource, path, node: nodeOf(resource) }];
    });
    return disks.flatMap(({ resource, path, node }, i) => {
      const other = disks.slice(0, i).find(one => one.node === node && (isWithin(path, one.path) || isWithin(one.path, path)));
      return other ? [found(resource, ['spec', resource.spec.local ? 'local' : 'hostPath', 'path'], `is at ${path}, and PersistentVolume/${other.resource.name} at ${other.path} of the same node`)] : [];
    });
  },
};

function nodeOf({ spec }: Resource): string {
  return JSON.stringify(spec.nodeAffinity?.required ?? null);
}
