import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Longhorn volumes.
 *
 * @see https://longhorn.io/docs/latest/references/storage-class-parameters/
 */
export interface LonghornParameters extends ProvisionerParameters {
  /**
   * Number of replicas.
   *
   * @default 3
   */
  readonly numberOfReplicas?: number;

  /**
   * Minutes after which the driver replaces a failed replica.
   *
   * @default 30
   */
  readonly staleReplicaTimeout?: number;

  /**
   * File system: `ext4` or `xfs`.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Data locality: `disabled`, `best-effort` or `strict-local`, which needs exactly one replica.
   *
   * @default 'disabled'
   */
  readonly dataLocality?: string;

  /**
   * Tags that the disks must have.
   *
   * @default - any
   */
  readonly diskSelector?: string;

  /**
   * Tags that the nodes must have.
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
   * Whether two nodes may mount a block volume during the migration of a virtual machine.
   *
   * @default false
   */
  readonly migratable?: boolean;

  /**
   * Data engine: `v1` or `v2`.
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
   * Number of replicas.
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
   * @default - a group of the class
   */
  readonly resourceGroup?: string;

  /**
   * Layers, from the top: `drbd storage`, with `luks` for encryption.
   *
   * @default - drbd storage
   */
  readonly layerList?: string;

  /**
   * Whether a node without a replica may mount the volume over the network.
   *
   * @default true
   */
  readonly allowRemoteVolumeAccess?: boolean;

  /**
   * Properties that the nodes of all replicas have in common.
   *
   * @default - none
   */
  readonly replicasOnSame?: string;

  /**
   * Properties that differ between the nodes of the replicas.
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
  /** Number of replicas. */
  readonly replicas: number;

  /**
   * File system: `ext4`, `xfs` or `btrfs`.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Whether the volume is thinly provisioned.
   *
   * @default false
   */
  readonly thin?: boolean;

  /**
   * Whether two nodes may mount a block volume; experimental.
   *
   * @default false
   */
  readonly rwxBlock?: boolean;
}
