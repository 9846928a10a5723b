/**
 * What common engine images do by themselves, as data. An image that is not here is taken at the user's word.
 */

/** One engine and its usual images. */
export interface EngineFacts {
  /** Name as its makers write it. */
  readonly name: string;
  /** Ends of image names, one or two parts, without registry, tag and digest. */
  readonly images: string[];
  /** Those of other makers, which keep data in directories of their own. */
  readonly otherImages?: string[];
  /** Whether members of this image join each other with nothing but its documented configuration. */
  readonly replicatesItself: boolean;
  /** Whether members need a majority. */
  readonly quorum: boolean;
  /** Directories that hold the data if nothing says otherwise; one of them has to be on a volume. */
  readonly dataDirectories: string[];
  /** Variable of the image that names another data directory. */
  readonly dataDirectoryEnv?: string;
  /** Argument of the engine that names another data directory: `--datadir`. */
  readonly dataDirectoryFlag?: string;
  /**
   * Directory that the image declares as a volume: the runtime puts an empty one there, which ends with the container,
   * unless a claim is mounted at exactly this path. One that is mounted above is hidden by it.
   */
  readonly imageVolume?: string;
  /** First major version of the image that does not declare it. */
  readonly imageVolumeUntil?: number;
  /** Whether the engine refuses the root of a new ext4 volume, because `lost+found` is in it. */
  readonly refusesVolumeRoot: boolean;
  /** Versions that did not yet, and the argument with which others look past it. */
  readonly volumeRootAllowed?: { readonly tags: RegExp; readonly flag: string };
  /** Seconds that a clean stop may need. */
  readonly minGraceSeconds: number;
  /** Page of the engine's or image's makers. */
  readonly evidence: string;
}

/** An engine whose image makes no cluster by itself. */
const single = { replicatesItself: false, quorum: false, refusesVolumeRoot: false };
/** An engine whose members find each other by configuration and need a majority. */
const quorum = { replicatesItself: true, quorum: true, refusesVolumeRoot: false };

/** The engines, in the order of the mission. */
export const ENGINES: EngineFacts[] = [
  {
    ...single,
    name: 'PostgreSQL',
    images: ['postgres', 'postgresql', 'postgis', 'timescaledb'],
    dataDirectories: ['/var/lib/postgresql/data'],
    dataDirectoryEnv: 'PGDATA',
    // https://github.com/docker-library/postgres/issues/696, until https://github.com/docker-library/postgres/pull/1259
    imageVolume: '/var/lib/postgresql/data',
    imageVolumeUntil: 18,
    refusesVolumeRoot: true,
    minGraceSeconds: 120,
    evidence: 'https://www.postgresql.org/docs/current/creating-cluster.html',
  },
  { ...single, name: 'MongoDB', images: ['mongo', 'mongodb'], dataDirectories: ['/data/db'], dataDirectoryFlag: '--dbpath', imageVolume: '/data/db', minGraceSeconds: 60, evidence: 'https://hub.docker.com/_/mongo' },
  {
    ...single,
    name: 'MySQL',
    images: ['mysql', 'mysql-server', 'percona'],
    dataDirectories: ['/var/lib/mysql'],
    dataDirectoryFlag: '--datadir',
    // 5.7 was the first to refuse, and 8.0 took away the option to look past lost+found: https://github.com/docker-library/mysql/issues/186
    refusesVolumeRoot: true,
    volumeRootAllowed: { tags: /^5\.[0-6](\D|$)/, flag: '--ignore-db-dir' },
    minGraceSeconds: 120,
    evidence: 'https://dev.mysql.com/doc/refman/en/data-directory-initialization.html',
  },
  {
    ...single,
    name: 'MariaDB',
    images: ['mariadb'],
    dataDirectories: ['/var/lib/mysql'],
    dataDirectoryFlag: '--datadir',
    minGraceSeconds: 120,
    evidence: 'https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/',
  },
  { ...single, name: 'Redis', images: ['redis', 'valkey'], dataDirectories: ['/data'], dataDirectoryFlag: '--dir', minGraceSeconds: 60, evidence: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/' },
  {
    name: 'Cassandra',
    images: ['cassandra'],
    replicatesItself: true,
    quorum: false,
    refusesVolumeRoot: false,
    dataDirectories: ['/var/lib/cassandra'],
    minGraceSeconds: 300,
    evidence: 'https://hub.docker.com/_/cassandra',
  },
  {
    ...quorum,
    name: 'Elasticsearch',
    images: ['elasticsearch', 'opensearch'],
    dataDirectories: ['/usr/share/elasticsearch/data', '/usr/share/opensearch/data'],
    minGraceSeconds: 120,
    evidence: 'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-docker-basic',
  },
  {
    ...single,
    name: 'Logstash',
    images: ['logstash'],
    replicatesItself: true,
    dataDirectories: ['/usr/share/logstash/data'],
    minGraceSeconds: 120,
    evidence: 'https://www.elastic.co/docs/reference/logstash/persistent-queues',
  },
  {
    ...quorum,
    name: 'Kafka',
    images: ['apache/kafka', 'apache/kafka-native', 'cp-kafka'],
    otherImages: ['kafka', 'kafka-native'],
    dataDirectories: ['/var/lib/kafka/data', '/tmp/kraft-combined-logs'],
    dataDirectoryEnv: 'KAFKA_LOG_DIRS',
    refusesVolumeRoot: true,
    minGraceSeconds: 120,
    evidence: 'https://kafka.apache.org/documentation/#kraft',
  },
  { ...quorum, name: 'RabbitMQ', images: ['rabbitmq'], dataDirectories: ['/var/lib/rabbitmq'], minGraceSeconds: 60, evidence: 'https://www.rabbitmq.com/docs/clustering' },
  { ...single, name: 'WordPress', images: ['wordpress'], dataDirectories: ['/var/www/html'], minGraceSeconds: 30, evidence: 'https://hub.docker.com/_/wordpress' },
  { ...single, name: 'Joomla', images: ['joomla'], dataDirectories: ['/var/www/html'], minGraceSeconds: 30, evidence: 'https://hub.docker.com/_/joomla' },
  { ...single, name: 'Drupal', images: ['drupal'], dataDirectories: [], minGraceSeconds: 30, evidence: 'https://hub.docker.com/_/drupal' },
  { ...single, name: 'SugarCRM', images: ['sugarcrm', 'suitecrm'], dataDirectories: [], minGraceSeconds: 30, evidence: 'https://docs.suitecrm.com/admin/installation-guide/' },
  {
    ...quorum,
    name: 'Consul',
    images: ['consul'],
    dataDirectories: ['/consul/data'],
    minGraceSeconds: 30,
    evidence: 'https://developer.hashicorp.com/consul/docs/concept/consensus',
  },
  {
    ...quorum,
    name: 'ZooKeeper',
    images: ['zookeeper'],
    dataDirectories: ['/data'],
    dataDirectoryEnv: 'ZOO_DATA_DIR',
    minGraceSeconds: 30,
    evidence: 'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html',
  },
  {
    ...quorum,
    name: 'etcd',
    images: ['etcd'],
    dataDirectories: [],
    dataDirectoryEnv: 'ETCD_DATA_DIR',
    dataDirectoryFlag: '--data-dir',
    minGraceSeconds: 30,
    evidence: 'https://etcd.io/docs/latest/op-guide/configuration/',
  },
  {
    ...single,
    name: 'Jenkins',
    images: ['jenkins'],
    dataDirectories: ['/var/jenkins_home'],
    dataDirectoryEnv: 'JENKINS_HOME',
    minGraceSeconds: 60,
    evidence: 'https://github.com/jenkinsci/docker/blob/master/README.md',
  },
  { ...single, name: 'GitLab', images: ['gitlab-ce', 'gitlab-ee'], dataDirectories: ['/var/opt/gitlab'], minGraceSeconds: 120, evidence: 'https://docs.gitlab.com/install/docker/' },
  { ...single, name: 'SonarQube', images: ['sonarqube'], dataDirectories: ['/opt/sonarqube/data'], minGraceSeconds: 60, evidence: 'https://hub.docker.com/_/sonarqube' },
  // The hub only: its registry is in memory, so a second one is another grid; nodes join it and may be many.
  { ...single, name: 'Selenium Grid', images: ['selenium/hub'], dataDirectories: [], minGraceSeconds: 1, evidence: 'https://github.com/SeleniumHQ/docker-selenium' },
  { ...single, name: 'Nexus', images: ['nexus3'], dataDirectories: ['/nexus-data'], minGraceSeconds: 120, evidence: 'https://github.com/sonatype/docker-nexus3' },
];

/** The same engines where nothing is known of their directories. */
const WITHOUT_DIRECTORIES = ENGINES.map(engine => ({
  ...engine, dataDirectories: [], dataDirectoryEnv: undefined, dataDirectoryFlag: undefined, imageVolume: undefined, refusesVolumeRoot: false,
}));

const BY_IMAGE = new Map([...byImage(WITHOUT_DIRECTORIES, ({ otherImages }) => otherImages ?? []), ...byImage(ENGINES)]);

/** Images of Bitnami keep data below /bitnami. */
const BY_BITNAMI_IMAGE = byImage(WITHOUT_DIRECTORIES, ({ images, otherImages }) => [...images, ...otherImages ?? []]);

/** What was found before: an app asks again and again for the same few images. */
const FOUND = new Map<string, EngineFacts | undefined>();

/** What is known of an image, whatever registry, tag or digest it has. */
export function engineOf(image: string): EngineFacts | undefined {
  if (!FOUND.has(image)) {
    FOUND.set(image, findEngine(image));
  }
  return FOUND.get(image);
}

function findEngine(image: string): EngineFacts | undefined {
  const [parent = '', last] = ['', ...repositoryOf(image).split('/')].slice(-2);
  const engines = parent.startsWith('bitnami') ? BY_BITNAMI_IMAGE : BY_IMAGE;
  return engines.get(`${parent}/${last}`) ?? engines.get(last);
}

/** Whether it is the image that the facts are of, from whatever registry, and not one that somebody else built. */
export function isUsualImage(image: string): boolean {
  const [parent = 'library'] = repositoryOf(image).split('/').slice(-2, -1);
  return parent === 'library' || /[.:]/.test(parent) || BY_IMAGE.has(repositoryOf(image).split('/').slice(-2).join('/'));
}

/** The directory that the image declares as a volume; none where its version is not known. */
export function imageVolumeOf(engine: EngineFacts, image: string): string | undefined {
  const major = Number(/:v?(\d+)[^/]*$/.exec(image.split('@')[0])?.[1]);
  return engine.imageVolumeUntil === undefined || major < engine.imageVolumeUntil ? engine.imageVolume : undefined;
}

/**
 * Whether the image may be another one tomorrow: no tag, `latest`, or only a major number for an engine whose next
 * minor may change the data for good.
 */
export function isFloatingTag(image: string): boolean {
  if (image.includes('@')) {
    return false;
  }
  const tag = /:([^/]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' || (engineOf(image) !== undefined && /^v?\d+$/.test(tag));
}

function repositoryOf(image: string): string {
  return String(image).split('@')[0].replace(/:[^/]*$/, '');
}

function byImage(engines: EngineFacts[], imagesOf = ({ images }: EngineFacts) => images): Map<string, EngineFacts> {
  return new Map(engines.flatMap(engine => imagesOf(engine).map((image): [string, EngineFacts] => [image, engine])));
}
