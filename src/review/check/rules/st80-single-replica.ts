import { Workload } from '../../inventory/inventory';
import { Rule, found } from '../rule';

export const ST80: Rule = {
  id: 'ST80',
  severity: 'info',
  title: 'One copy of the data, and nobody said that it is enough',
  looksAt: 'engines with one replica, and sets beside them of the same image and the beginning of its name',
  why: 'While its node is lost or its pod restarts there is no service, and what came after the last backup is as safe as one disk.',
  fix: 'Replicate; or suppress this, and say what may be lost and how long a stop may last.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  check: inventory => {
    const keepers = inventory.workloads.filter(workload => ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0);
    const keyOf = ({ resource, engine }: Workload) => `${resource.namespace}/${engine!.name}/${resource.name}`;
    const keys = new Set(keepers.map(keyOf));
    // A primary and its replicas may be two sets: `orders` and `orders-replica`.
    const parentsOf = (key: string) => key.split('-').map((_, i, parts) => parts.slice(0, i).join('-')).filter(parent => keys.has(parent));
    const related = new Set([...keys].flatMap(key => parentsOf(key).flatMap(parent => [parent, key])));
    return keepers.filter(workload => workload.replicas === 1 && !related.has(keyOf(workload)))
      .map(({ resource, engine }) => found(resource, ['spec', ...resource.spec.replicas === undefined ? [] : ['replicas']], `runs one copy of ${engine!.name}`));
  },
};
