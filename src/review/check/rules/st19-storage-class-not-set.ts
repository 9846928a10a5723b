import { Rule, found } from '../rule';

export const ST19: Rule = {
  id: 'ST19',
  severity: 'warning',
  title: 'Claim without the name of a class',
  looksAt: '`storageClassName` of claims and claim templates',
  why: 'The default class of the cluster decides about speed, zone and what happens to the data, and somebody else may change it.',
  fix: 'Name the class; an empty name asks for a volume that was made by hand.',
  link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check: inventory => inventory.claims.filter(({ resource, path, spec }) => {
    // A template has annotations of its own.
    const metadata = [...path.slice(0, -1), 'metadata'].reduce((value: any, step) => value?.[step], resource.body);
    const isNamed = (spec.storageClassName !== undefined && spec.storageClassName !== null) || metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined;
    return !isNamed && !spec.volumeName;
  }).map(({ resource, path }) => found(resource, path, 'names no StorageClass')),
};
