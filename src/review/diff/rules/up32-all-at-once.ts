import { FIELDS } from '../../../catalog/kubernetes/fields';
import { mayBeAmong } from '../../../catalog/kubernetes/release';
import { isSame } from '../../apiserver/normal';
import { countOf } from '../../inventory/disruption';
import { Judgement, UpdateRule } from '../rule';

export const UP32: UpdateRule = {
  id: 'UP32',
  verdict: 'outage',
  title: 'Update that stops all pods, or the majority, at once',
  looksAt: 'strategies of workloads whose pods change',
  why: 'A disruption budget does not hold back an update: what the strategy allows happens.',
  fix: 'Let one pod go at a time.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  judge: ({ fate, new: new_, before, after }, world): Judgement[] => {
    const workload = fate === 'changed' ? world.new.workload(new_!) : undefined;
    const replicas: number = after?.spec?.replicas ?? 1;
    if (!workload || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const { strategy, updateStrategy } = after.spec;
    if (new_!.kind === 'Deployment' && strategy?.type === 'Recreate' && replicas > 1) {
      return [{ verdict: 'outage', path: ['spec', 'template'], message: `stops all ${replicas} pods before the first new one starts: its strategy is Recreate` }];
    }
    const limit = updateStrategy?.type === 'RollingUpdate' ? updateStrategy.rollingUpdate?.maxUnavailable : undefined;
    if (limit === undefined || (new_!.kind === 'StatefulSet' && !mayBeAmong(FIELDS.statefulSetMaxUnavailable.releases, world))) {
      return [];
    }
    if (new_!.kind === 'DaemonSet') {
      return limit === '100%' ? [{ verdict: 'outage', path: ['spec', 'template'], message: 'stops the pods of all nodes at once: maxUnavailable is 100%' }] : [];
    }
    const [stopped, majority] = [countOf(limit, replicas), Math.floor((replicas - 1) / 2)];
    return replicas > 1 && stopped >= replicas ? [{ verdict: 'outage', path: ['spec', 'template'], message: `stops all ${replicas} members at once: maxUnavailable is ${limit}` }]
      : workload.engine?.quorum && stopped > majority ? [{ verdict: 'outage', path: ['spec', 'template'], message: `stops ${stopped} of ${replicas} members at once, and ${workload.engine.name} bears the loss of ${majority}` }] : [];
  },
};
