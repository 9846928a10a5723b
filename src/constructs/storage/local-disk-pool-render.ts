import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { LocalDisk, LocalDiskPoolProps } from './local-disk-pool-props';
import { onNode } from './node-path';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { namePart } from '../support/names';
import { isCapacity, quantity } from '../support/quantity';

/** A pool with all defaults filled in. */
export interface ResolvedPool extends LocalDiskPoolProps {
  readonly name: string;
  readonly reclaimPolicy: ReclaimPolicy;
  readonly volumeMode: VolumeMode;
}

/** A disk with its defaults filled in. */
export interface ResolvedDisk extends LocalDisk {
  readonly size: Size;
  readonly volumeName: string;
}

/** Name of the volume of a disk. It depends on this disk only, so it does not change when other disks are added or removed. */
export function diskName(pool: string, { node, path, name }: LocalDisk): string {
  const last = String(path).split('/').filter(part => part !== '').pop() ?? '';
  return `${pool}-${namePart(String(node))}-${name ?? namePart(last)}`;
}

/** Whether an object can be created for the disk. Other mistakes are reported at synthesis. */
export function isPlaceable({ size }: ResolvedDisk): boolean {
  return isCapacity(size);
}

/** The PersistentVolume of a disk. */
export function renderDisk(disk: ResolvedDisk, pool: ResolvedPool): k8s.KubePersistentVolumeProps {
  return {
    metadata: { name: disk.volumeName, labels: pool.labels && { ...pool.labels } },
    spec: {
      accessModes: [AccessMode.READ_WRITE_ONCE],
      capacity: { storage: quantity(disk.size) },
      local: { fsType: pool.fsType, path: disk.path },
      mountOptions: pool.mountOptions && [...pool.mountOptions],
      nodeAffinity: onNode(disk),
      persistentVolumeReclaimPolicy: pool.reclaimPolicy,
      storageClassName: pool.name,
      volumeMode: pool.volumeMode,
    },
  };
}
