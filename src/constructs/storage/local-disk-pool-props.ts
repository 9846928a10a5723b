import { Size } from 'cdk8s';
import { ReclaimPolicy, VolumeMode } from './storage-modes';

/** A disk of one node. */
export interface LocalDisk {
  /** Value of the node's label `kubernetes.io/hostname`; some providers make it differ from the node's name. */
  readonly node: string;

  /**
   * Absolute path on the node: a directory on the disk, or the device for {@link VolumeMode.BLOCK}. While the disk is not mounted such a
   * directory is not there, and no pod starts; a mount point is there as an empty directory of the node.
   */
  readonly path: string;

  /**
   * Capacity.
   *
   * @default - the size of the pool
   */
  readonly size?: Size;

  /**
   * Last part of the volume's name `<pool>-<node>-<name>`. It can't change later.
   *
   * @default - last segment of the path
   */
  readonly name?: string;
}

/** Props of a {@link LocalDiskPool}. Either `nodes` and `paths`, or `disks`. */
export interface LocalDiskPoolProps {
  /**
   * Name of the StorageClass, and beginning of the names of the volumes. It can't change later.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /**
   * Nodes that all have a disk at each of `paths`.
   *
   * @default - none
   */
  readonly nodes?: string[];

  /**
   * Paths of the disks on each of `nodes`, see {@link LocalDisk.path}.
   *
   * @default - none
   */
  readonly paths?: string[];

  /**
   * Disks one by one.
   *
   * @default - none
   */
  readonly disks?: LocalDisk[];

  /**
   * Capacity of each disk that says no other.
   *
   * @default - every disk says its own
   */
  readonly size?: Size;

  /**
   * Whether pods get a directory or the raw device.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;

  /**
   * File system that the kubelet makes, when the path of a file system volume is a device.
   *
   * @default - the path is a mount point
   */
  readonly fsType?: string;

  /**
   * What happens to a volume when its claim is deleted. With {@link ReclaimPolicy.DELETE} nothing is deleted: no driver
   * is behind these volumes, and the local static provisioner only touches volumes that it made itself. The volume is
   * left `Failed` with the data on the disk, so RETAIN is nearly always right.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * Options of mounting.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * Labels of the volumes and of the class.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}
