import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Longhorn volumes.
 *
 * @see https://longhorn.io/docs/latest/references/storage-class-parameters/
 */
export interface LonghornParameters extends ProvisionerParameters {
  /**
   * Number of copies.
   *
   * @default 3
   */
  readonly numberOfReplicas?: number;

  /**
   * Minutes after which a broken copy is given up.
   *
   * @default 30
   */
  readonly staleReplicaTimeout?: number;

  /**
   * `ext4` or `xfs`; the driver has a key of its own.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * `disabled`, `best-effort` or `strict-local`; the last needs one copy.
   *
   * @default 'disabled'
   */
  readonly dataLocality?: string;

  /**
   * Tags of the disks.
   *
   * @default - any
   */
  readonly diskSelector?: string;

  /**
   * Tags of the nodes.
   *
   * @default - any
   */
  readonly nodeSelector?: string;

  /**
   * Whether the volume is encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * Whether a block volume may be on two nodes during the migration of a virtual machine.
   *
   * @default false
   */
  readonly migratable?: boolean;

  /**
   * `v1` or `v2`.
   *
   * @default 'v1'
   */
  readonly dataEngine?: string;
}

/**
 * Parameters of LINSTOR volumes.
 *
 * @see https://linbit.com/drbd-user-guide/linstor-guide-1_0-en/#s-kubernetes-sc-parameters
 */
export interface LinstorParameters extends FileSystemParameters {
  /**
   * Number of copies.
   *
   * @default 1
   */
  readonly placementCount?: number;

  /**
   * Storage pool.
   *
   * @default - any
   */
  readonly storagePool?: string;

  /**
   * Resource group.
   *
   * @default - one for the class
   */
  readonly resourceGroup?: string;

  /**
   * Layers from the top: `drbd storage`, with `luks` for encryption.
   *
   * @default - drbd storage
   */
  readonly layerList?: string;

  /**
   * Whether a node without a copy may mount it over the network.
   *
   * @default true
   */
  readonly allowRemoteVolumeAccess?: boolean;

  /**
   * Properties that nodes of all copies share.
   *
   * @default - none
   */
  readonly replicasOnSame?: string;

  /**
   * Properties that nodes of the copies differ in.
   *
   * @default - none
   */
  readonly replicasOnDifferent?: string;
}

/**
 * Parameters of OpenEBS Mayastor volumes.
 *
 * @see https://openebs.io/docs/user-guides/replicated-storage-user-guide/replicated-pv-mayastor/configuration/rs-storage-class-parameters
 */
export interface OpenEbsMayastorParameters extends ProvisionerParameters {
  /** Number of copies. */
  readonly replicas: number;

  /**
   * `ext4`, `xfs` or `btrfs`; the driver has a key of its own.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Whether space is taken only when written.
   *
   * @default false
   */
  readonly thin?: boolean;

  /**
   * Whether a block volume may be on two nodes; experimental.
   *
   * @default false
   */
  readonly rwxBlock?: boolean;
}
