import { templatesOf } from '../../inventory/inventory';
import { UpdateRule } from '../rule';

export const UP10: UpdateRule = {
  id: 'UP10',
  verdict: 'arms-data-loss',
  title: 'Claims will be deleted with their StatefulSet',
  looksAt: '`persistentVolumeClaimRetentionPolicy` of StatefulSets',
  why: 'This change alone deletes no data. The next time the StatefulSet is scaled down, or deleted to change an immutable '
    + 'field, its claims are deleted.',
  fix: 'Keep Retain, which is the default, and delete claims by hand.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  assess: ({ status, old, new: new_, before, after }) =>
    status !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(new_!).length === 0 ? [] : ['whenDeleted', 'whenScaled'].flatMap(field => {
      const [policy, policyNow] = [before, after].map(({ spec }) => spec?.persistentVolumeClaimRetentionPolicy?.[field]);
      return policyNow === 'Delete' && policy !== 'Delete' ? [{
        verdict: 'arms-data-loss' as const,
        path: ['spec', 'persistentVolumeClaimRetentionPolicy', field],
        message: `sets ${field} to Delete instead of Retain: `
        + `${field === 'whenDeleted' ? 'deleting the StatefulSet deletes its claims' : 'scaling down deletes the claims of the removed pods'}`,
      }] : [];
    }),
};
