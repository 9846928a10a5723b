import { isStaticClass, persistentVolumeOf, reclaimPolicyOf } from '../../inventory/volumes';
import { Rule, Match, found, unknown } from '../rule';

export const ST22: Rule = {
  id: 'ST22',
  severity: 'loses-data',
  title: 'Reclaim policy deletes the volume with its claim',
  looksAt: '`reclaimPolicy` of the class that a claim uses (Delete if it is not set), or of the volume that is reserved for the claim',
  why: 'Deleting the claim or its namespace deletes the volume and its data permanently.',
  fix: 'Set `reclaimPolicy: Retain`. The field of an existing class is immutable: create another class, and patch the volumes that exist.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy',
  check: inventory => inventory.claims.flatMap((claim): Match[] => {
    const { resource, path, spec } = claim;
    const volume = persistentVolumeOf(inventory, claim);
    if (volume) {
      return volume.spec.persistentVolumeReclaimPolicy === 'Delete'
        ? [found(volume, ['spec', 'persistentVolumeReclaimPolicy'], `is reserved for ${resource.title} and has the reclaim policy Delete`,
          { fix: 'Set `persistentVolumeReclaimPolicy: Retain`. The field is mutable.' })] : [];
    }
    const name = spec.storageClassName ?? inventory.defaultClass;
    const storageClass = inventory.storageClass(name);
    const at = [...path, 'storageClassName'];
    const which = name === undefined ? 'the default class of the cluster' : `the class '${name}'`;
    const policy = reclaimPolicyOf(inventory, name);
    if (storageClass?.provisioner === 'kubernetes.io/no-provisioner' || (!storageClass && isStaticClass(inventory, name))) {
      return []; // Volumes that are provisioned by hand have a reclaim policy of their own.
    }
    return policy === 'Delete' ? [found(resource, at, `uses ${which}, whose reclaim policy is Delete`)]
      // ST19 reports a claim without a class.
      : policy === undefined && name !== undefined ? [unknown(resource, at, `uses ${which}, whose reclaim policy is unknown`)] : [];
  }),
};
