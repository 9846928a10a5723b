import { DataDirectory, EngineFacts, OFFICIAL, QUORUM, bitnami } from './facts';
import { CONFLUENT_SCRATCH } from './kafka';

const SNAPSHOTS: DataDirectory = { holds: 'snapshots', setting: /^\s*dataDir\s*=\s*(\S+)/m };
/** Only this directory has the writes since the last snapshot. A configuration file that does not name it puts the log beside the snapshots. */
const LOG: DataDirectory = {
  holds: 'the transaction log',
  setting: /^\s*dataLogDir\s*=\s*(\S+)|^(?![^]*^\s*dataLogDir\s*=)[^]*?^\s*dataDir\s*=\s*(\S+)/m,
};
const PORTS = { client: 2181, follower: 2888, election: 3888, admin: 8080 };

export const ZOOKEEPER: EngineFacts = {
  ...QUORUM,
  name: 'ZooKeeper',
  names: ['zookeeper', 'cp-zookeeper'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/zookeeper'],
      directories: [{ ...SNAPSHOTS, path: '/data', env: ['ZOO_DATA_DIR'] }, { ...LOG, path: '/datalog', env: ['ZOO_DATA_LOG_DIR'] }],
      declaredVolumes: ['/data', '/datalog', '/logs'],
      scratch: [{
        path: '/conf',
        holds: 'the settings that the entrypoint writes',
        // Without logback.xml it logs everything.
        imageFiles: 'useful',
        evidence: 'https://github.com/31z4/zookeeper-docker/blob/master/3.9.4/docker-entrypoint.sh',
      }],
      configFiles: ['/conf/zoo.cfg'],
      user: 1000,
      group: 1000,
      ports: PORTS,
      evidence: 'https://github.com/31z4/zookeeper-docker/blob/master/3.9.4/Dockerfile',
    },
    {
      maker: 'Confluent',
      repositories: ['confluentinc/cp-zookeeper'],
      tagVersion: { byDistribution: {} },
      directories: [
        { ...SNAPSHOTS, path: '/var/lib/zookeeper/data', env: ['ZOOKEEPER_DATA_DIR'] },
        { ...LOG, path: '/var/lib/zookeeper/log', env: ['ZOOKEEPER_DATA_LOG_DIR'] },
      ],
      declaredVolumes: ['/var/lib/zookeeper/data', '/var/lib/zookeeper/log', '/etc/zookeeper/secrets'],
      scratch: CONFLUENT_SCRATCH,
      user: 1000,
      group: 1000,
      ports: PORTS,
      evidence: 'https://github.com/confluentinc/kafka-images/blob/7.9.x/zookeeper/Dockerfile.ubi8',
    },
    // The log is beside the snapshots, unless a variable names a directory for it.
    {
      ...bitnami('zookeeper'),
      directories: [{ ...SNAPSHOTS, path: '/bitnami/zookeeper/data' }, { ...LOG, path: '/bitnami/zookeeper/data', env: ['ZOO_DATA_LOG_DIR'] }],
      ports: PORTS,
    },
  ],
  minGraceSeconds: 30,
  members: {
    identity: { env: ['ZOO_MY_ID', 'ZOOKEEPER_SERVER_ID', 'ZOO_SERVER_ID'], byDefault: '1' },
    peers: /ZOO_SERVERS|ZOOKEEPER_SERVERS|server\.\d|\bservers?=/,
    remedy: 'list the members in ZOO_SERVERS, and give each a ZOO_MY_ID that is the number of its pod plus one',
    evidence: 'https://hub.docker.com/_/zookeeper',
  },
  programs: { servers: ['zkServer\\.sh', '/etc/confluent/docker/run'], tools: ['zkCli\\.sh'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    sameFormat: [{ from: [3, 8], below: [3, 10] }],
    copies: 'full',
    drain: '`reconfig -remove NUMBER` on any member.',
    firstStartEnv: [],
    evidence: 'https://zookeeper.apache.org/doc/current/zookeeperReconfig.html',
  },
  evidence: 'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html',
};
