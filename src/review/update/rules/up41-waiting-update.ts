import { UpdateRule } from '../rule';

export const UP41: UpdateRule = {
  id: 'UP41',
  verdict: 'restart',
  title: 'Update that waited rolls on',
  looksAt: '`updateStrategy` of StatefulSets and DaemonSets: from OnDelete to RollingUpdate, or a lower partition',
  why: 'Pods that still have a former template are made anew as soon as the strategy lets it.',
  fix: 'See first which pods have a former template: `kubectl get pods -L controller-revision-hash`.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  judge: ({ fate, old, before, after }) => {
    if (fate !== 'changed' || !['StatefulSet', 'DaemonSet'].includes(old!.kind)) {
      return [];
    }
    const [type, typeNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.type);
    const [partition, partitionNow] = [before, after].map(({ spec }) => spec?.updateStrategy?.rollingUpdate?.partition ?? 0);
    const message = type === 'OnDelete' && typeNow === 'RollingUpdate' ? 'no longer waits until pods are deleted' : partitionNow < partition ? `has the partition ${partitionNow} instead of ${partition}` : undefined;
    return message === undefined ? [] : [{ verdict: 'restart' as const, path: ['spec', 'updateStrategy'], message: `${message}: pods that still have a former template start again, the highest number first` }];
  },
};
