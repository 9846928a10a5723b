import { Rule, found } from '../rule';

export const ST80: Rule = {
  id: 'ST80',
  severity: 'info',
  title: 'One copy of the data, and nobody said that it is enough',
  looksAt: 'engines with one replica, and sets beside them of the same image and the beginning of its name',
  why: 'While its node is lost or its pod restarts there is no service, and what came after the last backup is as safe as one disk.',
  fix: 'Replicate; or suppress this with the words what may be lost, and how long a stop may last.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  check: inventory => {
    const keepers = inventory.workloads.filter(workload => ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.engine && inventory.claimsOf(workload).length > 0);
    // A primary and its replicas may be two sets: `orders` and `orders-replica`.
    const beginnings = new Set(keepers.flatMap(({ resource, engine }) => {
      const first = keepers.length > 1 ? resource.name.split('-').map((_, i, parts) => parts.slice(0, i).join('-')).slice(1) : [];
      return first.map(name => `${resource.namespace}/${engine!.name}/${name}`);
    }));
    const names = new Set(keepers.map(({ resource, engine }) => `${resource.namespace}/${engine!.name}/${resource.name}`));
    const isPart = (name: string) => name.split('-').some((_, i, parts) => i > 0 && names.has(parts.slice(0, i).join('-')));
    return keepers.filter(({ resource, replicas, engine }) => replicas === 1 && !beginnings.has(`${resource.namespace}/${engine!.name}/${resource.name}`)
      && !isPart(`${resource.namespace}/${engine!.name}/${resource.name}`))
      .map(({ resource, engine }) => found(resource, ['spec', ...resource.spec.replicas === undefined ? [] : ['replicas']], `runs ${engine!.name} once`));
  },
};
