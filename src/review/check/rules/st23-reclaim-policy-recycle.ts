import { Rule, found } from '../rule';

export const ST23: Rule = {
  id: 'ST23',
  severity: 'loses-data',
  title: 'Volume that is erased when it is given back',
  looksAt: '`persistentVolumeReclaimPolicy` of volumes, and `reclaimPolicy` of classes',
  why: 'Recycle deletes all files when the claim goes, on the few kinds that have it; on the others the volume fails.',
  fix: 'Set Retain.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recycle',
  check: inventory => [
    ...inventory.of('PersistentVolume').filter(({ spec }) => spec.persistentVolumeReclaimPolicy === 'Recycle').map(resource => found(resource, ['spec', 'persistentVolumeReclaimPolicy'], 'has the reclaim policy Recycle')),
    ...inventory.of('StorageClass').filter(({ body }) => body.reclaimPolicy === 'Recycle').map(resource => found(resource, ['reclaimPolicy'], 'has the reclaim policy Recycle')),
  ],
};
