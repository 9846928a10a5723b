import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of OpenEBS directories on the node.
 *
 * @see https://openebs.io/docs/user-guides/local-storage-user-guide/local-pv-hostpath/hostpath-configuration
 */
export interface OpenEbsHostpathParameters extends ProvisionerParameters {
  /**
   * Directory of the node below which the directories are made.
   *
   * @default '/var/openebs/local'
   */
  readonly basePath?: string;
}

/**
 * Parameters of OpenEBS LVM volumes. One of the two ways to name the volume group.
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
   * `ext4`, `xfs`, `btrfs`, `ext3` or `ext2`; the driver has a key of its own.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Whether space is taken only when written.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether several pods of a node may mount it.
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
  /** Name of the pool. */
  readonly poolName: string;

  /**
   * `zfs` for a dataset, else a file system on a zvol; the driver has a key of its own.
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
   * `on`, `off`, `lz4`, `zstd`, …
   *
   * @default 'off'
   */
  readonly compression?: string;

  /**
   * Whether space is taken only when written.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether several pods of a node may mount it.
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
   * Whether space is taken only when written.
   *
   * @default false
   */
  readonly thinProvision?: boolean;

  /**
   * Whether the file is copied on write.
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
   * Class of options of lvcreate.
   *
   * @default - none
   */
  readonly lvcreateOptionClass?: string;
}

/**
 * Parameters of directories that local-path makes on the node. Sizes are not enforced.
 *
 * @see https://github.com/rancher/local-path-provisioner#configuration
 */
export interface LocalPathParameters extends ProvisionerParameters {
  /**
   * Directory of the node below which the directories are made.
   *
   * @default - as the provisioner is configured
   */
  readonly nodePath?: string;

  /**
   * Name of the directory: `{{ .PVC.Namespace }}/{{ .PVC.Name }}`.
   *
   * @default - made of the names of volume and claim
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
   * Kind of storage that the driver pretends to have.
   *
   * @default - the default kind
   */
  readonly kind?: string;
}
