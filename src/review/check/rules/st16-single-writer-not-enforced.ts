import { Rule, found } from '../rule';

export const ST16: Rule = {
  id: 'ST16',
  severity: 'warning',
  title: 'Access mode does not enforce a single writer',
  looksAt: 'access modes of the claims of Deployments that run a known engine',
  why: 'ReadWriteOnce allows every pod on the same node to mount the volume. A second pod, started by mistake, corrupts the files.',
  fix: 'Use ReadWriteOncePod if the volume comes from a CSI driver.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory =>
    inventory.workloads.filter(({ resource, engine }) => engine && resource.kind === 'Deployment').flatMap(workload => inventory.claimsOf(workload)
      .filter(({ spec }) => spec.accessModes?.includes('ReadWriteOnce'))
      .map(({ resource, path }) => found(resource, [...path, 'accessModes'],
        `allows every pod on the node to mount the volume on which ${workload.resource.title} runs ${workload.engine!.name}`))),
};
