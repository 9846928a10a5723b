import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Ceph block devices. The tier needs the provisioner, controller-expand and node-stage Secrets.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md
 */
export interface CephRbdParameters extends FileSystemParameters {
  /** Id of the Ceph cluster in the configuration of the driver. With Rook, this is the namespace of the cluster. */
  readonly clusterId: string;

  /**
   * Pool of the images; not together with `topologyConstrainedPools`.
   *
   * @default - one of the two is required
   */
  readonly pool?: string;

  /**
   * Pools by zone, as JSON. The tier has to wait for the first consumer.
   *
   * @default - one of the two is required
   */
  readonly topologyConstrainedPools?: string;

  /**
   * Erasure-coded pool for the data.
   *
   * @default - the value of `pool`
   */
  readonly dataPool?: string;

  /**
   * Features of the images; `layering` is safe on old kernels.
   *
   * @default - the features of the cluster
   */
  readonly imageFeatures?: string;

  /**
   * `rbd` or `rbd-nbd`.
   *
   * @default 'rbd'
   */
  readonly mounter?: string;

  /**
   * Map options.
   *
   * @default - none
   */
  readonly mapOptions?: string;

  /**
   * Options of mkfs.
   *
   * @default - none
   */
  readonly mkfsOptions?: string;

  /**
   * Whether the volume is encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * Id of the key management service; needs `encrypted`.
   *
   * @default - none
   */
  readonly encryptionKmsId?: string;

  /**
   * Namespace of the Rook operator. The name of the driver contains it.
   *
   * @default - ceph-csi without Rook
   */
  readonly operatorNamespace?: string;
}

/**
 * Parameters of Ceph file systems. The tier needs the provisioner, controller-expand and node-stage Secrets.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/cephfs/deploy.md
 */
export interface CephFsParameters extends ProvisionerParameters {
  /** Id of the Ceph cluster in the configuration of the driver. With Rook, this is the namespace of the cluster. */
  readonly clusterId: string;

  /** Name of the file system. */
  readonly fsName: string;

  /**
   * Pool of the data; not with `backingSnapshot`.
   *
   * @default - the pool of the file system
   */
  readonly pool?: string;

  /**
   * `kernel` or `fuse`.
   *
   * @default - the kernel client if the kernel supports it
   */
  readonly mounter?: string;

  /**
   * Mount options of the kernel client.
   *
   * @default - none
   */
  readonly kernelMountOptions?: string;

  /**
   * Mount options of ceph-fuse.
   *
   * @default - none
   */
  readonly fuseMountOptions?: string;

  /**
   * Whether read-only clones of snapshots share the data of the snapshot.
   *
   * @default true
   */
  readonly backingSnapshot?: boolean;

  /**
   * Whether the volume is encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * Id of the key management service; needs `encrypted`.
   *
   * @default - none
   */
  readonly encryptionKmsId?: string;

  /**
   * Namespace of the Rook operator. The name of the driver contains it.
   *
   * @default - ceph-csi without Rook
   */
  readonly operatorNamespace?: string;
}
