import { COORDINATING, COPY_INDICES, DATA_ONLY, EXCLUDE_MEMBER, MAX_MAP_COUNT, PATH_DATA } from './elasticsearch';
import { EngineFacts, QUORUM, bitnami } from './facts';

const RELEASE = 'https://github.com/opensearch-project/opensearch-build/blob/main/docker/release';
const ENTRYPOINT = `${RELEASE}/config/opensearch/opensearch-docker-entrypoint-3.x.sh`;
const MIGRATION = 'https://docs.opensearch.org/latest/migrate-or-upgrade/';

export const OPENSEARCH: EngineFacts = {
  ...QUORUM,
  name: 'OpenSearch',
  names: ['opensearch'],
  images: [
    {
      maker: 'OpenSearch',
      repositories: ['opensearchproject/opensearch'],
      directories: [{ path: '/usr/share/opensearch/data', env: ['path.data'], flags: ['-Epath.data'], setting: PATH_DATA }],
      declaredVolumes: [],
      scratch: [
        { path: '/usr/share/opensearch/config', holds: 'its keystore and the demo certificates', imageFiles: 'needed', evidence: ENTRYPOINT },
        { path: '/usr/share/opensearch/logs', holds: 'logs of the garbage collector and of the performance analyzer', evidence: ENTRYPOINT },
        {
          path: '/tmp',
          holds: 'temporary files',
          unless: /^OPENSEARCH_TMPDIR=/m,
          evidence: 'https://github.com/opensearch-project/OpenSearch/blob/main/distribution/src/bin/opensearch',
        },
      ],
      configFiles: ['/usr/share/opensearch/config/opensearch.yml'],
      user: 1000,
      group: 1000,
      ports: { http: 9200, transport: 9300, performanceAnalyzer: 9600 },
      evidence: `${RELEASE}/dockerfiles/opensearch.al2023.dockerfile`,
    },
    {
      ...bitnami('opensearch'),
      directories: [{ path: '/bitnami/opensearch/data', env: ['OPENSEARCH_DATA_DIR_LIST'] }],
      ports: { http: 9200, transport: 9300 },
    },
  ],
  minGraceSeconds: 120,
  nodeSetting: {
    ...MAX_MAP_COUNT,
    evidence: 'https://docs.opensearch.org/latest/install-and-configure/install-opensearch/index/#important-settings',
  },
  roles: [COORDINATING, DATA_ONLY],
  members: {
    peers: /discovery|seed|initial_(master|cluster_manager)|CLUSTER_HOSTS/i,
    remedy: 'name the members in discovery.seed_hosts, and those that vote first in cluster.initial_cluster_manager_nodes',
    evidence: 'https://docs.opensearch.org/latest/tuning-your-cluster/',
  },
  programs: { servers: ['opensearch'], tools: ['opensearch-[a-z-]+'] },
  updates: {
    seriesParts: 1,
    otherSeries: 'converts',
    transfer: COPY_INDICES,
    copies: 'parts',
    drain: EXCLUDE_MEMBER,
    continues: [{ engine: 'Elasticsearch', versions: { from: [6, 8], below: [7, 11] }, by: { below: [2] }, evidence: MIGRATION }],
    firstStartEnv: ['OPENSEARCH_INITIAL_ADMIN_PASSWORD', 'cluster.initial_cluster_manager_nodes', 'cluster.initial_master_nodes'],
    evidence: MIGRATION,
  },
  evidence: 'https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/',
};
