/**
 * Access mode of a volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export enum AccessMode {
  /** One node at a time can read and write, with any number of pods on that node. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod in the whole cluster can read and write. It cannot be combined with other modes, and needs a CSI driver. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** Many nodes can read. The mount in the pod must be read-only too. */
  READ_ONLY_MANY = 'ReadOnlyMany',
  /** Many nodes can read and write. It needs file storage, or block storage that supports several writers. */
  READ_WRITE_MANY = 'ReadWriteMany',
}

/**
 * Whether a pod gets a directory or the block device of a volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode
 */
export enum VolumeMode {
  /** A directory with a file system. */
  FILESYSTEM = 'Filesystem',
  /** A block device. */
  BLOCK = 'Block',
}

/**
 * What happens to the data when its claim is deleted. `Recycle` is not available: it erases the data with a helper pod, is
 * deprecated, and no current driver implements it.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 */
export enum ReclaimPolicy {
  /** The volume and its data stay until an operator removes them. */
  RETAIN = 'Retain',
  /** The volume and its data are deleted with the claim. */
  DELETE = 'Delete',
}

/**
 * When a claim gets its volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
export enum BindingMode {
  /** After the scheduler has chosen a node for the pod, so that the volume is created where the pod can run. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** Immediately. Use it only for storage that every node reaches. */
  IMMEDIATE = 'Immediate',
}
