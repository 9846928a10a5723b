import { containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

const ASKS_OTHERS =
  /_cluster\/health|cluster_status|cluster info|wait_for_status|endpoint health --cluster|check_running|node_health_check|mongo.*rs\.status|cluster_formation/;

export const ST46: Rule = {
  id: 'ST46',
  severity: 'availability',
  title: 'Liveness probe depends on other members',
  looksAt: 'commands and paths of liveness probes',
  why: 'When one member fails, the kubelet restarts all the others too: a partial failure becomes an outage.',
  fix: 'Check only the local process. Checks that depend on other members belong in the readiness probe.',
  link: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#liveness-probe',
  // The readiness of a member may depend on other members; pods of a Deployment have no members.
  check: inventory => inventory.workloads.flatMap(workload => containersOf(workload).flatMap(({ container, path }) => {
    const asked = [...container.livenessProbe?.exec?.command ?? [], container.livenessProbe?.httpGet?.path ?? ''].join(' ').trim();
    return ASKS_OTHERS.test(asked) || (workload.resource.kind === 'StatefulSet' && /\/ready\b/.test(asked)) ? [found(workload.resource,
      [...path, 'livenessProbe'], `restarts container '${container.name}' if '${asked}' fails, which depends on other members`)] : [];
  })),
};
