import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { UpdateRule } from '../rule';

/** Kinds whose deletion takes data along. */
const GUARDED = ['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'StatefulSet', 'StorageClass', 'CustomResourceDefinition', 'Secret'];

export const UP12: UpdateRule = {
  id: 'UP12',
  verdict: 'arms-data-loss',
  title: 'Prune protection was removed',
  looksAt: 'annotations of Helm, Argo CD and Flux that protect an object from pruning',
  why: 'This change alone deletes no data. The next time the object is missing from the manifests, by mistake or after a rename, the tool deletes it.',
  fix: 'Keep the annotation as long as the object has data.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  assess: ({ status, old, new: new_ }) => status === 'changed' && GUARDED.includes(old!.kind) && isProtectedFromPruning(old!) && !isProtectedFromPruning(new_!)
    ? [{ verdict: 'arms-data-loss', path: ['metadata', 'annotations'], message: 'is no longer kept from tools that prune' }] : [],
};
