/** What the parameters of every driver share. */
export interface ProvisionerParameters {
  /**
   * Parameters that this library does not know, as the driver documents them. A key that a typed prop sets too is an error.
   *
   * @default - none
   */
  readonly custom?: { [key: string]: string };
}

/** Parameters of drivers that make a file system on a disk. */
export interface FileSystemParameters extends ProvisionerParameters {
  /**
   * File system on new volumes, unless they are block devices.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;
}
