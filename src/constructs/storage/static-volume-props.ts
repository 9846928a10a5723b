import { Size } from 'cdk8s';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { VolumeSource } from './volume-source';

/** Props of a {@link StaticVolume}. */
export interface StaticVolumeProps {
  /**
   * Name of the claim; the volume is called `<namespace>-<name>`. It can't change later.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /** The storage. It can't change later. */
  readonly source: VolumeSource;

  /** Capacity, of volume and claim both. For file servers it is a label, not a limit. */
  readonly size: Size;

  /**
   * Who may mount the volume, of volume and claim both.
   *
   * @default [AccessMode.READ_WRITE_ONCE]
   */
  readonly accessModes?: AccessMode[];

  /**
   * Whether pods get a directory or the raw device. It can't change later.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;

  /**
   * Options of mounting, as `mount -o` takes them.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * What happens to the volume when its claim is deleted.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * Name of the PersistentVolume, which is unique in the cluster.
   *
   * @default - <namespace>-<name>
   */
  readonly volumeName?: string;

  /**
   * Keeps the volume for a claim that something else makes, such as `data-orders-0` of a StatefulDatabase whose tier has
   * the class `storageClassName`; no claim is made.
   *
   * @default - a claim is made
   */
  readonly reservedFor?: string;

  /**
   * Class of volume and claim: a name that both share, not a provisioner.
   *
   * @default - '', which keeps any provisioner away
   */
  readonly storageClassName?: string;

  /**
   * Labels of volume and claim.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}
