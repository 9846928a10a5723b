import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

export const ST28: Rule = {
  id: 'ST28',
  severity: 'loses-data',
  title: 'Two volumes use the same directory of a node',
  looksAt: 'paths of local and hostPath volumes, and their nodes',
  why: 'Two databases write to the same files, or deleting the data of one volume deletes the data of the other.',
  fix: 'Give each volume its own disk and its own mount point.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => {
    const disks = inventory.of('PersistentVolume').flatMap(resource => {
      const path = resource.spec.local?.path ?? resource.spec.hostPath?.path;
      return typeof path !== 'string' ? [] : [{ resource, path: path.replace(/(.)\/+$/, '$1'), places: placesOf(resource) }];
    });
    // Paths are compared for each node. Two volumes collide also if the path of one is above that of the other.
    const used = new Map<string, Disk>();
    const above = new Map<string, Disk>();
    return disks.flatMap(({ resource, path, places }) => {
      const asked = places[0] === ANYWHERE ? [EVERYWHERE] : [...places, ANYWHERE];
      const other = asked.flatMap(place => [
        above.get(`${place} ${path}`) ?? [],
        ...[path, ...directoriesAbove(path)].flatMap(directory => used.get(`${place} ${directory}`) ?? []),
      ].flat())[0];
      for (const place of [...places, EVERYWHERE]) {
        used.set(`${place} ${path}`, { resource, path });
        [path, ...directoriesAbove(path)].forEach(directory => above.set(`${place} ${directory}`, { resource, path }));
      }
      return other ? [found(resource, ['spec', resource.spec.local ? 'local' : 'hostPath', 'path'],
        `uses ${path} on a node where PersistentVolume/${other.resource.name} uses ${other.path}`)] : [];
    });
  },
};

/** Keys for volumes without a node, and for all volumes together. */
const ANYWHERE = 'anywhere';
const EVERYWHERE = 'everywhere';

interface Disk {
  readonly resource: Resource;
  readonly path: string;
}

/** `/a/b` has `/a` and `/` above it. */
function directoriesAbove(path: string): string[] {
  const steps = path.split('/').slice(1, -1);
  return ['/', ...steps.map((_, i) => `/${steps.slice(0, i + 1).join('/')}`)].filter(directory => directory !== path);
}

/** Node names of a volume. Other node selector terms count as a node of their own, and a volume without terms is on every node. */
function placesOf({ spec }: Resource): string[] {
  const terms: any[] = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const names = terms.map(term =>
    (term.matchExpressions ?? []).find(({ key, operator }: any) => key === 'kubernetes.io/hostname' && operator === 'In')?.values);
  return names.length > 0 && names.every(Boolean) ? names.flat() : terms.length > 0 ? [JSON.stringify(terms)] : [ANYWHERE];
}
