import { AccessMode } from './storage-modes';

/** The nodes that can reach a volume. */
export enum StorageReach {
  /** One node. */
  NODE = 'node',
  /** The nodes of one zone. */
  ZONE = 'zone',
  /** The nodes of one region. */
  REGION = 'region',
  /** Every node. */
  ANYWHERE = 'anywhere',
}

/**
 * Capabilities of a driver that this library does not know. A capability that is left out is not checked, or has the safer
 * value.
 */
export interface DriverCapabilities {
  /**
   * Access modes of file system volumes.
   *
   * @default - not checked
   */
  readonly accessModes?: AccessMode[];

  /**
   * Access modes of block volumes. An empty list means that the driver has no block volumes.
   *
   * @default - not checked
   */
  readonly blockAccessModes?: AccessMode[];

  /**
   * Whether volumes can be expanded.
   *
   * @default false
   */
  readonly expansion?: boolean;

  /**
   * Whether volumes have snapshots.
   *
   * @default true
   */
  readonly snapshots?: boolean;

  /**
   * Whether volumes can be cloned from another claim.
   *
   * @default true
   */
  readonly clones?: boolean;

  /**
   * The nodes that can reach a volume.
   *
   * @default StorageReach.ZONE
   */
  readonly reach?: StorageReach;

  /**
   * Topology keys of the driver. The key for zones comes first.
   *
   * @default - not checked
   */
  readonly topologyKeys?: string[];

  /**
   * Number of volumes that a node can attach.
   *
   * @default - not checked
   */
  readonly volumesPerNode?: number;
}

/** A driver that this library does not know. */
export interface CustomProvisioner {
  /** Name of the provisioner in a StorageClass. */
  readonly name: string;

  /**
   * Parameters as the driver documents them.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * Capabilities of the driver.
   *
   * @default - claims are not checked against the driver
   */
  readonly capabilities?: DriverCapabilities;
}
