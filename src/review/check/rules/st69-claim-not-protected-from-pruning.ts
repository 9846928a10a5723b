import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST69: Rule = {
  id: 'ST69',
  severity: 'loses-data',
  title: 'Claim that a tool deletes when it is not in the manifests',
  looksAt: 'claims and their annotations for Helm, Argo CD and Flux, and the reclaim policy of their class',
  why: 'Renaming, or leaving the object out by mistake, deletes the claim, and the disk if its class says so.',
  fix: 'Keep the disk by `reclaimPolicy: Retain`, and the claim by the annotation of the tool.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  check: inventory => inventory.of('PersistentVolumeClaim').filter(resource => !isProtectedFromPruning(resource)).flatMap(resource => {
    const { storageClassName } = resource.spec;
    const klass = storageClassName === undefined ? inventory.profile.storageClasses?.find(({ isDefault }) => isDefault) : inventory.storageClass(storageClassName);
    const volume = persistentVolumeOf(inventory, { resource, path: ['spec'], spec: resource.spec, name: resource.name });
    const policy = volume ? volume.spec.persistentVolumeReclaimPolicy ?? 'Retain' : klass ? klass.reclaimPolicy ?? 'Delete' : undefined;
    return policy === 'Delete' ? [found(resource, [], 'is deleted with its disk by whatever prunes objects')]
      : policy === undefined ? [unknown(resource, [], 'has no guard against tools that prune, and whether its disk would stay is not known')] : [];
  }),
};
