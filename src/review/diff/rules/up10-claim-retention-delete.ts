import { templatesOf } from '../../inventory/inventory';
import { UpdateRule } from '../rule';

export const UP10: UpdateRule = {
  id: 'UP10',
  verdict: 'arms-data-loss',
  title: 'Claims will be deleted with their set',
  looksAt: '`persistentVolumeClaimRetentionPolicy` of StatefulSets',
  why: 'Nothing is lost yet. The next time that the set is scaled down, deleted, or made anew for a field that cannot be changed, its claims go.',
  fix: 'Leave Retain, which is the default, and delete claims by hand.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  assess: ({ status, old, new: new_, before, after }) => status !== 'changed' || old?.kind !== 'StatefulSet' || templatesOf(new_!).length === 0 ? [] : ['whenDeleted', 'whenScaled'].flatMap(field => {
    const [policy, policyNow] = [before, after].map(({ spec }) => spec?.persistentVolumeClaimRetentionPolicy?.[field]);
    return policyNow === 'Delete' && policy !== 'Delete' ? [{
      verdict: 'arms-data-loss' as const,
      path: ['spec', 'persistentVolumeClaimRetentionPolicy', field],
      message: `has ${field}: Delete instead of Retain: ${field === 'whenDeleted' ? 'whoever deletes the set deletes its claims' : 'whoever scales it down deletes the claims of the members that go'}`,
    }] : [];
  }),
};
