import { EngineFacts, NodeSettingFacts, QUORUM, RoleFacts, bitnami } from './facts';

/** OpenSearch is a fork, with the same settings. */
export const PATH_DATA = /^\s*path\.data\s*:\s*["']?([^"'\s]+)|^path:\s*\n(?:\s+.*\n)*?\s+data\s*:\s*["']?([^"'\s]+)/m;
/** A node that neither has data nor votes. */
export const COORDINATING: RoleFacts = {
  name: 'coordinating node',
  env: { name: /^(node\.roles|(ELASTICSEARCH|OPENSEARCH)_NODE_ROLES)$/, value: /^(?!.*(data|master|cluster_manager|voting))/ },
  keepsNothing: true,
  evidence: 'https://www.elastic.co/docs/deploy-manage/distributed-architecture/clusters-nodes-shards/node-roles',
};
/** A node that cannot be elected and does not elect. */
export const DATA_ONLY: RoleFacts = {
  name: 'data node',
  env: { name: COORDINATING.env!.name, value: /^(?!.*(master|cluster_manager|voting))/ },
  hasNoVote: true,
  evidence: COORDINATING.evidence,
};
export const EXCLUDE_MEMBER = 'Exclude the member: `PUT _cluster/settings {"persistent":{"cluster.routing.allocation.exclude._name":"NAME"}}`, '
  + 'wait until it has no shard; exclude it from voting with `POST _cluster/voting_config_exclusions?node_names=NAME`.';
const PORTS = { http: 9200, transport: 9300 };
const UPGRADE_PATHS = 'https://www.elastic.co/docs/deploy-manage/upgrade#upgrade-paths';
/** The least value with which it starts, for the files that Lucene maps into memory. The makers recommend more. */
export const MAX_MAP_COUNT: NodeSettingFacts = {
  name: 'vm.max_map_count',
  value: '262144',
  unless: /max_map_count|allow_mmap"?[=:,"\\ value]*false|single-node/,
  evidence: 'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks#bootstrap-checks-max-map-count',
};
/** Neither has a dump. A snapshot can be restored by the next major release only. */
export const COPY_INDICES = 'Run both clusters side by side, and reindex from the former one, or restore a snapshot if the new release supports '
  + 'the release that made it.';
/** The same before 7.9, where each role is a setting of its own. */
export const COORDINATING_BEFORE_ROLES: RoleFacts = {
  name: 'coordinating node',
  env: { name: /^(node\.data|NODE_DATA)$/, value: /^false$/ },
  alsoEnv: { name: /^(node\.master|NODE_MASTER)$/, value: /^false$/ },
  keepsNothing: true,
  evidence: 'https://www.elastic.co/guide/en/elasticsearch/reference/6.8/modules-node.html#coordinating-only-node',
};

export const ELASTICSEARCH: EngineFacts = {
  ...QUORUM,
  name: 'Elasticsearch',
  names: ['elasticsearch', 'elasticsearch-oss', 'elasticsearch-wolfi'],
  images: [
    {
      maker: 'Elastic',
      repositories: [
        'library/elasticsearch', 'elasticsearch/elasticsearch', 'elasticsearch/elasticsearch-oss', 'elasticsearch/elasticsearch-wolfi',
      ],
      directories: [{
        path: '/usr/share/elasticsearch/data', env: ['path.data', 'ES_SETTING_PATH_DATA'], flags: ['-Epath.data'], setting: PATH_DATA,
      }],
      declaredVolumes: [],
      scratch: [
        {
          path: '/usr/share/elasticsearch/config',
          holds: 'its keystore and certificates',
          imageFiles: 'needed',
          evidence: 'https://github.com/elastic/elasticsearch/issues/71157',
        },
        {
          path: '/usr/share/elasticsearch/logs',
          holds: 'the log of its garbage collector',
          evidence: 'https://github.com/elastic/elasticsearch-docker/issues/178',
        },
        { path: '/tmp', holds: 'temporary files', evidence: 'https://github.com/elastic/elasticsearch/issues/95542' },
      ],
      configFiles: ['/usr/share/elasticsearch/config/elasticsearch.yml'],
      user: 1000,
      group: 0,
      ports: PORTS,
      evidence: 'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-prod',
    },
    { ...bitnami('elasticsearch'), directories: [{ path: '/bitnami/elasticsearch/data', env: ['ELASTICSEARCH_DATA_DIR_LIST'] }], ports: PORTS },
  ],
  minGraceSeconds: 120,
  nodeSetting: MAX_MAP_COUNT,
  roles: [COORDINATING, COORDINATING_BEFORE_ROLES, DATA_ONLY],
  members: {
    peers: /discovery|seed|initial_master|CLUSTER_HOSTS/i,
    remedy: 'name the members in discovery.seed_hosts, and those that vote first in cluster.initial_master_nodes',
    evidence: 'https://www.elastic.co/docs/deploy-manage/distributed-architecture/discovery-cluster-formation/discovery-hosts-providers',
  },
  programs: { servers: ['elasticsearch'], tools: ['elasticsearch-[a-z-]+'] },
  updates: {
    seriesParts: 1,
    otherSeries: 'converts',
    upgradesFrom: [
      {
        versions: { from: [8], below: [9] },
        oldest: [7, 17],
        evidence: 'https://www.elastic.co/guide/en/elasticsearch/reference/8.18/setup-upgrade.html',
      },
      // Each release starts on data of the last minor release of the former major one that existed when it came out.
      { versions: { from: [9], below: [9, 1] }, oldest: [8, 18], evidence: UPGRADE_PATHS },
      { versions: { from: [9, 1], below: [10] }, oldest: [8, 19], evidence: UPGRADE_PATHS },
    ],
    transfer: COPY_INDICES,
    copies: 'parts',
    drain: EXCLUDE_MEMBER,
    firstStartEnv: ['ELASTIC_PASSWORD', 'cluster.initial_master_nodes'],
    // https://www.elastic.co/docs/reference/elasticsearch/command-line-tools/reset-password
    inEngine: { ELASTIC_PASSWORD: '`elasticsearch-reset-password -u elastic -i` asks for it.' },
    evidence: 'https://www.elastic.co/docs/deploy-manage/upgrade',
  },
  evidence: 'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-basic',
};
