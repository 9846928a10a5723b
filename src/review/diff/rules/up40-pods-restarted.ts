import { FIELDS } from '../../../catalog/kubernetes/fields';
import { isAmong, mayBeAmong, releasesText } from '../../../catalog/kubernetes/release';
import { isSame } from '../../apiserver/normal';
import { countOf } from '../../inventory/disruption';
import { restartedOrdinals } from '../ordinals';
import { ROLLOUT_DOCS } from '../rollout-docs';
import { Effect, UpdateRule } from '../rule';

export const UP40: UpdateRule = {
  id: 'UP40',
  verdict: 'restart',
  title: 'Pods are restarted',
  looksAt: 'pod templates, with defaults, and update strategies of workloads',
  why: 'A changed pod template replaces all pods.',
  fix: 'No action is needed if the engine tolerates restarts. Watch `kubectl rollout status`.',
  link: ROLLOUT_DOCS.StatefulSet,
  assess: ({ status, old, before, after }, context): Effect[] => {
    const path = ['spec', 'template'];
    if (status !== 'changed' || !['StatefulSet', 'Deployment', 'DaemonSet'].includes(old!.kind)
      || isSame(before.spec?.template, after.spec?.template)) {
      return [];
    }
    const spec = after.spec ?? {};
    const link = ROLLOUT_DOCS[old!.kind];
    if (spec.updateStrategy?.type === 'OnDelete') {
      return [{
        verdict: 'safe',
        path,
        link,
        message: 'restarts no pod because its strategy is OnDelete: a pod gets the new template when it is deleted',
      }];
    }
    const { maxUnavailable, maxSurge, partition = 0 } = spec.updateStrategy?.rollingUpdate ?? spec.strategy?.rollingUpdate ?? {};
    switch (old!.kind) {
      case 'DaemonSet': return [{
        verdict: 'restart',
        path,
        link,
        message: 'restarts the pods of all nodes, '
          + (maxSurge !== 0 && maxSurge !== '0%' ? `${maxSurge} at a time, and starts each new pod before it stops the old pod`
            : `${maxUnavailable} at a time`),
      }];
      case 'Deployment': return [{
        verdict: 'restart',
        path,
        link,
        message: spec.strategy?.type === 'Recreate'
          ? 'stops all pods before it starts new ones: the service is unavailable meanwhile'
          : `replaces its ${count(spec.replicas ?? 1)} with a maxSurge of ${maxSurge} and a maxUnavailable of ${maxUnavailable}`,
      }];
      default: return ofSet(partition);
    }

    function ofSet(from: number): Effect[] {
      const common = restartedOrdinals(old!, after).reverse().map(ordinal => `${old!.name}-${ordinal}`);
      const order = common.length > 3 ? `${common[0]}, ${common[1]} … ${common[common.length - 1]}` : common.join(', ');
      if (common.length === 0) {
        return [{
          verdict: 'safe',
          path,
          link,
          message: from > 0 ? `restarts no pod because the partition is ${from}` : 'restarts no pod because it has none',
        }];
      }
      const rest = from > 0 ? `; pods with an ordinal below ${from} keep the former template` : '';
      const isOnlyPod = common.length === 1 && (spec.replicas ?? 1) === 1;
      return [{
        verdict: 'restart',
        path,
        link,
        message: isOnlyPod
          ? `restarts ${order}, its only pod: the service is unavailable until the pod is ready`
          : `restarts ${order} in this order, ${paceOf(common.length)}${rest}`,
      }];
    }

    function paceOf(pods: number): string {
      const { releases } = FIELDS.statefulSetMaxUnavailable;
      const atOnce = maxUnavailable !== undefined && mayBeAmong(releases, context) ? Math.max(1, countOf(maxUnavailable, spec.replicas ?? 1)) : 1;
      const one = 'each pod when the previous one is ready';
      return atOnce === 1 || pods === 1
        ? one
        : `up to ${atOnce} at a time${isAmong(releases, context) ? '' : `, or on other patch releases than ${releasesText(releases)} ${one}`}`;
    }
  },
};

function count(replicas: number): string {
  return replicas === 1 ? 'pod' : `${replicas} pods`;
}
