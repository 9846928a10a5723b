import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

/** Checks of the health of the cluster instead of the member. */
const CLUSTER_HEALTH =
  /_cluster\/health|endpoint health --cluster|cluster_status|cluster info|wait_for_status|nodetool status|check_running.*cluster|consul (members|operator)/;

export const ST06: Rule = {
  id: 'ST06',
  severity: 'availability',
  title: 'Readiness of the first member depends on the others',
  looksAt: '`podManagementPolicy` and the readiness probe of engines that need a quorum',
  why: 'With OrderedReady, the second pod starts when the first pod is ready. The first pod is never ready without the second.',
  fix: 'Set `podManagementPolicy: Parallel`, or let the readiness probe check the local member only.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies',
  check: inventory => inventory.workloadsOf('StatefulSet').flatMap(({ resource, pod, podPath, engine, replicas }) => {
    if (replicas < 2 || !engine?.quorum || resource.spec.podManagementPolicy === 'Parallel') {
      return [];
    }
    return (pod.containers ?? []).flatMap((container: any, i: number) => {
      const probe = container.readinessProbe;
      const asked = [...probe?.exec?.command ?? [], probe?.httpGet?.path ?? ''].join(' ');
      const at: Path = [...podPath, 'containers', i, 'readinessProbe'];
      // With `local`, the member answers without asking the elected manager.
      const isLocal = /[?&]local(=true)?\b/.test(asked) && !/wait_for_status/.test(asked);
      return CLUSTER_HEALTH.test(asked) && !isLocal
        ? [found(resource, at, `checks the health of the whole cluster ('${asked.trim()}') while pods start one at a time`)]
        : [];
    });
  }),
};
