import { isSame } from '../../apiserver/normal';
import { countOf } from '../../inventory/disruption';
import { Effect, UpdateRule } from '../rule';

export const UP32: UpdateRule = {
  id: 'UP32',
  verdict: 'outage',
  title: 'Rollout stops all pods or the quorum at once',
  looksAt: 'update strategies of workloads whose pod template changes',
  why: 'A PodDisruptionBudget does not limit a rollout: only the update strategy does.',
  fix: 'Set `maxUnavailable: 1`, or use the strategy RollingUpdate.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  assess: ({ status, new: new_, before, after }, context): Effect[] => {
    const workload = status === 'changed' ? context.new.workload(new_!) : undefined;
    const replicas: number = after?.spec?.replicas ?? 1;
    if (!workload || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const { strategy, updateStrategy } = after.spec;
    if (new_!.kind === 'Deployment' && strategy?.type === 'Recreate' && replicas > 1) {
      return [{ verdict: 'outage', path: ['spec', 'template'], message: `stops all ${replicas} pods before the first new pod starts because its strategy is Recreate` }];
    }
    const limit = updateStrategy?.type === 'RollingUpdate' ? updateStrategy.rollingUpdate?.maxUnavailable : undefined;
    if (limit === undefined || (new_!.kind === 'StatefulSet' && context.minor < 35)) {
      return [];
    }
    if (new_!.kind === 'DaemonSet') {
      return limit === '100%' ? [{ verdict: 'outage', path: ['spec', 'template'], message: 'stops the pods of all nodes at once because maxUnavailable is 100%' }] : [];
    }
    const [stopped, tolerated] = [countOf(limit, replicas), Math.floor((replicas - 1) / 2)];
    return replicas > 1 && stopped >= replicas ? [{ verdict: 'outage', path: ['spec', 'template'], message: `stops all ${replicas} members at once because maxUnavailable is ${limit}` }]
      : workload.engine?.quorum && stopped > tolerated ? [{ verdict: 'outage', path: ['spec', 'template'], message: `stops ${stopped} of ${replicas} members at once, and ${workload.engine.name} tolerates the failure of ${tolerated}` }] : [];
  },
};
