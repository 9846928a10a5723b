import { processOf } from '../../inventory/data-directory';
import { Workload, containersOf } from '../../inventory/inventory';
import { Rule, found } from '../rule';

/** Engines with a single primary whose images do not include a proxy that routes writes to it. */
const ONE_PRIMARY = ['PostgreSQL', 'MySQL', 'MariaDB', 'Redis'];
const ROLE = /role|primary|master|leader/i;
/** Names of Services for read-only clients. */
const FOR_READING = /(^|-)(reads?|read-?only|readers?|ro|replicas?|secondary|secondaries|standby)(-|$)/;
/** Settings with which all members accept writes, or with which clients ask a sentinel for the primary. */
const MANY_PRIMARIES = /galera|wsrep|multi[_-]primary|single[_-]primary[_-]mode["',=\s]+(off|0)|redis-cluster|cluster-enabled|sentinel/i;

export const ST74: Rule = {
  id: 'ST74',
  severity: 'availability',
  title: 'Client Service selects the primary and its replicas',
  looksAt: 'Services with a cluster IP that select several members of an engine with a single primary',
  why: 'Most writes reach a replica, which rejects them or loses them.',
  fix: 'Select the primary by a label for its role, and the replicas by a second Service.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/#services',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ replicas, engine }) => replicas > 1 && engine && ONE_PRIMARY.includes(engine.name))
      .filter(workload => !MANY_PRIMARIES.test(settingsOf(workload))).flatMap(workload =>
        inventory.servicesOf(workload).filter(({ spec, name }) => spec.clusterIP !== 'None' && !FOR_READING.test(name)
      && !Object.entries(spec.selector ?? {}).some(([key, value]) => ROLE.test(key) || ROLE.test(String(value))
        || key === 'statefulset.kubernetes.io/pod-name' || key === 'apps.kubernetes.io/pod-index'))
          .map(service => found(service, ['spec', 'selector'],
            `selects all ${workload.replicas} members of ${workload.resource.title}, and only one of them accepts writes`))),
};

/** Containers with their mounted configuration files. */
function settingsOf(workload: Workload): string {
  return JSON.stringify(containersOf(workload).map(({ container }) => [container, processOf(workload, container).files]));
}
