import { Rule, found, unknown } from '../rule';

export const ST22: Rule = {
  id: 'ST22',
  severity: 'loses-data',
  title: 'Data is deleted with its claim',
  looksAt: '`reclaimPolicy` of the class that a claim names; Delete is the default',
  why: 'Whoever deletes the claim or its namespace deletes the disk: there is no way back.',
  fix: 'Set `reclaimPolicy: Retain`. It cannot be changed in a class that exists: make another one, and patch the volumes that are there.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy',
  check: inventory => inventory.claims.filter(({ spec }) => spec.storageClassName).flatMap(({ resource, path, spec: { storageClassName } }) => {
    const storageClass = inventory.storageClass(storageClassName);
    const at = [...path, 'storageClassName'];
    if (!storageClass) {
      const isStatic = inventory.of('PersistentVolume').some(volume => volume.spec.storageClassName === storageClassName);
      return isStatic ? [] : [unknown(resource, at, `is of the class '${storageClassName}', whose reclaim policy is not known`)];
    }
    return (storageClass.reclaimPolicy ?? 'Delete') === 'Delete' && storageClass.provisioner !== 'kubernetes.io/no-provisioner'
      ? [found(resource, at, `is of the class '${storageClassName}', whose reclaim policy is Delete`)] : [];
  }),
};
