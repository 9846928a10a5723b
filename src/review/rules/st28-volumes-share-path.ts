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
      return typeof path !== 'string' ? [] : [{ resource, path }];
    });
    return disks.flatMap(({ resource, path }, i) => {
      const other = disks.slice(0, i).find(one => isOnOne(one.resource, resource) && (isWithin(path, one.path) || isWithin(one.path, path)));
      return other ? [found(resource, ['spec', resource.spec.local ? 'local' : 'hostPath', 'path'], `is at ${path}, and PersistentVolume/${other.resource.name} at ${other.path} of the same node`)] : [];
    });
  },
};

/** Names of the nodes, as far as the volume says; none if it may be any. */
function nodesOf({ spec }: Resource): string[] | undefined {
  const terms: any[] = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const names = terms.map(term => (term.matchExpressions ?? []).find(({ key, operator }: any) => key === 'kubernetes.io/hostname' && operator === 'In')?.values);
  return names.length > 0 && names.every(Boolean) ? names.flat() : undefined;
}

/** Whether one node has both. By other labels they are told apart only where both say the same. */
function isOnOne(a: Resource, b: Resource): boolean {
  const [first, second] = [a, b].map(nodesOf);
  const [mine, other] = [a, b].map(({ spec }) => JSON.stringify(spec.nodeAffinity?.required ?? null));
  return first && second ? first.some(node => second.includes(node)) : mine === other || mine === 'null' || other === 'null';
}
