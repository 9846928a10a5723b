import { FIELDS } from '../../../catalog/kubernetes/fields';
import { mayBeAmong } from '../../../catalog/kubernetes/release';
import { isSame } from '../../apiserver/normal';
import { countOf } from '../../inventory/disruption';
import { ROLLOUT_DOCS } from '../rollout-docs';
import { Effect, UpdateRule } from '../rule';

export const UP32: UpdateRule = {
  id: 'UP32',
  verdict: 'outage',
  title: 'Rollout stops all pods or the quorum at once',
  looksAt: 'update strategies of workloads whose pod template changes',
  why: 'A PodDisruptionBudget does not limit a rollout: only the update strategy does.',
  fix: 'Set `maxUnavailable: 1`, or use the strategy RollingUpdate.',
  link: ROLLOUT_DOCS.StatefulSet,
  assess: ({ status, new: new_, before, after }, context): Effect[] => {
    const workload = status === 'changed' ? context.new.workload(new_!) : undefined;
    const replicas: number = after?.spec?.replicas ?? 1;
    if (!workload || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const { strategy, updateStrategy } = after.spec;
    const outage = { verdict: 'outage' as const, path: ['spec', 'template'], fix: 'Set `maxUnavailable: 1`.', link: ROLLOUT_DOCS[new_!.kind] };
    if (new_!.kind === 'Deployment' && strategy?.type === 'Recreate' && replicas > 1) {
      return [{
        ...outage,
        fix: 'Use the strategy RollingUpdate, if two pods may run at the same time.',
        message: `stops all ${replicas} pods before the first new pod starts because its strategy is Recreate`,
      }];
    }
    const limit = updateStrategy?.type === 'RollingUpdate' ? updateStrategy.rollingUpdate?.maxUnavailable : undefined;
    if (limit === undefined || (new_!.kind === 'StatefulSet' && !mayBeAmong(FIELDS.statefulSetMaxUnavailable.releases, context))) {
      return [];
    }
    const limitBefore = before.spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
    if (new_!.kind === 'DaemonSet') {
      return limit === '100%' && limitBefore !== '100%'
        ? [{ ...outage, message: 'stops the pods of all nodes at once because maxUnavailable is 100%' }]
        : [];
    }
    const [stopped, tolerated] = [countOf(limit, replicas), Math.floor((replicas - 1) / 2)];
    // Where all pods were meant to stop at once before, this rollout is no exception.
    if (replicas > 1 && stopped >= replicas && limit === limitBefore && !workload.votes) {
      return [];
    }
    return replicas > 1 && stopped >= replicas ? [{ ...outage, message: `stops all ${replicas} members at once because maxUnavailable is ${limit}` }]
      : workload.votes && stopped > tolerated ? [{
        ...outage,
        message: `stops ${stopped} of ${replicas} members at once, and ${workload.engine!.name} tolerates the failure of ${tolerated}`,
      }] : [];
  },
};
