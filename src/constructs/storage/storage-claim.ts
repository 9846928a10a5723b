import { Size } from 'cdk8s';
import { AccessMode, VolumeMode } from './storage-modes';
import { IStorageTier } from './storage-tier-props';

/**
 * What a new volume is filled with.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support
 */
export class ClaimSource {
  /** A VolumeSnapshot in the namespace of the workload; the claim must be at least as large as the snapshot's volume. */
  public static snapshot(name: string): ClaimSource {
    return new ClaimSource('VolumeSnapshot', name, 'snapshot.storage.k8s.io');
  }

  /** A copy of another claim in the namespace of the workload, same driver; the claim must be at least as large. */
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
 * How much storage a workload claims for itself, and where from.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export interface ClaimedStorage {
  /** Capacity asked for. It can grow later where the tier allows expansion, and never shrink. */
  readonly size: Size;

  /** Where the storage comes from. */
  readonly tier: IStorageTier;

  /**
   * Who may mount the volume.
   *
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;

  /**
   * What the volume is filled with when it is made.
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
}

/** Storage that a workload claims for itself, and where the main container sees it. */
export interface StorageClaim extends ClaimedStorage {
  /**
   * Name of the claim template (StatefulDatabase: claims are `<name>-<database>-<ordinal>`), or suffix of the claim
   * (PersistentDeployment: `<deployment>-<name>`). It can never change without starting on an empty volume.
   *
   * @default 'data'
   */
  readonly name?: string;

  /** Absolute path in the main container: a directory, or the device for {@link VolumeMode.BLOCK}. */
  readonly mountPath: string;

  /**
   * Directory within the volume that is mounted instead of its root.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;

  /**
   * What the container sees of the volume.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;
}
