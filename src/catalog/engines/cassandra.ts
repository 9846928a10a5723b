import { EngineFacts, OFFICIAL, bitnami } from './facts';

const PORTS = { cql: 9042, peers: 7000, peersTls: 7001, jmx: 7199 };
const ENTRYPOINT = 'https://github.com/docker-library/cassandra/blob/master/5.0/docker-entrypoint.sh';

export const CASSANDRA: EngineFacts = {
  name: 'Cassandra',
  names: ['cassandra'],
  replicatesItself: true,
  quorum: false,
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/cassandra'],
      directories: [
        { path: '/var/lib/cassandra/data', holds: 'tables', setting: /^data_file_directories:\s*\n\s*-\s*["']?([^"'\s]+)/m },
        { path: '/var/lib/cassandra/commitlog', holds: 'the commit log', setting: /^commitlog_directory:\s*["']?([^"'\s]+)/m },
      ],
      declaredVolumes: ['/var/lib/cassandra'],
      scratch: [
        { path: '/etc/cassandra', holds: 'the settings that the entrypoint writes', imageFiles: 'needed', evidence: ENTRYPOINT },
        {
          path: '/var/log/cassandra',
          holds: 'its logs and that of the garbage collector',
          unless: /^CASSANDRA_LOG_DIR=/m,
          evidence: 'https://github.com/docker-library/cassandra/blob/master/5.0/Dockerfile',
        },
        { path: '/tmp', holds: 'temporary files of the entrypoint', evidence: ENTRYPOINT },
      ],
      configFiles: ['/etc/cassandra/cassandra.yaml'],
      user: 999,
      group: 999,
      ports: PORTS,
      evidence: 'https://github.com/docker-library/cassandra/blob/master/5.0/Dockerfile',
    },
    // The commit log is below it. The image overwrites CASSANDRA_DATA_DIR.
    { ...bitnami('cassandra'), directories: [{ path: '/bitnami/cassandra/data' }], ports: PORTS },
  ],
  minGraceSeconds: 300,
  members: {
    peers: /CASSANDRA_SEEDS|seed/i,
    remedy: 'name some members in CASSANDRA_SEEDS',
    evidence: 'https://hub.docker.com/_/cassandra',
  },
  programs: { servers: ['cassandra'], tools: ['nodetool', 'cqlsh'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Run `nodetool decommission` in the member, and wait until it ends.',
    firstStartEnv: [],
    evidence: 'https://cassandra.apache.org/doc/latest/cassandra/managing/operating/topo_changes.html',
  },
  evidence: 'https://hub.docker.com/_/cassandra',
};
