import { Size } from 'cdk8s';
import { PostgresAccountsProps } from './postgres-accounts-props';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { MemberProps, Spread } from '../../constructs/workload/member-props';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { ServiceProps } from '../../constructs/workload/service-props';

import { AppProps } from '../shared/app-props';
import { BackupProps } from '../shared/backup-props';
import { HelperProps } from '../shared/helper-props';
import { MetricsProps } from '../shared/metrics-props';

/** Props of a {@link Postgres}. */
export interface PostgresProps
  extends AppProps, HelperProps, MemberProps, MetricsProps, NetworkAccessProps, PostgresAccountsProps, ServiceProps {
  /**
   * Name of an existing Secret with the keys of {@link Postgres.SECRET_KEYS}. The primary sets these passwords at each
   * start.
   */
  readonly secretName: string;

  /** Storage of the data directory, for each member. */
  readonly storage: ClaimedStorage;

  /**
   * Storage of the write-ahead log, for each member. It can be neither added nor removed later.
   *
   * @default - the write-ahead log is on the storage of the data directory
   */
  readonly walStorage?: ClaimedStorage;

  /**
   * Name of the database, and of the role that owns it: at most 63 lower-case letters, digits and underscores, starting
   * with a letter.
   *
   * @default 'app'
   */
  readonly databaseName?: string;

  /**
   * Number of standbys that copy the primary by streaming replication and answer reads.
   *
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * Port on every node for the Service of the read replicas, if `serviceType` has one. `serviceNodePort` is the port of the primary.
   *
   * @default - the cluster chooses
   */
  readonly replicaServiceNodePort?: number;

  /**
   * Whether a commit waits until another member has also written it to disk. A replica that is still copying the primary
   * does not count. It needs at least two replicas, because the loss of a single replica would stop all writes.
   *
   * @default false
   * @see https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION
   */
  readonly synchronous?: boolean;

  /**
   * Amount of WAL by which a replica may lag before it is not ready, so that `readHost` does not include it. A replica is
   * also not ready while it does not follow an available primary. While the primary is unavailable, replicas serve reads.
   *
   * @default Size.mebibytes(64)
   */
  readonly maxReplicaLag?: Size;

  /**
   * Whether a replica is ready even if its data is old.
   *
   * @default false
   */
  readonly staleReads?: boolean;

  /**
   * Ordinal of the replica to promote to the primary. The former primary then follows it. If the former primary is
   * available, no acknowledged commit is lost. If it does not answer, the replica waits for manual confirmation. To promote
   * another replica afterwards, remove the prop first.
   *
   * @default - the primary is `<name>-0`
   * @see https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/how-to/postgres.md
   */
  readonly promotedReplica?: number;

  /**
   * Major version of PostgreSQL in the image, which determines the data directory.
   *
   * @default - the number at the beginning of the tag of the image
   */
  readonly majorVersion?: number;

  /**
   * Numeric id of the user `postgres` in the image. The image must have a user of this name. It can never change, because
   * the files belong to it. The image cannot change between Debian and Alpine either, because they sort and compare text
   * differently. Set it for an image whose tag does not show the distribution.
   *
   * @default - 70 for a tag that contains `alpine`, such as `18-alpine`; otherwise 999, as in the official image on Debian
   * @see https://github.com/docker-library/postgres/blob/master/Dockerfile-alpine.template
   */
  readonly runAsUser?: number;

  /**
   * Maximum number of connections.
   *
   * @default 100
   * @see https://www.postgresql.org/docs/current/runtime-config-connection.html
   */
  readonly maxConnections?: number;

  /**
   * Additional settings of the server, which override those that the app computes.
   *
   * @default - none
   * @see https://www.postgresql.org/docs/current/runtime-config.html
   */
  readonly extraSettings?: { [name: string]: string };

  /**
   * Image of the exporter, which each pod has with `metrics`.
   *
   * @default - the constant DEFAULT_EXPORTER_IMAGE, from the registry of the context `cdk8s-stateful/registry` if it is set
   */
  readonly exporterImage?: string;

  /**
   * Logical backups (pg_dump of every database, and all roles) on a schedule.
   *
   * @default - none
   */
  readonly backup?: BackupProps;

  /**
   * How replicas are spread over nodes, away from each other and from the primary.
   *
   * @default Spread.SOFT
   */
  readonly nodeSpread?: Spread;
}
