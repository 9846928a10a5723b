import { Workload } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST80: Rule = {
  id: 'ST80',
  severity: 'info',
  title: 'Single replica of a database',
  looksAt: 'engines with one replica, and StatefulSets with the same image whose name begins with the same words',
  why: 'The service is unavailable while the pod restarts or its node is down. Data written after the last backup is on a single volume.',
  fix: 'Use replication, or suppress the finding and state how much data and availability the service may lose.',
  link: 'https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/',
  check: inventory => {
    const keepers = inventory.workloads.filter(workload =>
      ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0);
    const keyOf = ({ resource, engine }: Workload) => `${resource.namespace}/${engine!.name}/${resource.name}`;
    const keys = new Set(keepers.map(keyOf));
    // A primary and its replicas may be two StatefulSets: `orders` and `orders-replica`.
    const parentsOf = (key: string) => key.split('-').map((_, i, parts) => parts.slice(0, i).join('-')).filter(parent => keys.has(parent));
    const related = new Set([...keys].flatMap(key => parentsOf(key).flatMap(parent => [parent, key])));
    return keepers.filter(workload => workload.replicas === 1 && !related.has(keyOf(workload)))
      .map(({ resource, engine }) =>
        found(resource, ['spec', ...resource.spec.replicas === undefined ? [] : ['replicas']], `runs a single replica of ${engine!.name}`));
  },
};
