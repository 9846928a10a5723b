/** Hibernation of a workload with storage. */
export interface HibernationProps {
  /**
   * Whether no pod runs for a while: everything else stays, claims and their data too. The backups of an app pause. With
   * `false`, the same pods start again on the same claims.
   *
   * @default false
   */
  readonly hibernated?: boolean;
}
