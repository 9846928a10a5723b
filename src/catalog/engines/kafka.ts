import { DataDirectory, EngineFacts, ImageFacts, QUORUM, ScratchDirectory, TagVersion, bitnami } from './facts';

const DATA: DataDirectory = { env: ['KAFKA_LOG_DIRS', 'KAFKA_LOG_DIR'], setting: /^\s*log\.dirs?\s*=\s*(\S+)/m };
const PORTS = { client: 9092 };
const APACHE = 'Apache';

/** What both images of Apache have. The entrypoint writes each of the settings files, so that an empty directory is enough. */
const APACHE_SETTINGS: ScratchDirectory = {
  path: '/opt/kafka/config',
  holds: 'the settings that the entrypoint writes',
  evidence: 'https://github.com/apache/kafka/blob/trunk/core/src/main/scala/kafka/docker/KafkaDockerWrapper.scala',
};
const APACHE_IMAGE = {
  maker: APACHE,
  // https://github.com/apache/kafka/blob/trunk/docker/server.properties
  directories: [{ ...DATA, path: '/tmp/kraft-combined-logs' }],
  configFiles: ['/mnt/shared/config/server.properties'],
  user: 1000,
  group: 1000,
  ports: PORTS,
} satisfies Partial<ImageFacts>;

/** Confluent 7.6 is Kafka 3.6: https://docs.confluent.io/platform/current/installation/versions-interoperability.html */
const CONFLUENT: TagVersion = { byDistribution: { 4: [1, 0], 5: [2, 0], 6: [2, 6], 7: [3, 0], 8: [4, 0] } };

/** Of Confluent's images of brokers and of ZooKeeper: the entrypoint renders the settings files, so that an empty directory is enough. */
export const CONFLUENT_SCRATCH: ScratchDirectory[] = [
  {
    path: '/etc/kafka',
    holds: 'the settings that the entrypoint writes',
    evidence: 'https://github.com/confluentinc/kafka-images/blob/master/kafka/include/etc/confluent/docker/configure',
  },
  {
    path: '/var/log/kafka',
    holds: 'the log of the garbage collector',
    unless: /^LOG_DIR=/m,
    evidence: 'https://github.com/confluentinc/kafka-images/blob/master/kafka/Dockerfile.ubi9',
  },
];
const CONFLUENT_IMAGE = {
  maker: 'Confluent',
  tagVersion: CONFLUENT,
  declaredVolumes: ['/var/lib/kafka/data', '/etc/kafka/secrets'],
  scratch: CONFLUENT_SCRATCH,
  user: 1000,
  group: 1000,
  ports: PORTS,
} satisfies Partial<ImageFacts>;

export const KAFKA: EngineFacts = {
  ...QUORUM,
  name: 'Kafka',
  names: ['cp-kafka', 'cp-server'],
  otherNames: ['kafka', 'kafka-native', 'confluent-local'],
  images: [
    {
      ...APACHE_IMAGE,
      repositories: ['apache/kafka'],
      declaredVolumes: ['/etc/kafka/secrets', '/var/lib/kafka/data', '/mnt/shared/config'],
      scratch: [
        APACHE_SETTINGS,
        {
          path: '/opt/kafka/logs',
          holds: 'its logs and that of the garbage collector',
          unless: /^LOG_DIR=/m,
          evidence: 'https://github.com/apache/kafka/blob/trunk/bin/kafka-run-class.sh',
        },
      ],
      evidence: 'https://github.com/apache/kafka/blob/trunk/docker/jvm/Dockerfile',
    },
    {
      ...APACHE_IMAGE,
      repositories: ['apache/kafka-native'],
      declaredVolumes: ['/etc/kafka/secrets', '/mnt/shared/config'],
      scratch: [APACHE_SETTINGS],
      evidence: 'https://github.com/apache/kafka/blob/trunk/docker/native/Dockerfile',
    },
    {
      ...CONFLUENT_IMAGE,
      repositories: ['confluentinc/cp-kafka', 'confluentinc/cp-server'],
      directories: [{ ...DATA, path: '/var/lib/kafka/data' }],
      evidence: 'https://github.com/confluentinc/kafka-images/blob/master/kafka/Dockerfile.ubi9',
    },
    {
      ...CONFLUENT_IMAGE,
      repositories: ['confluentinc/confluent-local'],
      directories: [{ ...DATA, path: '/tmp/kraft-combined-logs' }],
      evidence: 'https://github.com/confluentinc/kafka-images/blob/master/local/include/etc/confluent/docker/configureDefaults',
    },
    {
      ...bitnami('kafka'),
      directories: [{ ...DATA, path: '/bitnami/kafka/data', env: ['KAFKA_CFG_LOG_DIRS', 'KAFKA_CFG_LOG_DIR'] }],
      ports: PORTS,
    },
  ],
  minGraceSeconds: 120,
  // Each directory in a log directory has to be a partition.
  refusesVolumeRoot: { evidence: 'https://github.com/strimzi/strimzi-kafka-operator/issues/1307' },
  roles: [
    // With a single setting in the environment, the image does not use its own file, and the default is that of the server.
    {
      name: 'server with settings in its environment',
      maker: APACHE,
      env: { name: /^KAFKA_(?!VERSION$|HEAP_OPTS$|OPTS$|JMX_|JVM_PERFORMANCE_OPTS$|GC_LOG_OPTS$|LOG4J_|TOOLS_LOG4J_)/ },
      path: '/tmp/kafka-logs',
      evidence: 'https://github.com/apache/kafka/blob/trunk/core/src/main/scala/kafka/docker/KafkaDockerWrapper.scala',
    },
  ],
  members: {
    identity: { env: ['KAFKA_NODE_ID', 'KAFKA_BROKER_ID', 'KAFKA_CFG_NODE_ID', 'KAFKA_CFG_BROKER_ID'] },
    peers: /quorum|voters|bootstrap|zookeeper/i,
    remedy: 'name the controllers in KAFKA_CONTROLLER_QUORUM_VOTERS, and give each member a KAFKA_NODE_ID',
    evidence: 'https://kafka.apache.org/documentation/#kraft_config',
  },
  programs: {
    servers: ['kafka-server-start(\\.sh)?', '/etc/kafka/docker/run', '/etc/confluent/docker/run'],
    tools: [
      'kafka-(?!server-start)[\\w-]+\\.sh', '[\\w-]*(kafka[_-]connect|mirror[_-]maker|connect-(distributed|standalone))[\\w.-]*',
      'zookeeper-server-start(\\.sh)?',
    ],
  },
  updates: {
    seriesParts: 1,
    otherSeries: 'converts',
    copies: 'parts',
    drain: 'Move its partitions with `kafka-reassign-partitions.sh`; when it has stopped, `kafka-cluster.sh unregister --id NUMBER`.',
    firstStartEnv: ['CLUSTER_ID', 'KAFKA_CLUSTER_ID'],
    evidence: 'https://kafka.apache.org/documentation/#upgrade',
  },
  evidence: 'https://kafka.apache.org/documentation/#kraft',
};
