import { FileSystemParameters, ProvisionerParameters } from './common';

/**
 * Parameters of Ceph block devices. Needs the provisioner, controller-expand and node-stage secret on the tier.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md
 */
export interface CephRbdParameters extends FileSystemParameters {
  /** Id of the Ceph cluster in the configuration of the driver; with Rook the namespace of the cluster. */
  readonly clusterId: string;

  /**
   * Pool of the images; not together with `topologyConstrainedPools`.
   *
   * @default - one of the two is required
   */
  readonly pool?: string;

  /**
   * Pools by zone, as JSON; needs binding when the first consumer is scheduled.
   *
   * @default - one of the two is required
   */
  readonly topologyConstrainedPools?: string;

  /**
   * Erasure-coded pool for the data.
   *
   * @default - as `pool`
   */
  readonly dataPool?: string;

  /**
   * Features of the images; `layering` is safe on old kernels.
   *
   * @default - those of the cluster
   */
  readonly imageFeatures?: string;

  /**
   * `rbd` or `rbd-nbd`.
   *
   * @default 'rbd'
   */
  readonly mounter?: string;

  /**
   * Options of mapping.
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
   * Namespace of the Rook operator, which is part of the name of its driver.
   *
   * @default - ceph-csi without Rook
   */
  readonly operatorNamespace?: string;
}

/**
 * Parameters of Ceph file systems. Needs the provisioner, controller-expand and node-stage secret on the tier.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/cephfs/deploy.md
 */
export interface CephFsParameters extends ProvisionerParameters {
  /** Id of the Ceph cluster in the configuration of the driver; with Rook the namespace of the cluster. */
  readonly clusterId: string;

  /** Name of the file system. */
  readonly fsName: string;

  /**
   * Pool of the data; not with `backingSnapshot`.
   *
   * @default - that of the file system
   */
  readonly pool?: string;

  /**
   * `kernel` or `fuse`.
   *
   * @default - the kernel where it can
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
   * Whether read-only clones of snapshots share its data.
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
   * Namespace of the Rook operator, which is part of the name of its driver.
   *
   * @default - ceph-csi without Rook
   */
  readonly operatorNamespace?: string;
}
