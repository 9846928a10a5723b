import { Inventory } from '../inventory';
import { Resource } from '../resource';

/** The workload that mounts a claim by its name. */
export function userOf(inventory: Inventory, claim: Resource): Resource | undefined {
  return inventory.lastingWorkloads.find(({ resource, pod }) => resource.isBeside(claim)
    && (pod.volumes ?? []).some((volume: any) => volume.persistentVolumeClaim?.claimName === claim.name))?.resource;
}
