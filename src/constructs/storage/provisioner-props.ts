import { AccessMode } from './storage-modes';

/** How far a volume can be reached from where it was made. */
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

/** What a driver can do that this library does not know. What is left out is not checked, or taken as the safer case. */
export interface DriverCapabilities {
  /**
   * Access modes of volumes with a file system.
   *
   * @default - not checked
   */
  readonly accessModes?: AccessMode[];

  /**
   * Access modes of block volumes; an empty list if there are none.
   *
   * @default - not checked
   */
  readonly blockAccessModes?: AccessMode[];

  /**
   * Whether volumes can grow.
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
   * Whether volumes can be copied from another claim.
   *
   * @default true
   */
  readonly clones?: boolean;

  /**
   * How far a volume can be reached.
   *
   * @default StorageReach.ZONE
   */
  readonly reach?: StorageReach;

  /**
   * Keys of allowed topologies, the one for zones first.
   *
   * @default - not checked
   */
  readonly topologyKeys?: string[];

  /**
   * How many volumes a node takes.
   *
   * @default - not checked
   */
  readonly volumesPerNode?: number;
}

/** A driver that this library does not know. */
export interface CustomProvisioner {
  /** Name of the provisioner, as in StorageClass. */
  readonly name: string;

  /**
   * Parameters as the driver documents them.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * What the driver can do.
   *
   * @default - claims are not checked against it
   */
  readonly capabilities?: DriverCapabilities;
}
