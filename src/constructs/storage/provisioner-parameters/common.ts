/** Parameters of every driver. */
export interface ProvisionerParameters {
  /**
   * Parameters that this library does not know, as the driver documents them. A key that a typed prop also sets is an
   * error.
   *
   * @default - none
   */
  readonly custom?: { [key: string]: string };
}

/** Parameters of drivers that create a file system on a disk. */
export interface FileSystemParameters extends ProvisionerParameters {
  /**
   * File system on new volumes, unless they are block devices.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;
}
