import { Inventory, Workload } from './inventory';
import { Resource } from '../manifests/resource';

/** How many of `total` a number or a percentage means; a percentage of a budget is rounded up. */
export function countOf(value: string | number, total: number): number {
  return typeof value === 'number' ? value : /^\d+%$/.test(value) ? Math.ceil(Number(value.slice(0, -1)) / 100 * total) : Number(value);
}

/** How many pods of a workload a budget lets go at a time. */
export function allowedDisruptions({ spec: { minAvailable, maxUnavailable } }: Resource, replicas: number): number {
  if (maxUnavailable !== undefined) {
    return countOf(maxUnavailable, replicas);
  }
  return replicas - (minAvailable === undefined ? 1 : countOf(minAvailable, replicas));
}

/** How many members may fail before the majority is gone. */
export function faultToleranceOf({ replicas }: Workload): number {
  return Math.floor((replicas - 1) / 2);
}

/** How many pods there are at least: an autoscaler may keep more than the workload says. */
export function minReplicasOf(inventory: Inventory, { resource, replicas }: Workload): number {
  const scalers = inventory.of('HorizontalPodAutoscaler').filter(one => one.spec.scaleTargetRef?.kind === resource.kind && one.spec.scaleTargetRef.name === resource.name && one.sharesNamespaceWith(resource));
  return Math.max(replicas, ...scalers.map(({ spec: { minReplicas = 1 } }) => Number(minReplicas) || 1));
}

/** Where a budget says it. */
export function limitPathOf({ spec }: Resource): (string | number)[] {
  return ['spec', ...spec.maxUnavailable !== undefined ? ['maxUnavailable'] : spec.minAvailable !== undefined ? ['minAvailable'] : []];
}
