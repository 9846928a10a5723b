import { ClaimedStorage } from '../../constructs/storage/storage-claim';

/** When an app is backed up, and where the backups are kept. */
export interface BackupProps {
  /**
   * When a backup starts, as five fields of cron: minute, hour, day of the month, month, day of the week (Sunday is 0); or a word such as `@daily`.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;

  /**
   * Storage for all backups that are kept. A disk that holds the data as well is no place for them, so take another
   * tier, best one that other nodes and zones reach.
   */
  readonly storage: ClaimedStorage;

  /**
   * How many backups are kept. The oldest goes when a new one is complete.
   *
   * @default 7
   */
  readonly keep?: number;

  /**
   * Time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default - that of the controller manager, UTC on most clusters
   */
  readonly timeZone?: string;
}
