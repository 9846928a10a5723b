import { driverOf } from '../../../catalog/drivers';
import { Rule, found } from '../rule';

export const ST30: Rule = {
  id: 'ST30',
  severity: 'warning',
  title: 'Class whose volumes cannot grow',
  looksAt: '`allowVolumeExpansion` of classes whose driver can grow volumes',
  why: 'When a disk is nearly full the server refuses the larger claim. The field can be changed later, by somebody who may.',
  fix: 'Set `allowVolumeExpansion: true`.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allow-volume-expansion',
  check: inventory => inventory.of('StorageClass').filter(({ body }) => body.allowVolumeExpansion !== true && driverOf(body.provisioner ?? '')?.expansion)
    .filter(({ body }) => body.provisioner !== 'kubernetes.io/no-provisioner')
    .map(resource => found(resource, resource.body.allowVolumeExpansion === undefined ? [] : ['allowVolumeExpansion'], 'does not let its volumes grow')),
};
