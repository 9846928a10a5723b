import { Rule, found } from '../rule';

export const ST65: Rule = {
  id: 'ST65',
  severity: 'warning',
  title: 'Updates do not roll out',
  looksAt: '`updateStrategy` of StatefulSets: a partition above the highest ordinal, or OnDelete',
  why: 'The API server accepts a new image or setting, but no pod gets it. This includes security updates.',
  fix: 'Set the partition to 0, or delete the pods one at a time as a part of each release.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 0).flatMap(({ resource, replicas }) => {
    const { type, rollingUpdate } = resource.spec.updateStrategy ?? {};
    const partition = rollingUpdate?.partition ?? 0;
    const last = (resource.spec.ordinals?.start ?? 0) + replicas - 1;
    return type === 'OnDelete' ? [found(resource, ['spec', 'updateStrategy', 'type'], 'updates a pod only when the pod is deleted',
      { fix: 'Set `type: RollingUpdate`, or delete the pods one at a time as a part of each release.' })]
      : partition > Math.max(0, last) ? [found(resource, ['spec', 'updateStrategy', 'rollingUpdate', 'partition'],
        `updates only pods from ordinal ${partition}, and the highest ordinal is ${last}`,
        { fix: 'Set the partition to 0.' })] : [];
  }),
};
