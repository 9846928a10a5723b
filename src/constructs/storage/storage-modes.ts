/**
 * Who may mount a volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export enum AccessMode {
  /** One node at a time reads and writes; several pods on that node may. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod at a time in the whole cluster reads and writes. Stands alone, needs a CSI driver. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** Many nodes read. The pod's mount must be read-only too. */
  READ_ONLY_MANY = 'ReadOnlyMany',
  /** Many nodes read and write. Needs file storage, or block storage made for it. */
  READ_WRITE_MANY = 'ReadWriteMany',
}

/**
 * What a pod sees of a volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode
 */
export enum VolumeMode {
  /** A directory with a file system. */
  FILESYSTEM = 'Filesystem',
  /** A raw block device. */
  BLOCK = 'Block',
}

/**
 * What happens to the data when its claim is deleted. `Recycle` is no choice: it erases the data with a helper pod,
 * is deprecated, and no current driver implements it.
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
  /** When the scheduler has chosen a node for the pod, so that the volume is made where the pod can run. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** At once. Only right for storage that every node reaches. */
  IMMEDIATE = 'Immediate',
}
