/** What an app has whose own image lacks a shell, or a client of HTTP. */
export interface HelperProps {
  /**
   * Image for the scripts around the main container: with curl, and busybox or what has its `nc -l -p`, `timeout` and `getent`, as Alpine does.
   * Where storage is on a LocalDiskPool, one of the scripts lets a member start only on the disk that it has always had.
   *
   * @default - the constant DEFAULT_HELPER_IMAGE
   */
  readonly helperImage?: string;
}
