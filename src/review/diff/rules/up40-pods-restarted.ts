import { isSame } from '../../apiserver/normal';
import { ordinalsOf } from '../ordinals';
import { Effect, UpdateRule } from '../rule';

export const UP40: UpdateRule = {
  id: 'UP40',
  verdict: 'restart',
  title: 'Pods start again',
  looksAt: 'pod templates, after defaults, and strategies of workloads',
  why: 'Whatever of a pod template differs, its pods are made anew.',
  fix: 'Nothing, if the engine bears it; watch `kubectl rollout status`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  assess: ({ status, old, before, after }): Effect[] => {
    const path = ['spec', 'template'];
    if (status !== 'changed' || !['StatefulSet', 'Deployment', 'DaemonSet'].includes(old!.kind) || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const spec = after.spec ?? {};
    if (spec.updateStrategy?.type === 'OnDelete') {
      return [{ verdict: 'safe', path, message: 'restarts nothing: its strategy is OnDelete, so each pod stays as it was until somebody deletes it' }];
    }
    const { maxUnavailable, maxSurge, partition = 0 } = spec.updateStrategy?.rollingUpdate ?? spec.strategy?.rollingUpdate ?? {};
    switch (old!.kind) {
      case 'DaemonSet': return [{ verdict: 'restart', path, message: `restarts the pod of every node, ${maxSurge !== 0 && maxSurge !== '0%' ? `the new one first, ${maxSurge} at a time` : `${maxUnavailable} at a time`}` }];
      case 'Deployment': return [{
        verdict: 'restart', path, message: spec.strategy?.type === 'Recreate' ? 'stops its pods, then starts new ones: no service meanwhile' : `replaces its ${count(spec.replicas ?? 1)}: up to ${maxSurge} more and ${maxUnavailable} fewer meanwhile`,
      }];
      default: return ofSet(partition);
    }

    function ofSet(from: number): Effect[] {
      const start: number = spec.ordinals?.start ?? 0;
      // Members that the new number of replicas does not have go; those that it has and the old one has not are new.
      const common = ordinalsOf(old!).filter(ordinal => ordinal >= from && ordinal < start + (spec.replicas ?? 1)).reverse().map(ordinal => `${old!.name}-${ordinal}`);
      const order = common.length > 3 ? `${common[0]}, ${common[1]} … ${common[common.length - 1]}` : common.join(', ');
      if (common.length === 0) {
        return [{ verdict: 'safe', path, message: from > 0 ? `restarts nothing: the partition is ${from}` : 'restarts nothing: it has no pods' }];
      }
      return [{ verdict: 'restart', path, message: common.length === 1 && (spec.replicas ?? 1) === 1 ? `restarts ${order}, its only pod: no service until that is ready` : `restarts ${order}, in this order, each when the one before is ready${from > 0 ? `; members below ${from} stay as they are` : ''}` }];
    }
  },
};

function count(replicas: number): string {
  return replicas === 1 ? 'pod' : `${replicas} pods`;
}
