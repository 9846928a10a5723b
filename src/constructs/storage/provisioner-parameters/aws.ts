import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Types of EBS volumes.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export enum EbsVolumeType {
  /** General purpose SSD with a performance independent of the size. */
  GP3 = 'gp3',
  /** General purpose SSD with a performance that depends on the size. */
  GP2 = 'gp2',
  /** Provisioned performance SSD. */
  IO1 = 'io1',
  /** Durable provisioned performance SSD, which can be attached to several nodes as a block device. */
  IO2 = 'io2',
  /** Throughput HDD. */
  ST1 = 'st1',
  /** Cold HDD. */
  SC1 = 'sc1',
  /** Magnetic disk of the previous generation. */
  STANDARD = 'standard',
}

/**
 * Parameters of Amazon EBS volumes.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export interface AwsEbsParameters extends FileSystemParameters {
  /**
   * Type of the volume.
   *
   * @default EbsVolumeType.GP3
   */
  readonly type?: EbsVolumeType;

  /**
   * I/O operations per second, for gp3, io1 and io2; not together with `iopsPerGb`.
   *
   * @default -the value of the type
   */
  readonly iops?: number;

  /**
   * I/O operations per second for each GiB, for io1, io2 and gp3; not together with `iops`.
   *
   * @default -the value of the type
   */
  readonly iopsPerGb?: number;

  /**
   * Whether to raise the IOPS of small volumes to the minimum that EC2 accepts.
   *
   * @default false
   */
  readonly allowAutoIopsPerGbIncrease?: boolean;

  /**
   * Throughput in MiB/s, for gp3 only.
   *
   * @default 125
   */
  readonly throughput?: number;

  /**
   * Whether the volume is encrypted.
   *
   * @default - the setting of the account
   */
  readonly encrypted?: boolean;

  /**
   * ARN of the key; needs `encrypted`.
   *
   * @default - the default key of the account
   */
  readonly kmsKeyId?: string;

  /**
   * Whether io2 volumes are created as Block Express. The driver has deprecated this parameter.
   *
   * @default - the driver decides
   */
  readonly blockExpress?: boolean;

  /**
   * Block size of the file system in bytes.
   *
   * @default - chosen by mkfs
   */
  readonly blockSize?: number;

  /**
   * Size of an inode in bytes.
   *
   * @default - chosen by mkfs
   */
  readonly inodeSize?: number;

  /**
   * Bytes per inode, for ext3 and ext4 only.
   *
   * @default - chosen by mkfs
   */
  readonly bytesPerInode?: number;

  /**
   * Number of inodes, for ext3 and ext4 only.
   *
   * @default - chosen by mkfs
   */
  readonly numberOfInodes?: number;

  /**
   * ARN of the Outpost that holds the volume.
   *
   * @default - none
   */
  readonly outpostArn?: string;

  /**
   * Tags of the volume. Values may use the templates of the driver, such as `{{ .PVCName }}`.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * Parameters of Amazon EFS directories. Exactly one of the three props that name the file system is required.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md
 */
export interface AwsEfsParameters extends ProvisionerParameters {
  /**
   * How the driver provisions directories: `efs-ap` (access points) or `s3files-ap`.
   *
   * @default 'efs-ap'
   */
  readonly provisioningMode?: string;

  /**
   * Id of the file system: `fs-…`.
   *
   * @default - one of the three is required
   */
  readonly fileSystemId?: string;

  /**
   * `namespace/name/key` of a ConfigMap with the id of the file system.
   *
   * @default - one of the three is required
   */
  readonly fileSystemIdConfigRef?: string;

  /**
   * `namespace/name/key` of a Secret with the id of the file system.
   *
   * @default - one of the three is required
   */
  readonly fileSystemIdSecretRef?: string;

  /**
   * Mode of the directory, as an octal number.
   *
   * @default '700'
   */
  readonly directoryPerms?: string;

  /**
   * Numeric user that owns the directory and all files in it: the user of the workload.
   *
   * @default - an id from the gid range
   */
  readonly uid?: number;

  /**
   * Numeric group that owns the directory and all files in it.
   *
   * @default - an id from the gid range
   */
  readonly gid?: number;

  /**
   * First id of the range from which the driver chooses; together with `gidRangeEnd`.
   *
   * @default 50000
   */
  readonly gidRangeStart?: number;

  /**
   * Last id of the range from which the driver chooses; together with `gidRangeStart`.
   *
   * @default 7000000
   */
  readonly gidRangeEnd?: number;

  /**
   * Parent directory in the file system.
   *
   * @default '/'
   */
  readonly basePath?: string;

  /**
   * Name of the directory, with the templates of the driver.
   *
   * @default - the name of the volume
   */
  readonly subPathPattern?: string;

  /**
   * Whether a unique suffix is added to `subPathPattern`.
   *
   * @default true
   */
  readonly ensureUniqueDirectory?: boolean;

  /**
   * Whether claims of the same name share an access point.
   *
   * @default false
   */
  readonly reuseAccessPoint?: boolean;

  /**
   * Zone of the mount target for a file system in another account.
   *
   * @default - any zone
   */
  readonly az?: string;
}
