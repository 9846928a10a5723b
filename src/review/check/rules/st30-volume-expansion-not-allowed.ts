import { driverOf } from '../../../catalog/drivers';
import { Rule, found } from '../rule';

export const ST30: Rule = {
  id: 'ST30',
  severity: 'warning',
  title: 'StorageClass does not allow volume expansion',
  looksAt: '`allowVolumeExpansion` of classes whose driver can expand volumes',
  why: 'When a volume is nearly full, the API server rejects a larger claim. A cluster administrator can change the field later.',
  fix: 'Set `allowVolumeExpansion: true`.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allow-volume-expansion',
  check: inventory =>
    inventory.of('StorageClass').filter(({ body }) => body.allowVolumeExpansion !== true && driverOf(body.provisioner ?? '')?.expansion)
      .filter(({ body }) => body.provisioner !== 'kubernetes.io/no-provisioner')
      .map(resource =>
        found(resource, resource.body.allowVolumeExpansion === undefined ? [] : ['allowVolumeExpansion'], 'does not allow volume expansion')),
};
