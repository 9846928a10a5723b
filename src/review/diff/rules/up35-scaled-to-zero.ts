import { Effect, UpdateRule } from '../rule';

export const UP35: UpdateRule = {
  id: 'UP35',
  verdict: 'outage',
  title: 'Nothing runs any more',
  looksAt: '`replicas: 0`, and workloads that are left out',
  why: 'All pods go. Claims stay.',
  fix: 'Leave it running, if that is not what is wanted.',
  link: 'https://kubernetes.io/docs/concepts/workloads/',
  assess: ({ status, old, new: new_, before, after }, context): Effect[] => {
    const isLasting = old && context.old.longRunningWorkloads.includes(context.old.workload(old)!);
    if (!isLasting) {
      return [];
    } else if (status === 'removed') {
      return [{ verdict: 'outage', path: [], message: 'is left out: where a tool prunes, its pods go' }];
    }
    return status === 'changed' && new_ && after.spec?.replicas === 0 && before.spec?.replicas !== 0 ? [{ verdict: 'outage', path: ['spec', 'replicas'], message: 'has no pods: replicas is 0' }] : [];
  },
};
