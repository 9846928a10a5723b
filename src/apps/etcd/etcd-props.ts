import { Size } from 'cdk8s';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { ServiceProps } from '../../constructs/workload/service-props';

import { AppProps } from '../shared/app-props';
import { BackupProps } from '../shared/backup-props';
import { HelperProps } from '../shared/helper-props';
import { MetricsProps } from '../shared/metrics-props';

/** Schedule of the defragmentation of an {@link Etcd}. */
export interface EtcdDefragmentation {
  /**
   * Schedule, as the five fields of cron: minute, hour, day of the month, month, day of the week (Sunday is 0). A macro
   * such as `@weekly` is possible too.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;

  /**
   * Time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default - the time zone of the controller manager, UTC on most clusters
   */
  readonly timeZone?: string;
}

/** Props of an {@link Etcd}. */
export interface EtcdProps extends AppProps, HelperProps, MemberProps, MetricsProps, NetworkAccessProps, ServiceProps {
  /** Storage of each member: at least twice the quota, and 512 MiB for the write-ahead log. The disk should sync within 10 ms. */
  readonly storage: ClaimedStorage;

  /**
   * Number of members: 1, 3, 5 or 7. The cluster tolerates the failure of 0, 1, 2 or 3 members. More members make writes
   * slower, not faster.
   *
   * @default 3
   * @see https://etcd.io/docs/v3.7/faq/#why-an-odd-number-of-cluster-members
   */
  readonly replicas?: number;

  /**
   * Size of the database at which members refuse writes, 16 MiB to 8 GiB.
   *
   * @default Size.gibibytes(2)
   * @see https://etcd.io/docs/v3.7/dev-guide/limit/#storage-size-limit
   */
  readonly quota?: Size;

  /**
   * Name of an existing Secret with the keys of {@link Etcd.SECRET_KEYS}, for TLS with client certificates between members
   * and for clients. The certificate is for both server and client use, and for the names `<host>`,
   * `*.<name>-headless.<namespace>.svc`, the same with `.cluster.local`, `localhost` and 127.0.0.1. TLS can be neither
   * added nor removed later, because members know each other by `https://` or `http://` addresses.
   *
   * @default - no TLS, with a warning: everybody who can reach the ports can read and write
   */
  readonly tlsSecretName?: string;

  /**
   * Additional settings, as in the configuration file of etcd, which override those that the app computes.
   *
   * @default - none
   * @see https://etcd.io/docs/v3.7/op-guide/configuration/
   */
  readonly extraSettings?: { [name: string]: string };

  /**
   * Snapshots on a schedule.
   *
   * @default - none
   */
  readonly backup?: BackupProps;

  /**
   * Defragmentation of the members on a schedule, which returns the space of deleted and compacted keys to the file system.
   * One member after the other, the leader last, and only while all members are healthy. A member answers no requests
   * while it is defragmented, so a member is skipped unless much of its database is free: 5 % of the quota, and either 45 %
   * of the file, or the file has reached 80 % of the quota.
   *
   * @default - none
   * @see https://etcd.io/docs/v3.7/op-guide/maintenance/#defragmentation
   */
  readonly defragmentation?: EtcdDefragmentation;

  /**
   * How members are spread over nodes. If two members share a node, its loss can be the loss of the majority.
   *
   * @default Spread.HARD
   */
  readonly nodeSpread?: Spread;
}
