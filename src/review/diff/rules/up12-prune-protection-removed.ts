import { isProtectedFromPruning, pruneProtectionsOf } from '../../inventory/prune-protection';
import { UpdateRule } from '../rule';

/** Kinds whose deletion can delete data. */
const PROTECTED = ['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'StatefulSet', 'StorageClass', 'CustomResourceDefinition', 'Secret'];

export const UP12: UpdateRule = {
  id: 'UP12',
  verdict: 'arms-data-loss',
  title: 'Prune protection was removed',
  looksAt: 'annotations of Helm, Argo CD and Flux that protect an object from pruning',
  why: 'This change alone deletes no data. The next time the object is missing from the manifests, by mistake or after a '
    + 'rename, the tool deletes it.',
  fix: 'Keep the annotation as long as the object has data.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  assess: ({ status, old, new: new_ }) => {
    const removed = status === 'changed' && PROTECTED.includes(old!.kind) && !isProtectedFromPruning(new_!) ? pruneProtectionsOf(old!) : [];
    return removed.length === 0 ? [] : [{
      verdict: 'arms-data-loss',
      path: ['metadata', 'annotations'],
      message: `is no longer protected from pruning by ${removed.map(({ annotation }) => annotation).join(' and ')}`,
      link: removed[0].link,
    }];
  },
};
