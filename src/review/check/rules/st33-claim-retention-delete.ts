import { Rule, found } from '../rule';

export const ST33: Rule = {
  id: 'ST33',
  severity: 'loses-data',
  title: 'Claims are deleted with their set',
  looksAt: '`persistentVolumeClaimRetentionPolicy` of StatefulSets',
  why: 'Scaling down, or deleting the set to make it anew, deletes the claims, and with most classes the data.',
  fix: 'Set Retain, which is the default, and delete claims by hand.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource }) => Object.entries(resource.spec.persistentVolumeClaimRetentionPolicy ?? {})
    .filter(([, policy]) => policy === 'Delete')
    .map(([when]) => found(resource, ['spec', 'persistentVolumeClaimRetentionPolicy', when], when === 'whenScaled' ? 'deletes the claims of members that it is scaled down by' : 'deletes all of its claims when it is deleted'))),
};
