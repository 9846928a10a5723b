import { Rule, found } from '../rule';

export const ST80: Rule = {
  id: 'ST80',
  severity: 'info',
  title: 'One copy of the data, and nobody said that it is enough',
  looksAt: 'engines with one replica',
  why: 'While its node is lost or its pod restarts there is no service, and what came after the last backup is as safe as one disk.',
  fix: 'Replicate; or suppress this with the words what may be lost, and how long a stop may last.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  check: inventory => inventory.workloads.filter(workload => ['StatefulSet', 'Deployment'].includes(workload.resource.kind) && workload.replicas === 1 && workload.engine?.dataDirectories.length && inventory.claimsOf(workload).length > 0)
    .map(({ resource, engine }) => found(resource, ['spec', ...resource.spec.replicas === undefined ? [] : ['replicas']], `runs ${engine!.name} once`)),
};
