import { hookOf } from '../../inventory/hooks';
import { Effect, UpdateRule } from '../rule';

export const UP35: UpdateRule = {
  id: 'UP35',
  verdict: 'outage',
  title: 'Workload is scaled to zero or removed',
  looksAt: '`replicas: 0`, and workloads that the new manifests do not have',
  why: 'All pods are deleted. Claims stay.',
  fix: 'Keep the workload running, unless the outage is intended.',
  link: 'https://kubernetes.io/docs/concepts/workloads/',
  assess: ({ status, old, new: new_, before, after }, context): Effect[] => {
    const isLasting = old && !hookOf(old) && context.old.longRunningWorkloads.includes(context.old.workload(old)!);
    if (!isLasting) {
      return [];
    } else if (status === 'removed') {
      return [{ verdict: 'outage', path: [], message: 'was removed from the manifests: if a tool prunes it, its pods are deleted' }];
    }
    return status === 'changed' && new_ && after.spec?.replicas === 0 && before.spec?.replicas !== 0
      ? [{ verdict: 'outage', path: ['spec', 'replicas'], message: 'has no pods because replicas is 0' }] : [];
  },
};
