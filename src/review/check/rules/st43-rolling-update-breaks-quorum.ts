import { countOf, faultToleranceOf } from '../../inventory/disruption';
import { Rule, found } from '../rule';

export const ST43: Rule = {
  id: 'ST43',
  severity: 'availability',
  title: 'Rolling update stops more members than may fail',
  looksAt: '`updateStrategy.rollingUpdate.maxUnavailable` of StatefulSets with an engine that needs a quorum',
  why: 'The quorum is lost while members restart, and the engine rejects writes.',
  fix: 'Remove `maxUnavailable`, or set it to 1.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods',
  check: inventory => inventory.workloadsOf('StatefulSet').filter(({ votes, replicas }) => votes && replicas > 1).flatMap(workload => {
    const limit = workload.resource.spec.updateStrategy?.rollingUpdate?.maxUnavailable;
    return limit !== undefined && limit !== null && countOf(limit, workload.replicas) > Math.max(1, faultToleranceOf(workload))
      ? [found(workload.resource, ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
        `restarts ${countOf(limit, workload.replicas)} of ${workload.replicas} members at a time and tolerates the failure of `
          + `${faultToleranceOf(workload)}`)] : [];
  }),
};
