import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Azure managed disks.
 *
 * @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
 */
export interface AzureDiskParameters extends FileSystemParameters {
  /**
   * `StandardSSD_LRS`, `Standard_LRS`, `Premium_LRS`, `PremiumV2_LRS`, `UltraSSD_LRS`, `Premium_ZRS` or `StandardSSD_ZRS`.
   *
   * @default 'StandardSSD_LRS'
   */
  readonly skuName?: string;

  /**
   * `None` or `ReadOnly`; UltraSSD_LRS, PremiumV2_LRS and shared disks need `None`.
   *
   * @default 'ReadOnly', or 'None' where needed
   */
  readonly cachingMode?: string;

  /**
   * Number of nodes that may attach a shared disk, from 2.
   *
   * @default 1
   */
  readonly maxShares?: number;

  /**
   * I/O operations per second, for UltraSSD_LRS and PremiumV2_LRS.
   *
   * @default -the value for the size
   */
  readonly diskIopsReadWrite?: number;

  /**
   * Throughput in MB/s, for UltraSSD_LRS and PremiumV2_LRS.
   *
   * @default -the value for the size
   */
  readonly diskMbpsReadWrite?: number;

  /**
   * Logical sector size: 512 or 4096.
   *
   * @default 4096
   */
  readonly logicalSectorSize?: number;

  /**
   * Resource id of the disk encryption set.
   *
   * @default - Azure's key
   */
  readonly diskEncryptionSetId?: string;

  /**
   * `AllowAll`, `DenyAll` or `AllowPrivate`; the last needs `diskAccessId`.
   *
   * @default 'AllowAll'
   */
  readonly networkAccessPolicy?: string;

  /**
   * Resource id of the disk access.
   *
   * @default - none
   */
  readonly diskAccessId?: string;

  /**
   * Resource group of the disks.
   *
   * @default - the one of the cluster
   */
  readonly resourceGroup?: string;

  /**
   * Subscription of the disks; needs `resourceGroup`.
   *
   * @default - the one of the cluster
   */
  readonly subscriptionId?: string;

  /**
   * Tags of the disk.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * Parameters of Azure file shares.
 *
 * @see https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/master/docs/driver-parameters.md
 */
export interface AzureFileParameters extends ProvisionerParameters {
  /**
   * `Standard_LRS`, `Standard_ZRS`, `Premium_LRS`, `Premium_ZRS`, …; NFS needs a premium account.
   *
   * @default 'Standard_LRS'
   */
  readonly skuName?: string;

  /**
   * `smb` or `nfs`. Databases need `nfs`: SMB has neither file owners nor the locks that databases expect.
   *
   * @default 'smb'
   */
  readonly protocol?: string;

  /**
   * Storage account.
   *
   * @default - a matching account, or a new one
   */
  readonly storageAccount?: string;

  /**
   * Name of the share.
   *
   * @default - the name of the volume
   */
  readonly shareName?: string;

  /**
   * Resource group of the account.
   *
   * @default - the one of the cluster
   */
  readonly resourceGroup?: string;

  /**
   * Subscription of the account; needs `resourceGroup`.
   *
   * @default - the one of the cluster
   */
  readonly subscriptionId?: string;

  /**
   * Type of the network endpoint: `privateEndpoint`.
   *
   * @default - the public endpoint
   */
  readonly networkEndpointType?: string;

  /**
   * `NoRootSquash`, `RootSquash` or `AllSquash`, for nfs only.
   *
   * @default 'NoRootSquash'
   */
  readonly rootSquashType?: string;

  /**
   * Mode of the mounted directory, as an octal number, for nfs only.
   *
   * @default '0777'
   */
  readonly mountPermissions?: string;

  /**
   * Tags of the account.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}
