import { DataDirectory, EngineFacts, ImageFacts, OFFICIAL, SINGLE, ScratchDirectory, bitnami } from './facts';

/** `data_directory` in the configuration file takes precedence over `PGDATA`. */
const DATA: DataDirectory = { env: ['PGDATA'], flags: ['-D'], setting: /^\s*data_directory\s*=\s*'([^']+)'/m };
const PORTS = { postgresql: 5432 };

/** The entrypoint and the server write the Unix socket and its lock file there. */
const SOCKETS: ScratchDirectory = {
  path: '/var/run/postgresql',
  holds: 'its Unix socket',
  unless: /unix_socket_directories/,
  evidence: 'https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-UNIX-SOCKET-DIRECTORIES',
};

/**
 * From 18 on, the image has a directory for each major version, and declares the directory above them as a volume.
 *
 * @see https://github.com/docker-library/postgres/pull/1259
 */
const BEFORE_18: Pick<ImageFacts, 'versions' | 'directories' | 'declaredVolumes'> = {
  versions: { below: [18] }, directories: [{ ...DATA, path: '/var/lib/postgresql/data' }], declaredVolumes: ['/var/lib/postgresql/data'],
};
const FROM_18: Pick<ImageFacts, 'versions' | 'directories' | 'declaredVolumes'> = {
  versions: { from: [18] }, directories: [{ ...DATA, path: '/var/lib/postgresql/{major}/docker' }], declaredVolumes: ['/var/lib/postgresql'],
};

type Origin = Pick<ImageFacts, 'maker' | 'repositories' | 'tagVersion' | 'evidence'>;

/** The official image and images that are built on it, for all its versions. */
function onDebian(image: Origin): ImageFacts[] {
  return [BEFORE_18, FROM_18].map((versions): ImageFacts => ({ ...versions, ...image, scratch: [SOCKETS], user: 999, group: 999, ports: PORTS }));
}

function onAlpine(image: Origin, tags?: RegExp): ImageFacts[] {
  return onDebian(image).map((row): ImageFacts => ({ ...row, tags, library: 'musl', user: 70, group: 70 }));
}

const OFFICIAL_ON_DEBIAN: Origin = {
  maker: OFFICIAL,
  repositories: ['library/postgres'],
  evidence: 'https://github.com/docker-library/postgres/blob/master/18/trixie/Dockerfile',
};
const OFFICIAL_ON_ALPINE: Origin = {
  ...OFFICIAL_ON_DEBIAN, evidence: 'https://github.com/docker-library/postgres/blob/master/18/alpine3.23/Dockerfile',
};
const POSTGIS: Origin = {
  maker: 'PostGIS', repositories: ['postgis/postgis'], evidence: 'https://github.com/postgis/docker-postgis/blob/master/18-3.6/Dockerfile',
};
const TIMESCALE: Origin = {
  maker: 'Timescale',
  repositories: ['timescale/timescaledb'],
  tagVersion: { pattern: /pg(\d+)/ },
  evidence: 'https://github.com/timescale/timescaledb-docker/blob/main/Dockerfile',
};
const PGVECTOR: Origin = {
  maker: 'pgvector',
  repositories: ['pgvector/pgvector'],
  tagVersion: { pattern: /pg(\d+)/ },
  evidence: 'https://github.com/pgvector/pgvector/blob/master/Dockerfile',
};

export const POSTGRESQL: EngineFacts = {
  ...SINGLE,
  name: 'PostgreSQL',
  names: ['postgres', 'postgresql', 'postgis', 'timescaledb', 'pgvector'],
  images: [
    ...onAlpine(OFFICIAL_ON_ALPINE, /alpine/),
    ...onDebian(OFFICIAL_ON_DEBIAN),
    ...onAlpine({ ...POSTGIS, evidence: 'https://github.com/postgis/docker-postgis/blob/master/18-3.6/alpine/Dockerfile' }, /alpine/),
    ...onDebian(POSTGIS),
    ...onAlpine(TIMESCALE),
    ...onDebian(PGVECTOR),
    // Debian's packages without entrypoint, PGDATA or volume: the operator says where the data is.
    {
      maker: 'CloudNativePG',
      repositories: ['cloudnative-pg/postgresql'],
      directories: [DATA],
      declaredVolumes: [],
      user: 26,
      ports: PORTS,
      evidence: 'https://github.com/cloudnative-pg/postgres-containers/blob/main/Dockerfile',
    },
    {
      ...bitnami('postgresql'),
      directories: [{ ...DATA, path: '/bitnami/postgresql/data', env: ['POSTGRESQL_DATA_DIR', 'PGDATA'] }],
      declaredVolumes: ['/bitnami/postgresql', '/docker-entrypoint-initdb.d', '/docker-entrypoint-preinitdb.d'],
      ports: PORTS,
      evidence: 'https://github.com/bitnami/containers/blob/main/bitnami/postgresql/17/debian-12/Dockerfile',
    },
  ],
  minGraceSeconds: 120,
  refusesVolumeRoot: { evidence: 'https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-MOUNT-POINTS' },
  programs: { servers: ['postgres'], tools: ['psql', 'pg_(dump(all)?|isready|restore|basebackup)'] },
  // https://wiki.postgresql.org/wiki/Locale_data_changes
  sortsByLibrary: true,
  updates: {
    seriesParts: 1,
    otherSeries: 'refuses',
    firstStartEnv: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_INITDB_ARGS'],
    // https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-PASSWORD
    inEngine: { POSTGRES_PASSWORD: '`\\password` in `psql` asks for it.', POSTGRES_PASSWORD_FILE: '`\\password` in `psql` asks for it.' },
    dump: {
      dump: 'pg_dumpall -U "${POSTGRES_USER:-postgres}"',
      // Indexes come last: a load that ended early has fewer.
      contents: [
        'for db in $(psql -X -U "${POSTGRES_USER:-postgres}" -d postgres -Atc "SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1"); do',
        '  psql -X -U "${POSTGRES_USER:-postgres}" -d "$db" -Atc "SELECT current_database(), relkind, count(*) FROM pg_class WHERE relnamespace '
        + 'NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ \'^pg_|^information_schema$\') GROUP BY 2 ORDER BY 2"',
        'done',
      ].join('\n'),
      lastLine: 'PostgreSQL database cluster dump complete',
      load: 'psql -X -U "${POSTGRES_USER:-postgres}" -d postgres',
      isError: 'ERROR|FATAL|PANIC',
      // The role and the database that the first start made.
      isHarmless: 'already exists',
      after: 'vacuumdb -U "${POSTGRES_USER:-postgres}" --all --analyze-only',
      evidence: 'https://www.postgresql.org/docs/current/app-pg-dumpall.html',
    },
    evidence: 'https://www.postgresql.org/docs/current/upgrading.html',
  },
  evidence: 'https://www.postgresql.org/docs/current/creating-cluster.html',
};
