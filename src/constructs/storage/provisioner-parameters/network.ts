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
   * Directory of a claim. Without a template such as `${pvc.metadata.name}` all claims share one directory.
   *
   * @default - name of the volume
   */
  readonly subDir?: string;

  /**
   * Mode of the directory, octal; `0` leaves it.
   *
   * @default '0'
   */
  readonly mountPermissions?: string;

  /**
   * What happens to the directory: `delete`, `retain` or `archive`.
   *
   * @default 'delete'
   */
  readonly onDelete?: string;
}

/**
 * The iSCSI driver makes no volumes: see StaticVolume with VolumeSource.iscsi().
 *
 * @see https://github.com/kubernetes-csi/csi-driver-iscsi
 */
export interface IscsiParameters extends ProvisionerParameters {
}

/**
 * Parameters of directories on an SMB server. Needs the node-stage secret on the tier.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md
 */
export interface SmbParameters extends ProvisionerParameters {
  /** `//server/share`. */
  readonly source: string;

  /**
   * Directory of a claim. Without a template all claims share one directory.
   *
   * @default - name of the volume
   */
  readonly subDir?: string;

  /**
   * What happens to the directory: `delete`, `retain` or `archive`.
   *
   * @default 'delete'
   */
  readonly onDelete?: string;
}
