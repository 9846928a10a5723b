import { Rule, refused } from '../rule';

export const ST25: Rule = {
  id: 'ST25',
  severity: 'error',
  title: 'Local volume that names no node',
  looksAt: '`nodeAffinity` of local volumes',
  why: 'The server refuses it; the alpha annotation of old talks does not count.',
  fix: 'Say in `nodeAffinity.required` on which node the disk is.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  check: inventory => inventory.of('PersistentVolume').filter(({ spec }) => spec.local && !spec.nodeAffinity?.required)
    .map(resource => refused(resource, ['spec', 'local'], 'is a disk of one node, and does not say of which')),
};
