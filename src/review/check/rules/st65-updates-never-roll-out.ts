import { Rule, found } from '../rule';

export const ST65: Rule = {
  id: 'ST65',
  severity: 'warning',
  title: 'Updates that reach no pod',
  looksAt: '`updateStrategy` of StatefulSets: a partition beyond the replicas, or OnDelete',
  why: 'A new image or setting is applied, and nothing happens: security updates among them.',
  fix: 'Set the partition to 0, or delete pods one by one as a part of each release.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ replicas }) => replicas > 0).flatMap(({ resource, replicas }) => {
    const { type, rollingUpdate } = resource.spec.updateStrategy ?? {};
    const partition = rollingUpdate?.partition ?? 0;
    const last = (resource.spec.ordinals?.start ?? 0) + replicas - 1;
    return type === 'OnDelete' ? [found(resource, ['spec', 'updateStrategy', 'type'], 'updates a pod only when somebody deletes it')]
      : partition > Math.max(0, last) ? [found(resource, ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], `updates only members from number ${partition} on, and the last one is number ${last}`)] : [];
  }),
};
