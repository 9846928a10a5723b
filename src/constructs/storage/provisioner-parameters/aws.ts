import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Kinds of EBS disks.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export enum EbsVolumeType {
  /** General purpose SSD, performance apart from size. */
  GP3 = 'gp3',
  /** General purpose SSD, performance by size. */
  GP2 = 'gp2',
  /** Provisioned performance SSD. */
  IO1 = 'io1',
  /** Provisioned performance SSD, durable; can be attached to several nodes as a block device. */
  IO2 = 'io2',
  /** Throughput HDD. */
  ST1 = 'st1',
  /** Cold HDD. */
  SC1 = 'sc1',
  /** Magnetic disk of the first generation. */
  STANDARD = 'standard',
}

/**
 * Parameters of Amazon EBS volumes.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export interface AwsEbsParameters extends FileSystemParameters {
  /**
   * Kind of disk.
   *
   * @default EbsVolumeType.GP3
   */
  readonly type?: EbsVolumeType;

  /**
   * I/O operations a second, for gp3, io1 and io2; not together with `iopsPerGb`.
   *
   * @default -the value of the type
   */
  readonly iops?: number;

  /**
   * I/O operations a second for each GiB, for io1, io2 and gp3; not together with `iops`.
   *
   * @default -the value of the type
   */
  readonly iopsPerGb?: number;

  /**
   * Whether to raise `iopsPerGb` to the least that EC2 accepts for small volumes.
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
   * @default - as the account says
   */
  readonly encrypted?: boolean;

  /**
   * ARN of the key; needs `encrypted`.
   *
   * @default - the default key of the account
   */
  readonly kmsKeyId?: string;

  /**
   * Whether io2 volumes are made as Block Express; deprecated by the driver.
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
   * Bytes for each inode, ext3 and ext4 only.
   *
   * @default - chosen by mkfs
   */
  readonly bytesPerInode?: number;

  /**
   * Number of inodes, ext3 and ext4 only.
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
   * Tags of the volume; values may use the templates of the driver, such as `{{ .PVCName }}`.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * Parameters of Amazon EFS directories. Exactly one of the three ways to name the file system.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md
 */
export interface AwsEfsParameters extends ProvisionerParameters {
  /**
   * How directories are made: `efs-ap` (access points) or `s3files-ap`.
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
   * `namespace/name/key` of a ConfigMap with the id.
   *
   * @default - one of the three is required
   */
  readonly fileSystemIdConfigRef?: string;

  /**
   * `namespace/name/key` of a Secret with the id.
   *
   * @default - one of the three is required
   */
  readonly fileSystemIdSecretRef?: string;

  /**
   * Mode of the directory, octal.
   *
   * @default '700'
   */
  readonly directoryPerms?: string;

  /**
   * User that owns the directory and all files in it: the user of the workload.
   *
   * @default - one of the gid range
   */
  readonly uid?: number;

  /**
   * Group that owns the directory and all files in it.
   *
   * @default - one of the gid range
   */
  readonly gid?: number;

  /**
   * First group that the driver may choose; together with `gidRangeEnd`.
   *
   * @default 50000
   */
  readonly gidRangeStart?: number;

  /**
   * Last group that the driver may choose; together with `gidRangeStart`.
   *
   * @default 7000000
   */
  readonly gidRangeEnd?: number;

  /**
   * Directory of the file system below which the directories are made.
   *
   * @default '/'
   */
  readonly basePath?: string;

  /**
   * Name of the directory, with the templates of the driver.
   *
   * @default - name of the volume
   */
  readonly subPathPattern?: string;

  /**
   * Whether a unique suffix is added to `subPathPattern`.
   *
   * @default true
   */
  readonly ensureUniqueDirectory?: boolean;

  /**
   * Whether claims of one name share an access point.
   *
   * @default false
   */
  readonly reuseAccessPoint?: boolean;

  /**
   * Zone of the mount target for a file system in another account.
   *
   * @default - any
   */
  readonly az?: string;
}
