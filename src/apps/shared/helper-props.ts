/** Props of an app whose image has no shell, or no HTTP client. */
export interface HelperProps {
  /**
   * Image for the helper scripts. It must contain curl, and `nc -l -p`, `timeout` and `getent` as in Alpine with busybox.
   * On a LocalDiskPool, one of the scripts lets a member start only on the disk that it has always had.
   *
   * @default - the constant DEFAULT_HELPER_IMAGE, from the registry of the context `cdk8s-stateful/registry` if it is set
   */
  readonly helperImage?: string;
}
