import { ENGINES } from '../../../src/catalog/engines';
import { EngineProcess, dataOf } from '../../../src/catalog/engines/data';
import { compareVersions, declaredVolumesOf, engineOf, imageOf, isFloatingTag, isIn, refusesVolumeRoot } from '../../../src/catalog/engines/image';
import { scratchOf } from '../../../src/catalog/engines/scratch';

const DEFAULT: EngineProcess = { env: [], words: [] };
const pathsOf = (image: string, process: Partial<EngineProcess> = {}) =>
  dataOf(imageOf(image)!, { ...DEFAULT, ...process }).directories.map(({ path }) => path);

/** An image of each row, its engine and version, where its data is, which volumes it declares, and its user and group. */
const ROWS: [image: string, engine: string, version: string | undefined, directories: string[], declared: string[], user: string][] = [
  ['postgres:18.6-trixie', 'PostgreSQL', '18.6', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '999:999'],
  ['postgres:18.6-alpine3.24', 'PostgreSQL', '18.6', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '70:70'],
  ['postgres:19beta3', 'PostgreSQL', '19', ['/var/lib/postgresql/19/docker'], ['/var/lib/postgresql'], '999:999'],
  ['postgres:17.11-trixie', 'PostgreSQL', '17.11', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '999:999'],
  ['postgres:17.11-alpine', 'PostgreSQL', '17.11', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '70:70'],
  ['postgis/postgis:17-3.5', 'PostgreSQL', '17', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '999:999'],
  ['postgis/postgis:17-3.5-alpine', 'PostgreSQL', '17', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '70:70'],
  ['postgis/postgis:18-3.6', 'PostgreSQL', '18', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '999:999'],
  ['postgis/postgis:18-3.6-alpine', 'PostgreSQL', '18', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '70:70'],
  ['timescale/timescaledb:2.20.0-pg17', 'PostgreSQL', '17', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '70:70'],
  ['timescale/timescaledb:2.24.0-pg18', 'PostgreSQL', '18', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '70:70'],
  ['pgvector/pgvector:0.8.1-pg17-trixie', 'PostgreSQL', '17', ['/var/lib/postgresql/data'], ['/var/lib/postgresql/data'], '999:999'],
  ['pgvector/pgvector:pg18', 'PostgreSQL', '18', ['/var/lib/postgresql/18/docker'], ['/var/lib/postgresql'], '999:999'],
  ['ghcr.io/cloudnative-pg/postgresql:18.6-minimal-trixie', 'PostgreSQL', '18.6', [], [], '26:'],
  ['bitnami/postgresql:17.5.0-debian-12-r3', 'PostgreSQL', '17.5.0', ['/bitnami/postgresql/data'],
    ['/bitnami/postgresql', '/docker-entrypoint-initdb.d', '/docker-entrypoint-preinitdb.d'], '1001:'],
  ['mongo:8.0.29-noble', 'MongoDB', '8.0.29', ['/data/db'], ['/data/db', '/data/configdb'], '999:999'],
  ['mongo:8.0.29-windowsservercore-ltsc2022', 'MongoDB', '8.0.29', ['C:\\data\\db'], ['C:\\data\\db', 'C:\\data\\configdb'], ':'],
  ['percona:psmdb-8.0.29', 'MongoDB', '8.0.29', ['/data/db'], ['/data/db'], '1001:0'],
  ['percona/percona-server-mongodb:8.0.12-4', 'MongoDB', '8.0.12', ['/data/db'], ['/data/db'], '1001:0'],
  ['bitnamilegacy/mongodb:8.0.13', 'MongoDB', '8.0.13', ['/bitnami/mongodb/data/db'], [], '1001:'],
  ['mysql:8.4.11', 'MySQL', '8.4.11', ['/var/lib/mysql'], ['/var/lib/mysql'], '999:999'],
  ['mysql/mysql-server:8.0.32', 'MySQL', '8.0.32', ['/var/lib/mysql'], [], '27:27'],
  ['percona:ps-8.0.46-37', 'MySQL', '8.0.46', ['/var/lib/mysql'], ['/var/lib/mysql', '/var/log/mysql'], '1001:1001'],
  ['bitnami/mysql:8.4.5', 'MySQL', '8.4.5', ['/bitnami/mysql/data'], [], '1001:'],
  ['mariadb:11.8.8-noble', 'MariaDB', '11.8.8', ['/var/lib/mysql'], ['/var/lib/mysql'], '999:999'],
  ['bitnami/mariadb:11.4.6', 'MariaDB', '11.4.6', ['/bitnami/mariadb/data'], [], '1001:'],
  ['redis:7.4.11-bookworm', 'Redis', '7.4.11', ['/data'], ['/data'], '999:999'],
  ['redis:7.4.11-alpine', 'Redis', '7.4.11', ['/data'], ['/data'], '999:1000'],
  ['bitnami/redis:7.4.2', 'Redis', '7.4.2', ['/bitnami/redis/data'], [], '1001:'],
  ['valkey/valkey:8.0.2', 'Valkey', '8.0.2', ['/data'], ['/data'], '999:999'],
  ['valkey/valkey:8.0.2-alpine', 'Valkey', '8.0.2', ['/data'], ['/data'], '999:1000'],
  ['bitnami/valkey:8.1.3', 'Valkey', '8.1.3', ['/bitnami/valkey/data'], [], '1001:'],
  ['cassandra:5.0.9', 'Cassandra', '5.0.9', ['/var/lib/cassandra/data', '/var/lib/cassandra/commitlog'], ['/var/lib/cassandra'], '999:999'],
  ['bitnami/cassandra:5.0.5', 'Cassandra', '5.0.5', ['/bitnami/cassandra/data'], [], '1001:'],
  ['docker.elastic.co/elasticsearch/elasticsearch:9.5.2', 'Elasticsearch', '9.5.2', ['/usr/share/elasticsearch/data'], [], '1000:0'],
  ['bitnami/elasticsearch:9.1.2', 'Elasticsearch', '9.1.2', ['/bitnami/elasticsearch/data'], [], '1001:'],
  ['opensearchproject/opensearch:3.2.0', 'OpenSearch', '3.2.0', ['/usr/share/opensearch/data'], [], '1000:1000'],
  ['bitnami/opensearch:3.1.0', 'OpenSearch', '3.1.0', ['/bitnami/opensearch/data'], [], '1001:'],
  ['docker.elastic.co/logstash/logstash:9.5.2', 'Logstash', '9.5.2', ['/usr/share/logstash/data'], [], '1000:1000'],
  ['bitnami/logstash:9.1.2', 'Logstash', '9.1.2', ['/bitnami/logstash/data'], [], '1001:'],
  [
    'apache/kafka:4.1.0', 'Kafka', '4.1.0', ['/tmp/kraft-combined-logs'],
    ['/etc/kafka/secrets', '/var/lib/kafka/data', '/mnt/shared/config'], '1000:1000',
  ],
  ['apache/kafka-native:4.1.0', 'Kafka', '4.1.0', ['/tmp/kraft-combined-logs'], ['/etc/kafka/secrets', '/mnt/shared/config'], '1000:1000'],
  ['confluentinc/cp-kafka:7.6.1', 'Kafka', '3.6', ['/var/lib/kafka/data'], ['/var/lib/kafka/data', '/etc/kafka/secrets'], '1000:1000'],
  ['confluentinc/confluent-local:7.9.2', 'Kafka', '3.9', ['/tmp/kraft-combined-logs'], ['/var/lib/kafka/data', '/etc/kafka/secrets'], '1000:1000'],
  ['bitnami/kafka:4.0.0', 'Kafka', '4.0.0', ['/bitnami/kafka/data'], [], '1001:'],
  ['rabbitmq:4.2.9-management', 'RabbitMQ', '4.2.9', ['/var/lib/rabbitmq/mnesia'], ['/var/lib/rabbitmq'], '999:999'],
  ['rabbitmq:4.2.9-management-alpine', 'RabbitMQ', '4.2.9', ['/var/lib/rabbitmq/mnesia'], ['/var/lib/rabbitmq'], '100:101'],
  ['bitnami/rabbitmq:4.1.3', 'RabbitMQ', '4.1.3', ['/bitnami/rabbitmq/mnesia'], [], '1001:'],
  ['wordpress:7.1.0-php8.3-apache', 'WordPress', '7.1.0', ['/var/www/html'], ['/var/www/html'], '33:33'],
  ['wordpress:7.1.0-php8.3-fpm', 'WordPress', '7.1.0', ['/var/www/html'], ['/var/www/html'], '33:33'],
  ['wordpress:7.1.0-php8.3-fpm-alpine', 'WordPress', '7.1.0', ['/var/www/html'], ['/var/www/html'], '82:82'],
  ['bitnami/wordpress:6.8.2', 'WordPress', '6.8.2', ['/bitnami/wordpress'], [], '1001:'],
  ['joomla:6.1.3-php8.4-apache', 'Joomla', '6.1.3', ['/var/www/html'], ['/var/www/html'], '33:33'],
  ['joomla:6.1.3-php8.4-fpm', 'Joomla', '6.1.3', ['/var/www/html'], ['/var/www/html'], '33:33'],
  ['joomla:6.1.3-php8.4-fpm-alpine', 'Joomla', '6.1.3', ['/var/www/html'], ['/var/www/html'], '82:82'],
  ['bitnami/joomla:5.3.2', 'Joomla', '5.3.2', ['/bitnami/joomla'], [], '1001:'],
  ['drupal:11.4.5-php8.5-apache-trixie', 'Drupal', '11.4.5', [], [], '33:33'],
  ['drupal:11.4.5-php8.5-fpm-trixie', 'Drupal', '11.4.5', [], [], '33:33'],
  ['drupal:11.4.5-php8.5-fpm-alpine3.24', 'Drupal', '11.4.5', [], [], '82:82'],
  ['bitnami/drupal:11.2.2', 'Drupal', '11.2.2', [], [], '1001:'],
  ['hashicorp/consul:1.22.3', 'Consul', '1.22.3', ['/consul/data'], ['/consul/data'], '100:1000'],
  ['bitnami/consul:1.21.4', 'Consul', '1.21.4', ['/bitnami/consul'], [], '1001:'],
  ['zookeeper:3.9.5', 'ZooKeeper', '3.9.5', ['/data', '/datalog'], ['/data', '/datalog', '/logs'], '1000:1000'],
  ['confluentinc/cp-zookeeper:7.9.2', 'ZooKeeper', undefined, ['/var/lib/zookeeper/data', '/var/lib/zookeeper/log'],
    ['/var/lib/zookeeper/data', '/var/lib/zookeeper/log', '/etc/zookeeper/secrets'], '1000:1000'],
  ['bitnami/zookeeper:3.9.3', 'ZooKeeper', '3.9.3', ['/bitnami/zookeeper/data'], [], '1001:'],
  ['gcr.io/etcd-development/etcd:v3.6.14', 'etcd', '3.6.14', [], [], ':'],
  ['bitnami/etcd:3.6.4', 'etcd', '3.6.4', ['/bitnami/etcd/data'], [], '1001:'],
  ['jenkins/jenkins:2.568.2-jdk21', 'Jenkins', '2.568.2', ['/var/jenkins_home'], ['/var/jenkins_home'], '1000:1000'],
  ['bitnami/jenkins:2.516.2', 'Jenkins', '2.516.2', ['/bitnami/jenkins/home'], [], '1001:'],
  [
    'gitlab/gitlab-ce:19.2.6-ce.0', 'GitLab', '19.2.6', ['/var/opt/gitlab', '/etc/gitlab'],
    ['/etc/gitlab', '/var/opt/gitlab', '/var/log/gitlab'], '0:0',
  ],
  ['sonarqube:26.8.0.126808-community', 'SonarQube', '26.8.0.126808', ['/opt/sonarqube/data'],
    ['/opt/sonarqube/data', '/opt/sonarqube/extensions', '/opt/sonarqube/logs', '/opt/sonarqube/temp'], '1000:0'],
  ['bitnami/sonarqube:25.7.0', 'SonarQube', '25.7.0', ['/bitnami/sonarqube'], [], '1001:'],
  ['selenium/hub:4.48.0-20260905', 'Selenium Grid', '4.48.0', [], [], '1200:1201'],
  ['sonatype/nexus3:3.95.2', 'Nexus', '3.95.2', ['/nexus-data'], ['/nexus-data'], '200:200'],
];

describe('the rows of images', () => {
  test.each(ROWS)('%s', (image, engine, version, directories, declared, user) => {
    const found = imageOf(image)!;
    expect(found.engine.name).toBe(engine);
    expect(found.isKnown).toBe(true);
    expect(found.version?.join('.')).toBe(version);
    expect(pathsOf(image)).toEqual(directories);
    expect(declaredVolumesOf(found)).toEqual(declared);
    expect(`${found.rows[0].user ?? ''}:${found.rows[0].group ?? ''}`).toBe(user);
  });

  test('each is tried', () => {
    const tried = new Set(ROWS.flatMap(([image]) => imageOf(image)!.rows.slice(0, 1)));
    expect(ENGINES.flatMap(({ images }) => images).filter(row => !tried.has(row)).map(row => [row.repositories, row.tags, row.versions])).toEqual([]);
  });

  test('say where they come from, and nothing twice', () => {
    for (const { images, evidence, minGraceSeconds, roles = [], members, refusesVolumeRoot: root, updates } of ENGINES) {
      const facts = [...images, ...images.flatMap(({ scratch = [] }) => scratch), ...roles, members, root, updates, ...updates?.continues ?? []];
      const pages = [evidence, ...facts.flatMap(fact => fact?.evidence ?? [])];
      pages.forEach(page => expect(page).toMatch(/^https:\/\//));
      expect(minGraceSeconds).toBeGreaterThan(0);
      images.forEach(({ ports }) => Object.values(ports).forEach(port => expect(port).toBeGreaterThan(0)));
      images.flatMap(({ directories }) => directories).forEach(({ path = '/none' }) => expect(path).toMatch(/^(\/|C:\\)[^:]*[^/]$/));
    }
    const names = ENGINES.flatMap(engine => [...engine.names, ...engine.otherNames ?? []]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are of every engine that the library is for', () => {
    expect(ENGINES.map(engine => engine.name)).toEqual([
      'PostgreSQL', 'MongoDB', 'MySQL', 'MariaDB', 'Redis', 'Valkey', 'Cassandra', 'Elasticsearch', 'OpenSearch', 'Logstash',
      'Kafka', 'RabbitMQ', 'WordPress', 'Joomla',
      'Drupal', 'SugarCRM', 'Consul', 'ZooKeeper', 'etcd', 'Jenkins', 'GitLab', 'SonarQube', 'Selenium Grid', 'Nexus',
    ]);
  });

  test('only engines that find each other by configuration replicate, and only voters need a quorum', () => {
    const names = (key: 'replicatesItself' | 'quorum' | 'refusesVolumeRoot' | 'sortsByLibrary') =>
      ENGINES.filter(engine => engine[key]).map(engine => engine.name);
    expect(names('replicatesItself'))
      .toEqual(['Cassandra', 'Elasticsearch', 'OpenSearch', 'Logstash', 'Kafka', 'RabbitMQ', 'Consul', 'ZooKeeper', 'etcd']);
    expect(names('quorum')).toEqual(['Elasticsearch', 'OpenSearch', 'Kafka', 'RabbitMQ', 'Consul', 'ZooKeeper', 'etcd']);
    expect(names('refusesVolumeRoot')).toEqual(['PostgreSQL', 'MySQL', 'Kafka']);
    expect(names('sortsByLibrary')).toEqual(['PostgreSQL']);
  });
});

describe('imageOf', () => {
  test.each([
    ['postgres', 'PostgreSQL', true],
    ['docker.io/library/postgres:17', 'PostgreSQL', true],
    ['postgres@sha256:0123456789abcdef', 'PostgreSQL', true],
    ['postgres:17.11@sha256:0123456789abcdef', 'PostgreSQL', true],
    ['registry:5000/postgres:17', 'PostgreSQL', true],
    ['localhost/postgres:17', 'PostgreSQL', true],
    ['registry:5000/hub/library/postgres:17', 'PostgreSQL', true],
    ['registry:5000/mirror/confluentinc/cp-kafka:7.6.1', 'Kafka', true],
    ['registry:5000/team/postgres:17', 'PostgreSQL', false],
    ['registry.example.com/samples/cassandra:v14', 'Cassandra', false],
    ['somebody/kafka:3', 'Kafka', false],
    ['registry:5000/selenium/hub:4.48.0', 'Selenium Grid', true],
    ['percona:psmdb-8.0.29', 'MongoDB', true],
  ])('%s is an image of %s, known: %s', (image, name, isKnown) => {
    expect(engineOf(image)?.name).toBe(name);
    expect(imageOf(image)?.isKnown).toBe(isKnown);
  });

  test.each([
    'postgres-exporter', 'my-postgres', 'postgres/tool', 'other/hub', 'hub', 'postgres.example.com/app:1', 'constructor', '',
  ])('does not know %p', image => {
    expect(imageOf(image)).toBeUndefined();
  });

  test('does not take the tag of an unknown maker for a version of the engine', () => {
    expect(imageOf('registry.example.com/samples/cassandra:v14')?.version).toBeUndefined();
    expect(imageOf('registry.example.com/samples/cassandra:v14')?.tagged).toEqual([14]);
  });
});

describe('dataOf', () => {
  const env = (name: string, value?: string) => ({ env: [{ name, value }] });

  test.each<[what: string, image: string, process: Partial<EngineProcess>, directories: string[]]>([
    ['a variable', 'postgres:18.6', env('PGDATA', '/srv/pg'), ['/srv/pg']],
    ['an argument', 'postgres:17.11', { words: ['postgres', '-D', '/srv/pg'] }, ['/srv/pg']],
    [
      'a file that an argument names', 'postgres:17.11',
      { words: ['-c', 'config_file=/etc/pg/p.conf'], files: [{ path: '/etc/pg/p.conf', text: "data_directory = '/srv/pg'\n" }] },
      ['/srv/pg'],
    ],
    [
      'no file that nobody names', 'postgres:17.11',
      { files: [{ path: '/etc/pg/p.conf', text: "data_directory = '/srv/pg'\n" }] }, ['/var/lib/postgresql/data'],
    ],
    ['an argument with =', 'mongo:8.0.29', { words: ['mongod', '--dbpath=/srv/db'] }, ['/srv/db']],
    [
      'a file in YAML', 'mongo:8.0.29',
      { words: ['--config', '/etc/mongod.conf'], files: [{ path: '/etc/mongod.conf', text: 'storage:\n  dbPath: /srv/db\n' }] },
      ['/srv/db'],
    ],
    ['the role of a configuration server', 'mongo:8.0.29', { words: ['mongod', '--configsvr'] }, ['/data/configdb']],
    ['an argument before the role', 'mongo:8.0.29', { words: ['mongod', '--configsvr', '--dbpath', '/srv'] }, ['/srv']],
    [
      'a file that is read anyway', 'mysql:8.4.11',
      { files: [{ path: '/etc/mysql/conf.d/own.cnf', text: '[mysqld]\ndatadir=/srv/mysql\n' }] }, ['/srv/mysql'],
    ],
    [
      'a file of Redis', 'redis:7.4.11',
      { words: ['redis-server', '/etc/redis/redis.conf'], files: [{ path: '/etc/redis/redis.conf', text: 'appendonly yes\ndir /var/lib/redis\n' }] },
      ['/var/lib/redis'],
    ],
    ['a setting of Elasticsearch', 'elasticsearch:9.5.2', env('path.data', '/srv/es'), ['/srv/es']],
    [
      'a file of Elasticsearch', 'elasticsearch:9.5.2',
      { files: [{ path: '/usr/share/elasticsearch/config/elasticsearch.yml', text: 'path:\n  logs: /l\n  data: /srv/es\n' }] },
      ['/srv/es'],
    ],
    ['several directories', 'apache/kafka:4.1.0', env('KAFKA_LOG_DIRS', '/a/logs, /b/logs'), ['/a/logs', '/b/logs']],
    ['the default of Kafka itself, once the environment has a setting', 'apache/kafka:4.1.0', env('KAFKA_NODE_ID', '1'), ['/tmp/kafka-logs']],
    ['the default of the image, if it is no setting', 'apache/kafka:4.1.0', env('KAFKA_HEAP_OPTS', '-Xmx1g'), ['/tmp/kraft-combined-logs']],
    ['no variable that the image overwrites', 'bitnami/etcd:3.6.4', env('ETCD_DATA_DIR', '/srv/etcd'), ['/bitnami/etcd/data']],
    ['the directory above those of nodes', 'rabbitmq:4.2.9', env('RABBITMQ_MNESIA_BASE', '/rmq'), ['/rmq']],
    ['one of two directories', 'zookeeper:3.9.5', env('ZOO_DATA_LOG_DIR', '/srv/log'), ['/data', '/srv/log']],
    ['both in one', 'zookeeper:3.9.5', env('ZOO_DATA_LOG_DIR', '/data'), ['/data']],
    [
      'a file before variables', 'zookeeper:3.9.5',
      { ...env('ZOO_DATA_DIR', '/no'), files: [{ path: '/conf/zoo.cfg', text: 'dataDir=/srv\ndataLogDir=/srv/log\n' }] },
      ['/srv', '/srv/log'],
    ],
    [
      'commit log and tables', 'cassandra:5.0.9',
      { files: [{ path: '/etc/cassandra/cassandra.yaml', text: 'data_file_directories:\n  - /srv/data\ncommitlog_directory: /srv/log\n' }] },
      ['/srv/data', '/srv/log'],
    ],
    ['an argument of etcd', 'quay.io/coreos/etcd:v3.6.5', { words: ['etcd', '--data-dir=/srv/etcd'] }, ['/srv/etcd']],
  ])('%s says where the data is', (_, image, process, directories) => {
    expect(pathsOf(image, process)).toEqual(directories);
  });

  test('a variable whose value is not seen, or is built of others, leads nowhere', () => {
    const data = (value?: string) => dataOf(imageOf('postgres:17.11')!, { ...DEFAULT, ...env('PGDATA', value) });
    expect(data()).toMatchObject({ directories: [], unseen: 'PGDATA' });
    expect(data('/srv/$(NAME)')).toMatchObject({ directories: [], unseen: 'PGDATA' });
    expect(data('data')).toMatchObject({ directories: [], unseen: 'PGDATA' });
    expect(data('/srv/pg').unseen).toBeUndefined();
  });

  test('a role may keep nothing', () => {
    const keepsNothing = (image: string, name: string, value?: string) =>
      dataOf(imageOf(image)!, { ...DEFAULT, ...env(name, value) }).role?.keepsNothing ?? false;
    expect(keepsNothing('bitnami/mongodb:8.0.13', 'MONGODB_REPLICA_SET_MODE', 'arbiter')).toBe(true);
    expect(keepsNothing('bitnami/mongodb:8.0.13', 'MONGODB_REPLICA_SET_MODE', 'secondary')).toBe(false);
    expect(keepsNothing('elasticsearch:9.5.2', 'node.roles', 'ingest')).toBe(true);
    expect(keepsNothing('bitnami/elasticsearch:9.1.2', 'ELASTICSEARCH_NODE_ROLES', '')).toBe(true);
    expect(keepsNothing('elasticsearch:9.5.2', 'node.roles', 'data_hot,ingest')).toBe(false);
    expect(keepsNothing('elasticsearch:9.5.2', 'node.roles', 'master')).toBe(false);
    expect(keepsNothing('elasticsearch:9.5.2', 'node.roles')).toBe(false);
    expect(keepsNothing('opensearchproject/opensearch:3.2.0', 'node.roles', 'cluster_manager')).toBe(false);
  });

  test('one of several is enough only where the version is not known', () => {
    expect(dataOf(imageOf('zookeeper:3.9.5')!, DEFAULT).isEither).toBe(false);
    expect(dataOf(imageOf('zookeeper')!, DEFAULT).isEither).toBe(false);
    expect(declaredVolumesOf(imageOf('postgres')!)).toEqual([]);
    expect(declaredVolumesOf(imageOf('mongo')!)).toEqual(['/data/db', '/data/configdb']);
  });

  test('of an image of somebody else, the usual directory or what is said', () => {
    expect(pathsOf('registry:5000/team/postgres:18.1')).toEqual(['/var/lib/postgresql/data']);
    expect(pathsOf('somebody/kafka:3')).toEqual([]);
    expect(pathsOf('somebody/kafka:3', env('KAFKA_LOG_DIRS', '/srv/kafka'))).toEqual(['/srv/kafka']);
  });
});

describe('scratchOf', () => {
  const scratch = (image: string, process: Partial<EngineProcess> = {}) =>
    scratchOf(imageOf(image)!, { ...DEFAULT, ...process }).map(({ path }) => path);

  test.each([
    ['postgres:18.6-trixie', ['/var/run/postgresql']],
    ['postgres:17.11-alpine', ['/var/run/postgresql']],
    ['postgres', ['/var/run/postgresql']],
    ['postgis/postgis:18-3.6', ['/var/run/postgresql']],
    ['timescale/timescaledb:2.24.0-pg18', ['/var/run/postgresql']],
    ['mongo:8.0.29-noble', ['/tmp']],
    ['percona/percona-server-mongodb:8.0.12-4', ['/tmp']],
    ['mysql:8.4.11', ['/var/run/mysqld', '/tmp']],
    ['mysql/mysql-server:8.0.32', ['/var/run/mysqld', '/var/lib/mysql-files', '/tmp']],
    ['percona:ps-8.0.46-37', ['/var/run/mysqld', '/tmp']],
    ['mariadb:11.8.8-noble', ['/run/mysqld', '/tmp']],
    ['redis:7.4.11-bookworm', []],
    ['valkey/valkey:8.0.2', []],
    ['cassandra:5.0.9', ['/etc/cassandra', '/var/log/cassandra', '/tmp']],
    ['elasticsearch:9.5.2', ['/usr/share/elasticsearch/config', '/usr/share/elasticsearch/logs', '/tmp']],
    ['opensearchproject/opensearch:3.2.0', ['/usr/share/opensearch/config', '/usr/share/opensearch/logs', '/tmp']],
    ['docker.elastic.co/logstash/logstash:9.5.2', ['/tmp']],
    ['apache/kafka:4.1.0', ['/opt/kafka/config', '/opt/kafka/logs']],
    ['apache/kafka-native:4.1.0', ['/opt/kafka/config']],
    ['confluentinc/cp-kafka:7.6.1', ['/etc/kafka', '/var/log/kafka']],
    ['confluentinc/confluent-local:7.9.2', ['/etc/kafka', '/var/log/kafka']],
    ['confluentinc/cp-zookeeper:7.9.2', ['/etc/kafka', '/var/log/kafka']],
    ['rabbitmq:4.2.9-management', []],
    ['wordpress:7.1.0-php8.3-apache', ['/var/run/apache2', '/tmp']],
    ['wordpress:7.1.0-php8.3-fpm', ['/tmp']],
    ['joomla:6.1.3-php8.4-apache', ['/var/run/apache2', '/tmp']],
    ['drupal:11.4.5-php8.5-fpm-alpine3.24', ['/tmp']],
    ['hashicorp/consul:1.22.3', []],
    ['zookeeper:3.9.5', ['/conf']],
    ['gcr.io/etcd-development/etcd:v3.6.14', []],
    ['jenkins/jenkins:2.568.2-jdk21', ['/tmp']],
    ['gitlab/gitlab-ce:19.2.6-ce.0', ['/']],
    ['sonarqube:26.8.0.126808-community', ['/tmp']],
    ['selenium/hub:4.48.0-20260905', ['/tmp']],
    ['sonatype/nexus3:3.95.2', []],
    ['registry.example.com/team/postgres:18', []],
  ])('%s writes to %j', (image, directories) => {
    expect(scratch(image)).toEqual(directories);
  });

  test.each<[what: string, image: string, process: Partial<EngineProcess>, directories: string[]]>([
    ['a socket elsewhere', 'postgres:18.6', { words: ['-c', 'unix_socket_directories=/srv/socket'] }, []],
    ['a socket elsewhere, in a file', 'postgres:18.6', { files: [{ path: '/etc/p.conf', text: "unix_socket_directories = ''\n" }] }, []],
    ['no socket', 'mongo:8.0.29', { words: ['mongod', '--nounixsocket'] }, []],
    ['temporary files elsewhere', 'mysql:8.4.11', { words: ['--tmpdir=/srv/tmp'] }, ['/var/run/mysqld']],
    [
      'temporary files elsewhere, in a file', 'mariadb:11.8.8',
      { files: [{ path: '/etc/mysql/conf.d/a.cnf', text: '[mysqld]\ntmpdir=/srv\n' }] }, ['/run/mysqld'],
    ],
    ['temporary files of Java elsewhere', 'jenkins/jenkins:2.568.2', { env: [{ name: 'JAVA_OPTS', value: '-Djava.io.tmpdir=/srv' }] }, []],
    ['logs elsewhere', 'apache/kafka:4.1.0', { env: [{ name: 'LOG_DIR', value: '/srv/logs' }] }, ['/opt/kafka/config']],
    [
      'another variable with this end', 'apache/kafka:4.1.0', { env: [{ name: 'MY_LOG_DIR', value: '/srv/logs' }] },
      ['/opt/kafka/config', '/opt/kafka/logs'],
    ],
    ['settings in a variable', 'hashicorp/consul:1.22.3', { env: [{ name: 'CONSUL_LOCAL_CONFIG' }] }, ['/consul/config']],
    [
      'settings in variables', 'docker.elastic.co/logstash/logstash:9.5.2',
      { env: [{ name: 'PIPELINE_WORKERS', value: '2' }] }, ['/tmp', '/usr/share/logstash/config'],
    ],
    ['other variables', 'docker.elastic.co/logstash/logstash:9.5.2', { env: [{ name: 'LS_JAVA_OPTS', value: '-Xmx1g' }] }, ['/tmp']],
  ])('%s', (_, image, process, directories) => {
    expect(scratch(image, process)).toEqual(directories);
  });
});

describe('what a new volume holds', () => {
  test.each([
    ['postgres:17.11', [], true],
    ['mysql:8.4.11', [], true],
    ['mysql:5.6.51', [], false],
    ['mysql:5.7.44', ['--ignore-db-dir=lost+found'], false],
    ['mysql', [], true],
    ['mariadb:11.8.8', [], false],
    ['apache/kafka:4.1.0', [], true],
  ])('%s started with %p refuses lost+found: %s', (image, words, refuses) => {
    expect(refusesVolumeRoot(imageOf(image)!, words)).toBe(refuses);
  });
});

describe('versions', () => {
  test('a number that is missing is the same as any', () => {
    expect(compareVersions([7, 6], [7])).toBe(0);
    expect(compareVersions([7, 6], [7, 10])).toBeLessThan(0);
    expect(isIn([7, 10, 2], { from: [6, 8], below: [7, 11] })).toBe(true);
    expect(isIn([7, 11], { from: [6, 8], below: [7, 11] })).toBe(false);
    expect(isIn([18], { below: [18] })).toBe(false);
  });
});

describe('isFloatingTag', () => {
  test.each([
    'postgres', 'postgres:latest', 'postgres:16', 'mysql:v8', 'registry:5000/team/postgres', 'registry:5000/app', 'other:latest',
  ])('%s may be another one tomorrow', image => {
    expect(isFloatingTag(image)).toBe(true);
  });

  test.each([
    'postgres:17.11-trixie', 'postgres:16@sha256:0123456789abcdef', 'postgres@sha256:0123456789abcdef',
    'registry:5000/team/postgres:17.1', 'other:16', 'registry:5000/samples/cassandra:v14',
  ])('%s names one version', image => {
    expect(isFloatingTag(image)).toBe(false);
  });
});
