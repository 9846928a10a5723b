import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Google persistent disks and hyperdisks. The driver refuses keys that it does not know.
 *
 * @see https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver#storageclass-parameters
 */
export interface GcePersistentDiskParameters extends FileSystemParameters {
  /**
   * Type of the disk: `pd-standard`, `pd-balanced`, `pd-ssd`, `pd-extreme`, `hyperdisk-balanced`, `hyperdisk-throughput`, …
   *
   * @default 'pd-standard'
   */
  readonly type?: string;

  /**
   * Replication: `none`, or `regional-pd` for a copy in a second zone.
   *
   * @default 'none'
   */
  readonly replicationType?: string;

  /**
   * Resource name of the encryption key.
   *
   * @default - Google's key
   */
  readonly diskEncryptionKmsKey?: string;

  /**
   * Labels of the disk.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * I/O operations per second, for hyperdisks and pd-extreme.
   *
   * @default -the value of the type
   */
  readonly provisionedIopsOnCreate?: number;

  /**
   * Throughput of hyperdisks in MiB/s.
   *
   * @default -the value of the type
   */
  readonly provisionedThroughputOnCreate?: number;

  /**
   * Whether the disk is confidential; needs `diskEncryptionKmsKey`.
   *
   * @default false
   */
  readonly enableConfidentialStorage?: boolean;

  /**
   * Storage pool of hyperdisks.
   *
   * @default - none
   */
  readonly storagePools?: string;
}

/**
 * Parameters of Google Filestore shares.
 *
 * @see https://github.com/kubernetes-sigs/gcp-filestore-csi-driver#readme
 */
export interface GcpFilestoreParameters extends ProvisionerParameters {
  /**
   * `basic_hdd`, `basic_ssd`, `zonal`, `regional` or `enterprise`.
   *
   * @default 'basic_hdd'
   */
  readonly tier?: string;

  /**
   * VPC network.
   *
   * @default 'default'
   */
  readonly network?: string;

  /**
   * `DIRECT_PEERING` or `PRIVATE_SERVICE_ACCESS`.
   *
   * @default 'DIRECT_PEERING'
   */
  readonly connectMode?: string;

  /**
   * Address range of the share, for direct peering; not together with `reservedIpRange`.
   *
   * @default - a free range
   */
  readonly reservedIpv4Cidr?: string;

  /**
   * Name of the allocated range, for private service access; not together with `reservedIpv4Cidr`.
   *
   * @default - any range
   */
  readonly reservedIpRange?: string;

  /**
   * Resource name of the encryption key, for the enterprise tier.
   *
   * @default - Google's key
   */
  readonly instanceEncryptionKmsKey?: string;

  /**
   * Whether an instance holds several shares, for the enterprise tier.
   *
   * @default false
   */
  readonly multishare?: boolean;

  /**
   * Largest share of a multishare instance.
   *
   * @default - the driver decides
   */
  readonly maxVolumeSize?: string;

  /**
   * Labels of the instance.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}
