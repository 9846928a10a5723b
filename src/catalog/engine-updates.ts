/** What an engine does when its release, its members or its first settings change, as data. */
export interface EngineUpdateFacts {
  /** How many parts of a version name a series of releases that share the form of their data. */
  readonly seriesParts: number;
  /** What a release of another series does with the data: refuse it, or convert it so that the former one refuses it. */
  readonly otherSeries: 'refuses' | 'converts';
  /** Whether each member has all data, or a part of it. Not said where that depends on how it is set up. */
  readonly copies?: 'full' | 'parts';
  /** How data and votes of a member go to the others, for a person to do. */
  readonly drain?: string;
  /** Variables that the image reads when its volume is empty, and never again. */
  readonly firstStartEnv: string[];
  /** Page of the engine's makers. */
  readonly evidence: string;
}

/** By the name of the engine. */
export const ENGINE_UPDATES: { readonly [engine: string]: EngineUpdateFacts } = {
  PostgreSQL: {
    seriesParts: 1, otherSeries: 'refuses', firstStartEnv: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_INITDB_ARGS'], evidence: 'https://www.postgresql.org/docs/current/upgrading.html',
  },
  MongoDB: {
    seriesParts: 2,
    otherSeries: 'converts',
    drain: '`rs.remove()` the member on the primary.',
    firstStartEnv: ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_DATABASE'],
    evidence: 'https://www.mongodb.com/docs/manual/release-notes/',
  },
  MySQL: {
    seriesParts: 2, otherSeries: 'converts', firstStartEnv: ['MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD', 'MYSQL_ROOT_HOST'], evidence: 'https://dev.mysql.com/doc/refman/en/upgrade-paths.html',
  },
  MariaDB: {
    seriesParts: 2,
    otherSeries: 'converts',
    firstStartEnv: ['MARIADB_ROOT_PASSWORD', 'MARIADB_DATABASE', 'MARIADB_USER', 'MARIADB_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD'],
    evidence: 'https://mariadb.com/kb/en/upgrading/',
  },
  Redis: { seriesParts: 2, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://redis.io/docs/latest/operate/oss_and_stack/install/upgrade/' },
  Cassandra: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Run `nodetool decommission` in the member, and wait until it ends.',
    firstStartEnv: [],
    evidence: 'https://cassandra.apache.org/doc/latest/cassandra/managing/operating/topo_changes.html',
  },
  Elasticsearch: {
    seriesParts: 1,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Exclude the member: `PUT _cluster/settings {"persistent":{"cluster.routing.allocation.exclude._name":"NAME"}}`, wait until it has no shard; exclude it from voting with `POST _cluster/voting_config_exclusions?node_names=NAME`.',
    firstStartEnv: ['ELASTIC_PASSWORD', 'cluster.initial_master_nodes'],
    evidence: 'https://www.elastic.co/docs/deploy-manage/upgrade',
  },
  Logstash: { seriesParts: 1, otherSeries: 'converts', copies: 'parts', drain: 'Set `queue.drain: true`, and stop what sends to it.', firstStartEnv: [], evidence: 'https://www.elastic.co/docs/reference/logstash/persistent-queues' },
  Kafka: {
    seriesParts: 1,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Move its partitions with `kafka-reassign-partitions.sh`; when it has stopped, `kafka-cluster.sh unregister --id NUMBER`.',
    firstStartEnv: ['CLUSTER_ID', 'KAFKA_CLUSTER_ID'],
    evidence: 'https://kafka.apache.org/documentation/#upgrade',
  },
  RabbitMQ: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'parts',
    drain: '`rabbitmq-queues shrink NODE`, `rabbitmqctl stop_app` in it, and `rabbitmqctl forget_cluster_node NODE` in another one.',
    firstStartEnv: ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_VHOST'],
    evidence: 'https://www.rabbitmq.com/docs/upgrade',
  },
  Consul: { seriesParts: 2, otherSeries: 'converts', copies: 'full', drain: 'Run `consul leave` in it, and see with `consul operator raft list-peers` that it is gone.', firstStartEnv: [], evidence: 'https://developer.hashicorp.com/consul/docs/upgrade' },
  ZooKeeper: {
    seriesParts: 2, otherSeries: 'converts', copies: 'full', drain: '`reconfig -remove NUMBER` on any member.', firstStartEnv: [], evidence: 'https://zookeeper.apache.org/doc/current/zookeeperReconfig.html',
  },
  etcd: {
    seriesParts: 2,
    otherSeries: 'converts',
    copies: 'full',
    drain: '`etcdctl member remove ID` on another one.',
    firstStartEnv: ['ETCD_INITIAL_CLUSTER', 'ETCD_INITIAL_CLUSTER_STATE', 'ETCD_INITIAL_CLUSTER_TOKEN'],
    evidence: 'https://etcd.io/docs/latest/upgrades/',
  },
  Jenkins: { seriesParts: 1, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://www.jenkins.io/doc/upgrade-guide/' },
  GitLab: { seriesParts: 1, otherSeries: 'converts', firstStartEnv: ['GITLAB_ROOT_PASSWORD'], evidence: 'https://docs.gitlab.com/update/' },
  SonarQube: { seriesParts: 1, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://docs.sonarsource.com/sonarqube-server/server-upgrade-and-maintenance/upgrade/' },
  Nexus: { seriesParts: 2, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://help.sonatype.com/en/upgrading-nexus-repository.html' },
};
