import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { PostgresProps } from './postgres-props';
import { dataOf } from '../../catalog/engines/data';
import { EngineImage, declaredVolumesOf, imageOf } from '../../catalog/engines/image';
import { SettingRules } from '../shared/settings/extra-settings';
import { postgresqlConf } from '../shared/settings/postgresql-conf';
import { mebibytes } from '../shared/size';

/** Mount paths of the config files, and of the files that `prepare.sh` writes, in all containers of a member. */
export const CONFIG_PATH = '/etc/postgresql';
/** Directory for temporary files. */
export const TMP = '/tmp';
export const RUN_PATH = '/run/postgres';
export const WAL_VOLUME_PATH = '/var/lib/postgresql-wal';

/** Directories of a major version. */
export interface DataPaths {
  /**
   * Mount path of the volume: exactly the directory that the image declares as a volume, because a declared volume would
   * hide a mount above it.
   */
  readonly volume: string;
  /** Data directory of the server: below the root of the volume, which contains lost+found. */
  readonly data: string;
}

/** @see https://github.com/docker-library/postgres/pull/1259 */
export function dataPaths(major: number): DataPaths {
  const image = officialImage(String(major));
  const [volume] = declaredVolumesOf(image);
  const [{ path }] = dataOf(image, { env: [], words: [] }).directories;
  return { volume, data: path === volume ? `${volume}/pgdata` : path };
}

/** The major version in the tag: 18 for `postgres:18.6-trixie`, unknown for a digest or another tag. */
export function majorOf(image: string): number | undefined {
  const digits = /:(\d+)(\.|-|$)[^/]*$/.exec(image.split('@')[0])?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Number of the user `postgres` in the official images, on Debian and on Alpine. */
export function imageUser(image: string): number {
  return officialImage(isAlpine(image) ? '18-alpine' : '18-trixie').rows[0].user!;
}

/** `postgres:18-alpine`, `postgres:18.6-alpine3.23`, `postgis:17-3.5-alpine`. */
function isAlpine(image: string): boolean {
  return /:([^/]*-)?alpine[\d.]*(-[^/]*)?$/.test(image.split('@')[0]);
}

function officialImage(tag: string): EngineImage {
  return imageOf(`postgres:${tag}`)!;
}

/** Each replica uses one of the ten replication connections of the primary. */
export const MAX_REPLICAS = 8;

/** Settings of users: not those that determine the role of a member. */
export const SETTING_RULES: SettingRules = {
  name: /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/,
  names: 'names of settings as PostgreSQL writes them, in lower case',
  remedy: 'correct the name: the server does not start with an unknown one',
  owned: [
    'cluster_name', 'config_file', 'data_directory', 'hba_file', 'ident_file', 'include', 'include_dir', 'include_if_exists',
    'listen_addresses', 'port', 'primary_conninfo',
    'primary_slot_name', 'recovery_target_timeline', 'synchronous_standby_names', 'unix_socket_directories',
  ],
  empty: true,
};

/** The config files of every member, independent of its role. */
export function configFiles(props: PostgresProps, memory: Size, paths: DataPaths, major: number): { [file: string]: string } {
  return {
    'postgresql.conf': [
      '# What initdb found out about the machine',
      `include '${paths.data}/postgresql.conf'`,
      '',
      '# What follows from the size of the volume',
      `include '${CONFIG_PATH}/storage.conf'`,
      '',
      postgresqlConf(settings(props, memory, major)),
      '# Whom this member follows',
      `include '${RUN_PATH}/member.conf'`,
      '',
    ].join('\n'),
    'pg_hba.conf': HBA,
    'pg_ident.conf': 'metrics postgres metrics\n',
  };
}

/** `storage.conf`. A server applies it without a restart, so the expansion of a volume restarts no member. */
export function storageFile(props: PostgresProps): string {
  const wal = mebibytes((props.walStorage ?? props.storage).size);
  return postgresqlConf({
    // The log of a full volume stops the server. @see https://www.postgresql.org/docs/current/runtime-config-wal.html
    min_wal_size: `${Math.min(256, Math.max(32, Math.floor(wal * 0.1)))}MB`,
    max_wal_size: `${Math.min(4096, Math.max(64, Math.floor(wal * 0.2)))}MB`,
    // The slot of a replica that never returns retains at most this amount of WAL. @see
    // https://www.postgresql.org/docs/current/runtime-config-replication.html
    max_slot_wal_keep_size: `${Math.floor(wal * 0.3)}MB`,
    // WAL that a former primary may still need.
    wal_keep_size: `${Math.min(1024, Math.floor(wal * 0.1))}MB`,
  });
}

function settings(props: PostgresProps, memory: Size, major: number): { [name: string]: string } {
  const connections = props.maxConnections ?? 100;
  const limit = mebibytes(memory);
  return {
    hba_file: `${CONFIG_PATH}/pg_hba.conf`,
    ident_file: `${CONFIG_PATH}/pg_ident.conf`,
    listen_addresses: '*',
    port: '5432',
    unix_socket_directories: '/var/run/postgresql',
    max_connections: `${connections}`,
    password_encryption: 'scram-sha-256',
    // Shares of the memory limit. @see https://www.postgresql.org/docs/current/runtime-config-resource.html
    shared_buffers: `${Math.floor(limit / 4)}MB`,
    effective_cache_size: `${Math.floor(limit * 0.75)}MB`,
    maintenance_work_mem: `${Math.max(16, Math.min(1024, Math.floor(limit * 0.05)))}MB`,
    work_mem: `${Math.max(4, Math.floor(limit / 4 / (connections * 2)))}MB`,
    random_page_cost: '1.1',
    // The query compiler uses memory in each backend that no setting limits: with version 15, 25 MB for one aggregate, and
    // 52 MB after 20 runs of a join of 64 partitions, which took 10 s instead of 0.7 s. @see
    // https://github.com/CrunchyData/crunchy-containers/pull/1309
    jit: 'off',
    // The default, try, causes a bus error on a node that reserves huge pages for other pods. @see
    // https://github.com/docker-library/postgres/issues/451
    huge_pages: 'off',
    // The slot of a removed member delays vacuum. @see
    // https://www.postgresql.org/docs/18/runtime-config-replication.html#GUC-IDLE-REPLICATION-SLOT-TIMEOUT
    ...major >= 18 && { idle_replication_slot_timeout: '7d' },
    max_replication_slots: '10',
    max_wal_senders: '10',
    wal_level: 'replica',
    hot_standby: 'on',
    // Long queries on a replica are not cancelled; they delay vacuum on the primary instead.
    hot_standby_feedback: 'on',
    // Required by pg_rewind, like data checksums.
    wal_log_hints: 'on',
    recovery_target_timeline: 'latest',
    synchronous_standby_names: props.synchronous ? `ANY 1 (${memberNames(props.name)})` : '',
    ...props.extraSettings,
  };
}

/**
 * Names of all possible members, so that more replicas restart no member. `*` would count a replica that is still copying
 * the primary.
 *
 * @see https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-SYNCHRONOUS-STANDBY-NAMES
 */
function memberNames(name: string): string {
  return [`${name}-0`, ...Array.from({ length: MAX_REPLICAS }, (_, i) => `${name}-replica-${i}`)].map(member => `"${member}"`).join(', ');
}

/** Only the superuser and the exporter can connect without a password, over the socket of their own pod. */
const HBA = `# type  database     user         address  method
local   all          postgres              peer
local   postgres     metrics               peer map=metrics
local   all          all                   scram-sha-256
host    replication  replication  all      scram-sha-256
host    postgres     replication  all      scram-sha-256
host    all          replication  all      reject
host    all          metrics      all      reject
host    all          all          all      scram-sha-256
`;

/** Keys of the Secret: the passwords of the superuser, of the role for replication, and of the owner of the database. */
export const SECRET_KEYS = ['postgres-password', 'replication-password', 'password'];

/** The passwords as environment variables of a container. */
export function passwords(secretName: string): k8s.EnvVar[] {
  const [superuser, replication, owner] = SECRET_KEYS;
  const secret = (name: string, key: string) => ({ name, valueFrom: { secretKeyRef: { key, name: secretName } } });
  return [secret('POSTGRES_PASSWORD', superuser), secret('REPLICATION_PASSWORD', replication), secret('PASSWORD', owner)];
}
