import { Size } from 'cdk8s';
import { ClaimedStorage } from '../../constructs/storage/storage-claim';
import { ServiceProps } from '../../constructs/workload/service-props';
import { Spread } from '../../constructs/workload/stateful-database-props';
import { AppProps } from '../shared/app-props';
import { BackupProps } from '../shared/backup-props';
import { HelperProps } from '../shared/helper-props';

/** Props of a {@link Postgres}. */
export interface PostgresProps extends AppProps, HelperProps, ServiceProps {
  /**
   * Name of an existing Secret with the keys of {@link Postgres.SECRET_KEYS}. The primary sets the passwords each time it starts.
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
   * Whether a commit waits until one other member has it on its disk as well; a copy that is just being made does not count.
   * It needs at least two replicas: with one, the loss of it would stop all writes.
   *
   * @default false
   * @see https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION
   */
  readonly synchronous?: boolean;

  /**
   * How far a replica may be behind the log that it receives before it is not ready, so that `readHost` does not lead to it. It is
   * not ready either while it does not follow a primary that is there; while the primary is away, replicas answer reads.
   *
   * @default Size.mebibytes(64)
   */
  readonly maxReplicaLag?: Size;

  /**
   * Whether a replica is ready however old its data is.
   *
   * @default false
   */
  readonly staleReads?: boolean;

  /**
   * Ordinal of the replica that is the primary from now on. The former primary follows it. When the former primary is
   * alive, nothing that it acknowledged is lost; when it does not answer, the replica waits for manual confirmation. To promote
   * another replica afterwards, leave the prop out first.
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
   * Number of the user `postgres` in the image; the image has to know it by that name. It belongs to the data: it can never
   * change, and neither can the image change between Debian and Alpine, which sort and compare text differently. Set it for
   * an image whose tag does not tell what it is built on.
   *
   * @default - 70 for a tag with `alpine` in it, such as `18-alpine`; 999 otherwise, as in the official image on Debian
   * @see https://github.com/docker-library/postgres/blob/master/Dockerfile-alpine.template
   */
  readonly runAsUser?: number;

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
