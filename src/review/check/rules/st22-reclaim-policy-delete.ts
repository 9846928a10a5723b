import { isStaticClass, persistentVolumeOf } from '../../inventory/volumes';
import { Rule, Match, found, unknown } from '../rule';

export const ST22: Rule = {
  id: 'ST22',
  severity: 'loses-data',
  title: 'Data is deleted with its claim',
  looksAt: '`reclaimPolicy` of the class that a claim names, Delete if it says none, or that of the volume which was made for it',
  why: 'Whoever deletes the claim or its namespace deletes the disk: there is no way back.',
  fix: 'Set `reclaimPolicy: Retain`. It cannot be changed in a class that exists: make another one, and patch the volumes that are there.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy',
  check: inventory => inventory.claims.flatMap((claim): Match[] => {
    const { resource, path, spec } = claim;
    const volume = persistentVolumeOf(inventory, claim);
    if (volume) {
      return volume.spec.persistentVolumeReclaimPolicy === 'Delete' ? [found(volume, ['spec', 'persistentVolumeReclaimPolicy'], `is for ${resource.title}, and its reclaim policy is Delete`)] : [];
    }
    const name = spec.storageClassName ?? inventory.defaultClass;
    const storageClass = inventory.storageClass(name);
    const at = [...path, 'storageClassName'];
    const which = name === undefined ? 'of the default class of the cluster' : `of the class '${name}'`;
    // In a manifest a missing policy is Delete; a profile may just not say.
    const policy = storageClass?.reclaimPolicy ?? (name && inventory.find('StorageClass', name, resource) ? 'Delete' : undefined);
    if (storageClass?.provisioner === 'kubernetes.io/no-provisioner' || (!storageClass && isStaticClass(inventory, name))) {
      return []; // Volumes that are made by hand have a policy of their own.
    }
    return policy === 'Delete' ? [found(resource, at, `is ${which}, whose reclaim policy is Delete`)]
      : policy === undefined ? [unknown(resource, at, `is ${which}, whose reclaim policy is not known`)] : [];
  }),
};
