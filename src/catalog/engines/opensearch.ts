import { COORDINATING, COPY_INDICES, EXCLUDE_MEMBER, PATH_DATA } from './elasticsearch';
import { EngineFacts, QUORUM, bitnami } from './facts';

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
      configFiles: ['/usr/share/opensearch/config/opensearch.yml'],
      user: 1000,
      group: 1000,
      ports: { http: 9200, transport: 9300, performanceAnalyzer: 9600 },
      evidence: 'https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile',
    },
    { ...bitnami('opensearch'), directories: [{ path: '/bitnami/opensearch/data', env: ['OPENSEARCH_DATA_DIR_LIST'] }], ports: { http: 9200, transport: 9300 } },
  ],
  minGraceSeconds: 120,
  roles: [COORDINATING],
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
    continues: [{ engine: 'Elasticsearch', versions: { from: [6, 8], below: [7, 11] }, by: { below: [2] }, evidence: 'https://docs.opensearch.org/latest/migrate-or-upgrade/' }],
    firstStartEnv: ['OPENSEARCH_INITIAL_ADMIN_PASSWORD', 'cluster.initial_cluster_manager_nodes', 'cluster.initial_master_nodes'],
    evidence: 'https://docs.opensearch.org/latest/migrate-or-upgrade/',
  },
  evidence: 'https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/',
};
