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
  /** How to change in the engine what such a variable said, for a person to do. */
  readonly inEngine?: { readonly [variable: string]: string };
  /** How all data goes to an empty volume of a newer release. */
  readonly dump?: DumpFacts;
  /** Page of the engine's makers. */
  readonly evidence: string;
}

const SET_PASSWORD = "`ALTER USER 'USER'@'HOST' IDENTIFIED BY 'PASSWORD'` in the client, for each host that `SELECT user, host FROM mysql.user` names with the user.";

/** Commands for a shell in the container of the engine. */
export interface DumpFacts {
  /** Writes everything to standard output. */
  readonly dump: string;
  /** Prints how much there is, the same before and after. */
  readonly contents: string;
  /** What stands near the end of a dump that is whole. */
  readonly lastLine: string;
  /** Reads it from standard input. */
  readonly load: string;
  /** What errors of the load look like, and those that mean nothing. */
  readonly isError: string;
  readonly isHarmless: string;
  /** What to do with what was loaded. */
  readonly after: string;
  readonly evidence: string;
}

/** By the name of the engine. */
export const ENGINE_UPDATES: { readonly [engine: string]: EngineUpdateFacts } = {
  PostgreSQL: {
    seriesParts: 1,
    otherSeries: 'refuses',
    firstStartEnv: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_INITDB_ARGS'],
    // https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-PASSWORD
    inEngine: { POSTGRES_PASSWORD: '`\\password` in `psql` asks for it.', POSTGRES_PASSWORD_FILE: '`\\password` in `psql` asks for it.' },
    dump: {
      dump: 'pg_dumpall -U "${POSTGRES_USER:-postgres}"',
      // Indexes come last: a load that ended early has fewer.
      contents: [
        'for db in $(psql -X -U "${POSTGRES_USER:-postgres}" -d postgres -Atc "SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1"); do',
        '  psql -X -U "${POSTGRES_USER:-postgres}" -d "$db" -Atc "SELECT current_database(), relkind, count(*) FROM pg_class WHERE relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ \'^pg_|^information_schema$\') GROUP BY 2 ORDER BY 2"',
        'done',
      ].join('\n'),
      lastLine: 'PostgreSQL database cluster dump complete',
      load: 'psql -X -U "${POSTGRES_USER:-postgres}" -d postgres',
      isError: 'ERROR|FATAL|PANIC',
      // The role and the database that the first start made.
      isHarmless: 'already exists',
      after: 'vacuumdb -U "${POSTGRES_USER:-postgres}" --all --analyze-only',
      evidence: 'https://www.postgresql.org/docs/current/app-pg-dumpall.html',
    },
    evidence: 'https://www.postgresql.org/docs/current/upgrading.html',
  },
  MongoDB: {
    seriesParts: 2,
    otherSeries: 'converts',
    drain: '`rs.remove()` the member on the primary.',
    firstStartEnv: ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_DATABASE'],
    // https://www.mongodb.com/docs/manual/reference/method/db.changeUserPassword/
    inEngine: { MONGO_INITDB_ROOT_PASSWORD: "`db.getSiblingDB('admin').changeUserPassword('USER', passwordPrompt())` in `mongosh`, on the primary." },
    evidence: 'https://www.mongodb.com/docs/manual/release-notes/',
  },
  MySQL: {
    seriesParts: 2,
    otherSeries: 'converts',
    firstStartEnv: ['MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD', 'MYSQL_ROOT_HOST'],
    // https://dev.mysql.com/doc/refman/8.4/en/alter-user.html
    inEngine: { MYSQL_ROOT_PASSWORD: SET_PASSWORD, MYSQL_PASSWORD: SET_PASSWORD },
    evidence: 'https://dev.mysql.com/doc/refman/en/upgrade-paths.html',
  },
  MariaDB: {
    seriesParts: 2,
    otherSeries: 'converts',
    firstStartEnv: ['MARIADB_ROOT_PASSWORD', 'MARIADB_DATABASE', 'MARIADB_USER', 'MARIADB_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD'],
    // https://mariadb.com/kb/en/alter-user/
    inEngine: {
      MARIADB_ROOT_PASSWORD: SET_PASSWORD,
      MARIADB_PASSWORD: SET_PASSWORD,
      MYSQL_ROOT_PASSWORD: SET_PASSWORD,
      MYSQL_PASSWORD: SET_PASSWORD,
    },
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
    // https://www.elastic.co/docs/reference/elasticsearch/command-line-tools/reset-password
    inEngine: { ELASTIC_PASSWORD: '`elasticsearch-reset-password -u elastic -i` asks for it.' },
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
    // https://www.rabbitmq.com/docs/access-control
    inEngine: { RABBITMQ_DEFAULT_PASS: '`rabbitmqctl change_password USER PASSWORD`.' },
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
