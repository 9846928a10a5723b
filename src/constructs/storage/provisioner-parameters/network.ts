import { ProvisionerParameters } from './common';

/**
 * Parameters of directories on an NFS server.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/docs/driver-parameters.md
 */
export interface NfsParameters extends ProvisionerParameters {
  /** Host name or address of the server. */
  readonly server: string;

  /** Exported directory. */
  readonly share: string;

  /**
   * Directory of a claim. Without a template such as `${pvc.metadata.name}`, all claims share one directory.
   *
   * @default - the name of the volume
   */
  readonly subDir?: string;

  /**
   * Mode of the directory, as an octal number. `0` does not change the mode.
   *
   * @default '0'
   */
  readonly mountPermissions?: string;

  /**
   * What happens to the directory when the claim is deleted: `delete`, `retain` or `archive`.
   *
   * @default 'delete'
   */
  readonly onDelete?: string;
}

/**
 * The iSCSI driver creates no volumes: see StaticVolume with VolumeSource.iscsi().
 *
 * @see https://github.com/kubernetes-csi/csi-driver-iscsi
 */
export interface IscsiParameters extends ProvisionerParameters {
}

/**
 * Parameters of directories on an SMB server. The tier needs the node-stage Secret.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md
 */
export interface SmbParameters extends ProvisionerParameters {
  /** Share: `//server/share`. */
  readonly source: string;

  /**
   * Directory of a claim. Without a template, all claims share one directory.
   *
   * @default - the name of the volume
   */
  readonly subDir?: string;

  /**
   * What happens to the directory when the claim is deleted: `delete`, `retain` or `archive`.
   *
   * @default 'delete'
   */
  readonly onDelete?: string;
}
