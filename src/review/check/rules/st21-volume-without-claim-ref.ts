import { Rule, found } from '../rule';

export const ST21: Rule = {
  id: 'ST21',
  severity: 'warning',
  title: 'Volume is not reserved for a claim',
  looksAt: '`claimRef` of PersistentVolumes that are provisioned by hand, except local volumes of a class without a provisioner',
  why: 'The first claim that matches, in any namespace, gets the volume and its data.',
  fix: 'Set name and namespace of the claim in `claimRef`.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
  // The local volumes of a pool are interchangeable.
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => !spec.claimRef?.name && !spec.local)
    .map(resource => found(resource, ['spec'], 'sets no claimRef')),
};
