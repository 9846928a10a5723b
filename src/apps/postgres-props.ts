import { AppProps } from './app-props';
import { BackupProps } from './backup-props';
import { HelperProps } from './helper-props';
import { ServiceProps } from '../constructs/service-props';
import { Spread } from '../constructs/stateful-database-props';
import { ClaimedStorage } from '../constructs/storage-claim';

/** Props of a {@link Postgres}. */
export interface PostgresProps extends AppProps, HelperProps, ServiceProps {
  /**
   * Name of an existing Secret with the keys of {@link Postgres.SECRET_KEYS}. The passwords are set when the database is
   * made; a Secret that changes afterwards changes none of them.
   */
  readonly secretName: string;

  /** Storage of the data directory, for each member. */
  readonly storage: ClaimedStorage;

  /**
   * Storage of the write-ahead log, for each member. It can be neither added nor removed later.
   *
   * @default - the log is on the storage of the data directory
   */
  readonly walStorage?: ClaimedStorage;

  /**
   * Name of the database that is made, and of the role that owns it: at most 63 lower-case letters, digits and
   * underscores, starting with a letter.
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
   * Whether a commit waits until one replica has it on its disk as well. It needs at least two replicas: with one, the
   * loss of it would stop all writes.
   *
   * @default false
   * @see https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION
   */
  readonly synchronous?: boolean;

  /**
   * Ordinal of the replica that is the primary from now on. The former primary follows it. When the former primary is
   * alive, nothing that it acknowledged is lost; when it is not, the replica waits for a word of yours. To promote another
   * replica afterwards, leave the prop out first.
   *
   * @default - the primary is the member of the primary's own set
   * @see https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/how-to/postgres.md
   */
  readonly promotedReplica?: number;

  /**
   * Major version of PostgreSQL in the image. The data directory follows from it.
   *
   * @default - the number that the image's tag begins with
   */
  readonly majorVersion?: number;

  /**
   * Number of connections.
   *
   * @default 100
   * @see https://www.postgresql.org/docs/current/runtime-config-connection.html
   */
  readonly maxConnections?: number;

  /**
   * Further settings of the server, over those that the app computes.
   *
   * @default - none
   * @see https://www.postgresql.org/docs/current/runtime-config.html
   */
  readonly extraSettings?: { [name: string]: string };

  /**
   * Whether an exporter runs beside each server, with metrics for Prometheus on port 9187, path `/metrics`.
   *
   * @default false
   */
  readonly monitoring?: boolean;

  /**
   * Image of the exporter.
   *
   * @default - the constant DEFAULT_EXPORTER_IMAGE
   */
  readonly exporterImage?: string;

  /**
   * Logical backups (pg_dump of every database, and all roles) on a schedule.
   *
   * @default - none
   */
  readonly backup?: BackupProps;

  /**
   * How replicas keep apart on nodes, from each other and from the primary.
   *
   * @default Spread.SOFT
   */
  readonly nodeSpread?: Spread;
}
