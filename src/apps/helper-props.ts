/** What an app has whose own image lacks a shell, or a client of HTTP. */
export interface HelperProps {
  /**
   * Image with a shell, curl and nc, for the scripts around the main container. Where storage is on a LocalDiskPool, one of them lets a member
   * start only on the disk that it has always had.
   *
   * @default - the constant DEFAULT_HELPER_IMAGE
   */
  readonly helperImage?: string;
}
