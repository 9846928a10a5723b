import { Rule, found } from '../rule';

export const ST33: Rule = {
  id: 'ST33',
  severity: 'loses-data',
  title: 'Claims are deleted with their StatefulSet',
  looksAt: '`persistentVolumeClaimRetentionPolicy` of StatefulSets',
  why: 'Scaling down the StatefulSet, or deleting it to create it again, deletes the claims and with most classes the data.',
  fix: 'Set Retain, which is the default, and delete claims by hand.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').flatMap(({ resource }) => Object.entries(resource.spec.persistentVolumeClaimRetentionPolicy ?? {})
      .filter(([, policy]) => policy === 'Delete')
      .map(([when]) => when === 'whenScaled'
        ? found(resource, ['spec', 'persistentVolumeClaimRetentionPolicy', when], 'deletes the claims of the removed pods when it is scaled down',
          { why: 'Scaling down deletes claims, and with most classes the data.' })
        : found(resource, ['spec', 'persistentVolumeClaimRetentionPolicy', when], 'deletes all its claims when it is deleted',
          { why: 'Deleting the StatefulSet, for example to create it again, deletes its claims, and with most classes the data.' }))),
};
