import { Size } from 'cdk8s';
import { AccessMode, VolumeMode } from './storage-modes';
import { IStorageTier } from './storage-tier-props';

/**
 * The source of the data of a new volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support
 */
export class ClaimSource {
  /** A VolumeSnapshot in the namespace of the workload. The claim must be at least as large as the volume of the snapshot. */
  public static snapshot(name: string): ClaimSource {
    return new ClaimSource('VolumeSnapshot', name, 'snapshot.storage.k8s.io');
  }

  /** A copy of another claim of the same driver, in the namespace of the workload. The new claim must be at least as large. */
  public static clone(claimName: string): ClaimSource {
    return new ClaimSource('PersistentVolumeClaim', claimName);
  }

  private constructor(
    /** Kind of the source object: `VolumeSnapshot` or `PersistentVolumeClaim`. */
    public readonly kind: string,
    /** Name of the source object. */
    public readonly name: string,
    /** API group of the source object; none for a claim. */
    public readonly apiGroup?: string,
  ) {}
}

/**
 * Storage that a workload claims: its size and its tier.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export interface ClaimedStorage {
  /** Requested capacity. It can grow later if the tier allows expansion. It can never shrink. */
  readonly size: Size;

  /** Tier that provides the storage. */
  readonly tier: IStorageTier;

  /**
   * Access mode of the volume.
   *
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;

  /**
   * Source of the initial data of the volume.
   *
   * @default - an empty volume
   */
  readonly source?: ClaimSource;

  /**
   * Name of a VolumeAttributesClass of the same driver (Kubernetes 1.34).
   *
   * @default - the attributes of the tier
   * @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
   */
  readonly volumeAttributesClassName?: string;

  /**
   * Additional labels of the claims, for example for a backup tool. They are part of the claim template of a StatefulSet, which can never
   * change: decide before the first deployment, and change claims that exist with `kubectl label`.
   *
   * @default - the labels of the selector
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the claims. They are part of the claim template of a StatefulSet, which can never change.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** Storage that a workload claims, and its mount in the main container. */
export interface StorageClaim extends ClaimedStorage {
  /**
   * Name of the claim template (StatefulDatabase: claims are `<name>-<database>-<ordinal>`), or suffix of the claim
   * (PersistentDeployment: `<deployment>-<name>`). If it changes, the workload starts with an empty volume.
   *
   * @default 'data'
   */
  readonly name?: string;

  /** Absolute path in the main container: a directory, or the device for {@link VolumeMode.BLOCK}. */
  readonly mountPath: string;

  /**
   * Directory of the volume that is mounted instead of the root.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;

  /**
   * Whether the container gets a directory or the block device.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;
}
