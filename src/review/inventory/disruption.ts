import { Inventory, Workload } from './inventory';
import { Resource } from '../manifests/resource';

/** The number of pods that a number or a percentage of `total` stands for. A percentage of a budget is rounded up. */
export function countOf(value: string | number, total: number): number {
  return typeof value === 'number' ? value : /^\d+%$/.test(value) ? Math.ceil(Number(value.slice(0, -1)) / 100 * total) : Number(value);
}

/** The number of pods of a workload that a budget allows to evict at a time. */
export function allowedDisruptions({ spec: { minAvailable, maxUnavailable } }: Resource, replicas: number): number {
  if (maxUnavailable !== undefined) {
    return countOf(maxUnavailable, replicas);
  }
  return replicas - (minAvailable === undefined ? 1 : countOf(minAvailable, replicas));
}

/** The number of members that may fail before the quorum is lost. */
export function faultToleranceOf({ replicas }: Workload): number {
  return Math.floor((replicas - 1) / 2);
}

/** The minimum number of pods: an autoscaler may require more than `replicas`. */
export function minReplicasOf(inventory: Inventory, { resource, replicas }: Workload): number {
  const scalers = inventory.of('HorizontalPodAutoscaler').filter(one => one.spec.scaleTargetRef?.kind === resource.kind
    && one.spec.scaleTargetRef.name === resource.name && one.sharesNamespaceWith(resource));
  return Math.max(replicas, ...scalers.map(({ spec: { minReplicas = 1 } }) => Number(minReplicas) || 1));
}

/** Path of the limit in a budget. */
export function limitPathOf({ spec }: Resource): (string | number)[] {
  return ['spec', ...spec.maxUnavailable !== undefined ? ['maxUnavailable'] : spec.minAvailable !== undefined ? ['minAvailable'] : []];
}
