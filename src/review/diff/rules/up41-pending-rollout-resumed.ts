import { ROLLOUT_DOCS } from '../rollout-docs';
import { UpdateRule } from '../rule';
import { applyManifests, kubectl, verify } from '../runbooks/runbook';
import { waitUntilReady, selectorText } from '../runbooks/steps';

export const UP41: UpdateRule = {
  id: 'UP41',
  verdict: 'restart',
  title: 'Pending rollout resumes',
  looksAt: '`updateStrategy` of StatefulSets and DaemonSets: from OnDelete to RollingUpdate, or a lower partition',
  why: 'The controller replaces the pods that still run a former template as soon as the strategy allows it.',
  fix: 'First find the pods with a former template: `kubectl get pods -L controller-revision-hash`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  assess: ({ status, old, new: new_, before, after }) => {
    if (status !== 'changed' || !['StatefulSet', 'DaemonSet'].includes(old!.kind)) {
      return [];
    }
    const [type, typeNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.type);
    const [partition, partitionNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.rollingUpdate?.partition ?? 0);
    const message = type === 'OnDelete' && typeNow === 'RollingUpdate'
      ? 'changes the update strategy from OnDelete to RollingUpdate'
      : partitionNow < partition ? `has the partition ${partitionNow} instead of ${partition}` : undefined;
    return message === undefined ? [] : [{
      verdict: 'restart' as const,
      path: ['spec', 'updateStrategy'],
      message: `${message}: pods that still run a former template restart${old!.kind === 'StatefulSet' ? ', the highest ordinal first' : ''}`,
      link: old!.kind === 'DaemonSet' ? ROLLOUT_DOCS.DaemonSet : undefined,
      runbook: {
        title: 'Find the pods that will restart, then resume the rollout',
        steps: [
          verify('Pods with a different revision in the last column run a former template. They will restart, and the engine tolerates that.',
            `${kubectl(old!)} get pods -l ${selectorText(old!)} -L controller-revision-hash`),
          verify('All pods are ready. Do not start a rollout while a member is down.', waitUntilReady(old!)),
          applyManifests(new_!,
            'Apply the new manifests. To stop the rollout, apply the former manifests: pods that have restarted keep the new template.'),
          verify('All pods are ready and have the same revision.',
            `${waitUntilReady(new_!)}\n${kubectl(new_!)} get pods -l ${selectorText(new_!)} -L controller-revision-hash`),
        ],
      },
    }];
  },
};
