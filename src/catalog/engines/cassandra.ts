import { EngineFacts, OFFICIAL, bitnami } from './facts';

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
      configFiles: ['/etc/cassandra/cassandra.yaml'],
      user: 999,
      group: 999,
      ports: { cql: 9042, peers: 7000, peersTls: 7001, jmx: 7199 },
      evidence: 'https://github.com/docker-library/cassandra/blob/master/5.0/Dockerfile',
    },
    { ...bitnami('cassandra'), directories: [{ path: '/bitnami/cassandra/data', env: ['CASSANDRA_DATA_DIR'] }], ports: { cql: 9042, peers: 7000, peersTls: 7001, jmx: 7199 } },
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
