import { Rule, refused } from '../rule';

export const ST25: Rule = {
  id: 'ST25',
  severity: 'error',
  title: 'Local volume without node affinity',
  looksAt: '`nodeAffinity` of local volumes',
  why: 'The API server rejects the volume. The alpha annotation for node affinity is no longer read.',
  fix: 'Set `nodeAffinity.required` to the node that has the disk.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => spec.local && !spec.nodeAffinity?.required)
    .map(resource => refused(resource, ['spec', 'local'], 'is a local volume and sets no nodeAffinity')),
};
