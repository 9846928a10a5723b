import { reclaimPolicyOf } from '../../inventory/volumes';
import { Rule, found } from '../rule';

export const ST19: Rule = {
  id: 'ST19',
  severity: 'warning',
  title: 'Claim does not set a StorageClass',
  looksAt: '`storageClassName` of claims and claim templates',
  why: 'The default class of the cluster then decides about performance, topology and reclaim policy, and a cluster '
    + 'administrator may change the default class.',
  fix: 'Set `storageClassName`. An empty string requests a volume that was provisioned by hand.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check: inventory => inventory.claims.filter(({ resource, path, spec }) => {
    // Annotations of a claim template are in the template.
    const metadata = [...path.slice(0, -1), 'metadata'].reduce((value: any, step) => value?.[step], resource.body);
    const isNamed = (spec.storageClassName !== undefined && spec.storageClassName !== null)
      || metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined;
    // ST22 reports a claim whose default class deletes its volume.
    return !isNamed && !spec.volumeName && reclaimPolicyOf(inventory, inventory.defaultClass) !== 'Delete';
  }).map(({ resource, path }) => found(resource, path, 'sets no storageClassName')),
};
