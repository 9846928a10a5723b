import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of OpenEBS directories on the node.
 *
 * @see https://openebs.io/docs/user-guides/local-storage-user-guide/local-pv-hostpath/hostpath-configuration
 */
export interface OpenEbsHostpathParameters extends ProvisionerParameters {
  /**
   * Parent directory on the node.
   *
   * @default '/var/openebs/local'
   */
  readonly basePath?: string;
}

/**
 * Parameters of OpenEBS LVM volumes. One of the two props that name the volume group is required.
 *
 * @see https://github.com/openebs/lvm-localpv/blob/develop/docs/storageclasses.md
 */
export interface OpenEbsLvmParameters extends ProvisionerParameters {
  /**
   * Name of the volume group; not together with `volumeGroupPattern`.
   *
   * @default - one of the two is required
   */
  readonly volumeGroup?: string;

  /**
   * Pattern of the names of volume groups.
   *
   * @default - one of the two is required
   */
  readonly volumeGroupPattern?: string;

  /**
   * File system: `ext4`, `xfs`, `btrfs`, `ext3` or `ext2`.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Whether the volume is thinly provisioned.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether several pods of a node may mount the volume.
   *
   * @default false
   */
  readonly shared?: boolean;
}

/**
 * Parameters of OpenEBS ZFS volumes.
 *
 * @see https://github.com/openebs/zfs-localpv/blob/develop/docs/storageclasses.md
 */
export interface OpenEbsZfsParameters extends ProvisionerParameters {
  /** Name of the ZFS pool. */
  readonly poolName: string;

  /**
   * `zfs` for a dataset, otherwise a file system on a zvol.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Record size of datasets.
   *
   * @default - the default of ZFS
   */
  readonly recordSize?: string;

  /**
   * Block size of zvols.
   *
   * @default - the default of ZFS
   */
  readonly volBlockSize?: string;

  /**
   * Compression: `on`, `off`, `lz4`, `zstd`, …
   *
   * @default 'off'
   */
  readonly compression?: string;

  /**
   * Whether the volume is thinly provisioned.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether several pods of a node may mount the volume.
   *
   * @default false
   */
  readonly shared?: boolean;
}

/**
 * Parameters of OpenEBS Rawfile volumes.
 *
 * @see https://github.com/openebs/rawfile-localpv
 */
export interface OpenEbsRawfileParameters extends FileSystemParameters {
  /**
   * Whether the volume is thinly provisioned.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether the file uses copy-on-write.
   *
   * @default - the driver decides
   */
  readonly copyOnWrite?: boolean;

  /**
   * Whether the file system is frozen for snapshots.
   *
   * @default false
   */
  readonly freezeFs?: boolean;

  /**
   * Storage pool.
   *
   * @default - the default pool
   */
  readonly storagePool?: string;
}

/**
 * Parameters of TopoLVM volumes.
 *
 * @see https://github.com/topolvm/topolvm/blob/main/docs/user-manual.md
 */
export interface TopoLvmParameters extends FileSystemParameters {
  /**
   * Device class of the node.
   *
   * @default - the default class
   */
  readonly deviceClass?: string;

  /**
   * Option class for lvcreate.
   *
   * @default - none
   */
  readonly lvcreateOptionClass?: string;
}

/**
 * Parameters of directories that local-path creates on the node. Sizes are not enforced.
 *
 * @see https://github.com/rancher/local-path-provisioner#configuration
 */
export interface LocalPathParameters extends ProvisionerParameters {
  /**
   * Parent directory on the node.
   *
   * @default - the configuration of the provisioner
   */
  readonly nodePath?: string;

  /**
   * Name of the directory: `{{ .PVC.Namespace }}/{{ .PVC.Name }}`.
   *
   * @default - a name of the volume and the claim
   */
  readonly pathPattern?: string;
}

/**
 * Parameters of the CSI hostpath driver, which is for tests only.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-host-path
 */
export interface HostpathCsiParameters extends ProvisionerParameters {
  /**
   * Kind of storage that the driver simulates.
   *
   * @default - the default kind
   */
  readonly kind?: string;
}
