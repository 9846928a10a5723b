import { Rule, found } from '../rule';

export const ST21: Rule = {
  id: 'ST21',
  severity: 'warning',
  title: 'Volume that any claim may take',
  looksAt: '`claimRef` of volumes that are made by hand, except local disks of a class without provisioner',
  why: 'Whatever claim fits first gets the data, in whatever namespace.',
  fix: 'Name the claim in `claimRef`, with its namespace.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
  // Disks of a pool are all alike.
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => !spec.claimRef?.name && !spec.local)
    .map(resource => found(resource, ['spec'], 'names no claim that it is for')),
};
