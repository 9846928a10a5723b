import { ContainerResources } from '../../constructs/pod/container-resources';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';

/** Schedule and storage of the backups of an app. */
export interface BackupProps {
  /**
   * Schedule, as the five fields of cron: minute, hour, day of the month, month, day of the week (Sunday is 0). A macro
   * such as `@daily` is possible too.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;

  /**
   * Storage for all backups. Do not store backups on the disk of the data: use another tier, preferably one that other
   * nodes and zones can reach.
   */
  readonly storage: ClaimedStorage;

  /**
   * Number of backups to keep. The oldest backup is deleted when a new one is complete.
   *
   * @default 7
   */
  readonly keep?: number;

  /**
   * Resources of the containers that make and restore backups. The jobs run under the quotas of the namespace.
   *
   * @default - a tenth of a core and 256 MiB, also for memory or cpu alone
   */
  readonly resources?: ContainerResources;

  /**
   * Time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default - the time zone of the controller manager, UTC on most clusters
   */
  readonly timeZone?: string;
}
