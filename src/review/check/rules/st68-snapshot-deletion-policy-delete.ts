import { Rule, found } from '../rule';

export const ST68: Rule = {
  id: 'ST68',
  severity: 'loses-data',
  title: 'Snapshots are deleted with their VolumeSnapshot objects',
  looksAt: '`deletionPolicy` of VolumeSnapshotClasses',
  why: 'Deleting the namespace deletes the snapshots together with the data.',
  fix: 'Set `deletionPolicy: Retain`.',
  link: 'https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/#deletionpolicy',
  check: inventory => inventory.of('VolumeSnapshotClass').filter(({ body }) => body.deletionPolicy === 'Delete').map(resource =>
    found(resource, ['deletionPolicy'], 'deletes snapshots with their VolumeSnapshot objects')),
};
