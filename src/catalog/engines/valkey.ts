import { EngineFacts, SINGLE, bitnami } from './facts';
import { COPY_KEYS, REDIS_DATA, REDIS_LOADING, REDIS_LOG } from './redis';

const DIRECTORIES = [{ ...REDIS_DATA, path: '/data' }];
const PORTS = { valkey: 6379 };

export const VALKEY: EngineFacts = {
  ...SINGLE,
  name: 'Valkey',
  names: ['valkey'],
  images: [
    {
      maker: 'Valkey',
      repositories: ['valkey/valkey'],
      tags: /alpine/,
      directories: DIRECTORIES,
      declaredVolumes: ['/data'],
      user: 999,
      group: 1000,
      ports: PORTS,
      evidence: 'https://github.com/valkey-io/valkey-container/blob/mainline/8.0/alpine/Dockerfile',
    },
    {
      maker: 'Valkey',
      repositories: ['valkey/valkey'],
      directories: DIRECTORIES,
      declaredVolumes: ['/data'],
      user: 999,
      group: 999,
      ports: PORTS,
      evidence: 'https://github.com/valkey-io/valkey-container/blob/mainline/8.0/debian/Dockerfile',
    },
    { ...bitnami('valkey'), directories: [{ ...REDIS_DATA, path: '/bitnami/valkey/data', env: ['VALKEY_DATA_DIR'] }], ports: PORTS },
  ],
  minGraceSeconds: 60,
  logsOnRequest: REDIS_LOG,
  answersInRecovery: REDIS_LOADING,
  programs: { servers: ['valkey-server', 'redis-server'], tools: ['(valkey|redis)-(cli|sentinel|benchmark)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    // All of them write version 11 of the format; 9 writes version 80: https://github.com/valkey-io/valkey/pull/2422
    sameFormat: [{ from: [7, 2], below: [9] }],
    transfer: COPY_KEYS,
    // Redis 7.4 writes version 12 of its format, which Valkey does not read by default: https://github.com/valkey-io/valkey/pull/2543
    continues: [{ engine: 'Redis', versions: { below: [7, 4] }, evidence: 'https://valkey.io/topics/migration/' }],
    firstStartEnv: [],
    evidence: 'https://valkey.io/topics/releases/',
  },
  evidence: 'https://valkey.io/topics/persistence/',
};
