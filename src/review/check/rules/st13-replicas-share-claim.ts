import { missingClaimsOf, isSingleNode } from '../../inventory/volumes';
import { Rule, found, unknown } from '../rule';

export const ST13: Rule = {
  id: 'ST13',
  severity: 'loses-data',
  title: 'Replicas share a single-node claim',
  looksAt: 'replicas of Deployments, and the access modes of the claims that they mount',
  why: 'Pods on the same node write to the same files and corrupt them. Pods on other nodes never start.',
  fix: 'Use a StatefulSet with claim templates, or one replica with `strategy.type: Recreate`.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: inventory =>
    inventory.workloads.filter(({ resource, replicas }) => ['Deployment', 'ReplicaSet'].includes(resource.kind) && replicas > 1).flatMap(workload => [
      ...inventory.claimsOf(workload).filter(isSingleNode).map(({ resource: { name }, spec }) =>
        found(workload.resource, ['spec', 'replicas'],
          `has ${workload.replicas} replicas that share the claim '${name}' (${spec.accessModes.join(', ')})`)),
      ...missingClaimsOf(inventory, workload).map(name =>
        unknown(workload.resource, ['spec', 'replicas'],
          `has ${workload.replicas} replicas that share the claim '${name}'; the claim is not among the manifests, so its access modes are unknown`)),
    ]),
};
