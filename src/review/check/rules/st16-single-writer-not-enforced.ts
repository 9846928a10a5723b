import { Rule, found } from '../rule';

export const ST16: Rule = {
  id: 'ST16',
  severity: 'warning',
  title: 'One writer is meant, and one node is guaranteed',
  looksAt: 'access modes of the claims of engines that must not run twice on the same files',
  why: 'ReadWriteOnce lets every pod on the node mount the volume: a second one, started by hand or by a mistake, destroys the files.',
  fix: 'Ask for ReadWriteOncePod where the driver is a CSI driver.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory => inventory.workloads.filter(({ resource, engine }) => engine && resource.kind === 'Deployment').flatMap(workload => inventory.claimsOf(workload)
    .filter(({ spec }) => spec.accessModes?.includes('ReadWriteOnce'))
    .map(({ resource, path }) => found(resource, [...path, 'accessModes'], `lets every pod of its node write, and ${workload.resource.title} runs ${workload.engine!.name} on it`))),
};
