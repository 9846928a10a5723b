import { UpdateRule } from '../rule';
import { applyManifests, kubectl, verify } from '../runbooks/runbook';
import { waitUntilReady, selectorText } from '../runbooks/steps';

export const UP41: UpdateRule = {
  id: 'UP41',
  verdict: 'restart',
  title: 'Update that waited rolls on',
  looksAt: '`updateStrategy` of StatefulSets and DaemonSets: from OnDelete to RollingUpdate, or a lower partition',
  why: 'Pods that still have a former template are made anew as soon as the strategy lets it.',
  fix: 'See first which pods have a former template: `kubectl get pods -L controller-revision-hash`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  assess: ({ status, old, new: new_, before, after }) => {
    if (status !== 'changed' || !['StatefulSet', 'DaemonSet'].includes(old!.kind)) {
      return [];
    }
    const [type, typeNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.type);
    const [partition, partitionNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.rollingUpdate?.partition ?? 0);
    const message = type === 'OnDelete' && typeNow === 'RollingUpdate' ? 'no longer waits until pods are deleted' : partitionNow < partition ? `has the partition ${partitionNow} instead of ${partition}` : undefined;
    return message === undefined ? [] : [{
      verdict: 'restart' as const,
      path: ['spec', 'updateStrategy'],
      message: `${message}: pods that still have a former template start again, the highest number first`,
      runbook: {
        title: 'See what will restart, then let it roll',
        steps: [
          verify('These pods have a former template where their revision, in the last column, is not that of the others. They restart, and the engine bears it.', `${kubectl(old!)} get pods -l ${selectorText(old!)} -L controller-revision-hash`),
          verify('All pods are ready: no update begins with a member that is missing.', waitUntilReady(old!)),
          applyManifests(new_!, 'Apply the new manifests. To halt it on its way, apply the former ones: pods that have restarted keep the new template.'),
          verify('All pods are ready, and of one revision.', `${waitUntilReady(new_!)}\n${kubectl(new_!)} get pods -l ${selectorText(new_!)} -L controller-revision-hash`),
        ],
      },
    }];
  },
};
