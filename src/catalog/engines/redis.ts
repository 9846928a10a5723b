import { BITNAMI, DataDirectory, EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';

/** A snapshot, and what DUMP returns, have the version of the format. */
export const COPY_KEYS = 'Run both side by side, and copy the keys with a tool that reads and writes values, not snapshots.';

/** Without its append-only file, what was written since the last snapshot is in memory only. Valkey has the same setting. */
export const REDIS_LOG: EngineFacts['logsOnRequest'] = {
  setting: /appendonly\W+yes|_AOF_ENABLED\W+yes/i,
  byDefaultOf: [BITNAMI],
  evidence: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
};

/** Until all keys are read, it answers each command with an error, for which redis-cli ends with 0. */
export const REDIS_LOADING: EngineFacts['answersInRecovery'] = {
  rejectedBy: /\bPONG\b|cli\b.* -e\b/,
  acceptedBy: /\bLOADING\b/,
  evidence: 'https://github.com/redis/redis/blob/unstable/src/server.c',
};

/** Valkey has the same name for it. */
export const REDIS_DATA: DataDirectory = { flags: ['--dir'], setting: /^\s*dir\s+["']?([^"'\s]+)/m };
const DIRECTORIES = [{ ...REDIS_DATA, path: '/data' }];
const PORTS = { redis: 6379 };

export const REDIS: EngineFacts = {
  ...SINGLE,
  name: 'Redis',
  names: ['redis', 'redis-stack-server'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/redis'],
      tags: /alpine/,
      directories: DIRECTORIES,
      declaredVolumes: ['/data'],
      user: 999,
      group: 1000,
      ports: PORTS,
      evidence: 'https://github.com/redis/docker-library-redis/blob/master/7.4/alpine/Dockerfile',
    },
    {
      maker: OFFICIAL,
      repositories: ['library/redis'],
      directories: DIRECTORIES,
      declaredVolumes: ['/data'],
      user: 999,
      group: 999,
      ports: PORTS,
      evidence: 'https://github.com/redis/docker-library-redis/blob/master/7.4/debian/Dockerfile',
    },
    { ...bitnami('redis'), directories: [{ ...REDIS_DATA, path: '/bitnami/redis/data', env: ['REDIS_DATA_DIR'] }], ports: PORTS },
  ],
  minGraceSeconds: 60,
  logsOnRequest: REDIS_LOG,
  answersInRecovery: REDIS_LOADING,
  programs: { servers: ['redis-server'], tools: ['redis-(cli|sentinel|benchmark)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    transfer: COPY_KEYS,
    // Valkey 9 writes a format of its own: https://github.com/valkey-io/valkey/pull/2422
    continues: [{ engine: 'Valkey', versions: { below: [9] }, by: { from: [7, 2] }, evidence: 'https://github.com/valkey-io/valkey/pull/665' }],
    firstStartEnv: [],
    evidence: 'https://redis.io/docs/latest/operate/oss_and_stack/install/upgrade/',
  },
  evidence: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
};
