import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { UpdateRule } from '../rule';

/** Kinds whose deletion takes data along. */
const GUARDED = ['PersistentVolumeClaim', 'PersistentVolume', 'Namespace', 'StatefulSet', 'StorageClass', 'CustomResourceDefinition', 'Secret'];

export const UP12: UpdateRule = {
  id: 'UP12',
  verdict: 'arms-data-loss',
  title: 'Guard against pruning is gone',
  looksAt: 'annotations of Helm, Argo CD and Flux that keep an object',
  why: 'Nothing is lost yet. The next time that the object is not among the manifests, by a mistake or a rename, the tool deletes it.',
  fix: 'Leave the annotation as long as the object has data.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  assess: ({ status, old, new: new_ }) => status === 'changed' && GUARDED.includes(old!.kind) && isProtectedFromPruning(old!) && !isProtectedFromPruning(new_!)
    ? [{ verdict: 'arms-data-loss', path: ['metadata', 'annotations'], message: 'is no longer kept from tools that prune' }] : [],
};
