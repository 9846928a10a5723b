import { Rule, found } from '../rule';

export const ST23: Rule = {
  id: 'ST23',
  severity: 'loses-data',
  title: 'Reclaim policy Recycle',
  looksAt: '`persistentVolumeReclaimPolicy` of volumes, and `reclaimPolicy` of classes',
  why: 'When the claim is deleted, Recycle deletes all files on nfs and hostPath volumes. Other volumes fail instead.',
  fix: 'Set Retain.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recycle',
  check: inventory => [
    ...inventory.of('PersistentVolume').filter(({ spec }) => spec.persistentVolumeReclaimPolicy === 'Recycle').map(resource =>
      found(resource, ['spec', 'persistentVolumeReclaimPolicy'], 'has the reclaim policy Recycle')),
    ...inventory.of('StorageClass').filter(({ body }) => body.reclaimPolicy === 'Recycle').map(resource =>
      found(resource, ['reclaimPolicy'], 'has the reclaim policy Recycle')),
  ],
};
