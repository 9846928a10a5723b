import { DataDirectory, EngineFacts, OFFICIAL, SINGLE, ScratchDirectory, bitnami } from './facts';

const DATA: DataDirectory = { flags: ['--dbpath'], setting: /^\s*dbPath\s*[:=]\s*["']?([^"'\s]+)/im };
const PORTS = { mongodb: 27017 };
/** Each one starts only on data of the one before it. */
const SERIES = [[4, 0], [4, 2], [4, 4], [5, 0], [6, 0], [7, 0], [8, 0], [8, 2]];
const CONFIG_SERVER = '/data/configdb';
const SOCKET: ScratchDirectory = {
  path: '/tmp',
  holds: 'its Unix socket, and files of the entrypoint',
  unless: /nounixsocket|unixSocketPrefix|unixDomainSocket/,
  evidence: 'https://www.mongodb.com/docs/manual/reference/program/mongod/#std-option-mongod.--unixSocketPrefix',
};
const PERCONA = {
  maker: 'Percona',
  directories: [{ ...DATA, path: '/data/db' }],
  declaredVolumes: ['/data/db'],
  scratch: [SOCKET],
  user: 1001,
  group: 0,
  ports: PORTS,
  evidence: 'https://github.com/percona/percona-docker/blob/main/percona-server-mongodb-8.0/Dockerfile',
};

export const MONGODB: EngineFacts = {
  ...SINGLE,
  name: 'MongoDB',
  names: ['mongo', 'mongodb', 'mongodb-community-server', 'mongodb-enterprise-server', 'percona-server-mongodb'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/mongo'],
      tags: /windowsservercore|nanoserver/,
      directories: [{ ...DATA, path: 'C:\\data\\db' }],
      declaredVolumes: ['C:\\data\\db', 'C:\\data\\configdb'],
      ports: PORTS,
      evidence: 'https://github.com/docker-library/mongo/blob/master/8.0/windows/windowsservercore-ltsc2022/Dockerfile',
    },
    {
      maker: OFFICIAL,
      repositories: ['library/mongo'],
      directories: [{ ...DATA, path: '/data/db' }],
      declaredVolumes: ['/data/db', CONFIG_SERVER],
      scratch: [SOCKET],
      user: 999,
      group: 999,
      ports: PORTS,
      evidence: 'https://github.com/docker-library/mongo/blob/master/8.0/Dockerfile',
    },
    { ...PERCONA, repositories: ['library/percona'], tagVersion: { pattern: /^psmdb-(\d+(?:\.\d+)*)/ } },
    { ...PERCONA, repositories: ['percona/percona-server-mongodb'] },
    { ...bitnami('mongodb'), directories: [{ ...DATA, path: '/bitnami/mongodb/data/db' }], ports: PORTS },
  ],
  minGraceSeconds: 60,
  roles: [
    {
      name: 'arbiter',
      env: { name: /^MONGODB_REPLICA_SET_MODE$/, value: /^arbiter$/ },
      keepsNothing: true,
      evidence: 'https://www.mongodb.com/docs/manual/core/replica-set-arbiter/',
    },
    {
      name: 'configuration server',
      flags: ['--configsvr'],
      path: CONFIG_SERVER,
      evidence: 'https://www.mongodb.com/docs/manual/reference/program/mongod/#std-option-mongod.--configsvr',
    },
  ],
  programs: { servers: ['mongod'], tools: ['mongos', 'mongosh?', 'mongo(dump|restore)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    upgradesFrom: SERIES.slice(1).map((series, i) => ({
      versions: { from: series, below: SERIES[i + 2] },
      oldest: SERIES[i],
      evidence: `https://www.mongodb.com/docs/manual/release-notes/${series.join('.')}-upgrade-standalone/`,
    })),
    drain: '`rs.remove()` the member on the primary.',
    firstStartEnv: ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_DATABASE'],
    // https://www.mongodb.com/docs/manual/reference/method/db.changeUserPassword/
    inEngine: { MONGO_INITDB_ROOT_PASSWORD: "`db.getSiblingDB('admin').changeUserPassword('USER', passwordPrompt())` in `mongosh`, on the primary." },
    evidence: 'https://www.mongodb.com/docs/manual/release-notes/',
  },
  evidence: 'https://hub.docker.com/_/mongo',
};
