import { Duration, Size } from 'cdk8s';
import { StatefulDatabaseProps } from '../../../src';
import { ENGINES, engineOf, imageVolumeOf, isFloatingTag } from '../../../src/catalog/engines/engines';
import { FAST, database, errorsOf, warningIds } from '../../constructs/support';

describe('engineOf', () => {
  test.each([
    ['postgres', 'PostgreSQL'],
    ['postgres:17.11-trixie', 'PostgreSQL'],
    ['docker.io/library/postgres:17', 'PostgreSQL'],
    ['postgres@sha256:0123456789abcdef', 'PostgreSQL'],
    ['postgres:17.11@sha256:0123456789abcdef', 'PostgreSQL'],
    ['registry:5000/team/postgres:17', 'PostgreSQL'],
    ['registry:5000/team/postgres', 'PostgreSQL'],
    ['bitnami/postgresql:17.1.0', 'PostgreSQL'],
    ['gcr.io/etcd-development/etcd:v3.6.1', 'etcd'],
    ['selenium/hub:4.48.0', 'Selenium Grid'],
    ['registry:5000/selenium/hub:4.48.0', 'Selenium Grid'],
  ])('knows %s', (image, name) => {
    expect(engineOf(image)?.name).toBe(name);
  });

  test.each([
    'postgres-exporter', 'my-postgres', 'postgres/tool', 'other/hub', 'hub', 'postgres.example.com/app:1', 'constructor', '',
  ])('does not know %p', image => {
    expect(engineOf(image)).toBeUndefined();
  });

  test.each([
    ['postgres:17.11-trixie', '/var/lib/postgresql/data'],
    ['registry:5000/postgres:16@sha256:20ab', '/var/lib/postgresql/data'],
    ['registry:5000/postgres', undefined],
    ['postgres@sha256:16ab', undefined],
    ['postgres:18.1', undefined],
    ['mongo', '/data/db'],
    ['redis:8.0.1', undefined],
  ])('knows what %s declares as a volume', (image, path) => {
    expect(imageVolumeOf(engineOf(image)!, image)).toBe(path);
  });

  test('knows every engine that the library is for', () => {
    expect(ENGINES.map(engine => engine.name)).toEqual([
      'PostgreSQL', 'MongoDB', 'MySQL', 'MariaDB', 'Redis', 'Cassandra', 'Elasticsearch', 'Logstash', 'Kafka', 'RabbitMQ', 'WordPress', 'Joomla', 'Drupal',
      'SugarCRM', 'Consul', 'ZooKeeper', 'etcd', 'Jenkins', 'GitLab', 'SonarQube', 'Selenium Grid', 'Nexus',
    ]);
  });

  test('has one engine for an image, absolute directories and a page for each', () => {
    const images = ENGINES.flatMap(engine => engine.images);
    expect(new Set(images).size).toBe(images.length);
    for (const { dataDirectories, evidence, minGraceSeconds } of ENGINES) {
      expect(dataDirectories.every(directory => /^\/[^:]+[^/]$/.test(directory))).toBe(true);
      expect(evidence).toMatch(/^https:\/\//);
      expect(minGraceSeconds).toBeGreaterThan(0);
    }
  });

  test('only engines that find each other by configuration replicate, and only voters need a quorum', () => {
    const names = (key: 'replicatesItself' | 'quorum' | 'refusesVolumeRoot') => ENGINES.filter(engine => engine[key]).map(engine => engine.name);
    expect(names('replicatesItself')).toEqual(['Cassandra', 'Elasticsearch', 'Logstash', 'Kafka', 'RabbitMQ', 'Consul', 'ZooKeeper', 'etcd']);
    expect(names('quorum')).toEqual(['Elasticsearch', 'Kafka', 'RabbitMQ', 'Consul', 'ZooKeeper', 'etcd']);
    expect(names('refusesVolumeRoot')).toEqual(['PostgreSQL', 'MySQL', 'Kafka']);
  });

  test('of images with directories of their own, knows only what the engine does', () => {
    expect(engineOf('docker.io/bitnamilegacy/kafka:4.0.0')).toMatchObject({ quorum: true, dataDirectories: [], refusesVolumeRoot: false });
    expect(engineOf('bitnami/postgresql:17.1.0')).toMatchObject({ replicatesItself: false, dataDirectories: [], dataDirectoryEnv: undefined });
  });
});

describe('a database and what is known of its image', () => {
  const mounted = (image: string, mountPath: string, props: Partial<StatefulDatabaseProps> = {}) =>
    errorsOf(database({ image, storage: { size: Size.gibibytes(1), tier: FAST, mountPath }, ...props }).chart).join();

  test('MySQL refuses the root of a volume, whoever names its data directory', () => {
    expect(mounted('mysql:8.4.11', '/var/lib/mysql')).toMatch(/CS145 storage\.mountPath: got '\/var\/lib\/mysql'.*set --datadir in args to a directory below it/);
    expect(mounted('mysql:8.4.11', '/var/lib/mysql', { args: ['--datadir=/var/lib/mysql'] })).toMatch(/CS145/);
    expect(mounted('mysql:8.4.11', '/var/lib/mysql', { args: ['--datadir=/var/lib/mysql/data'] })).toBe('');
    expect(mounted('mysql:8.4.11', '/var/lib/mysql', { args: ['--datadir', '/var/lib/mysql/data'] })).toBe('');
    const storage = { size: Size.gibibytes(1), tier: FAST, mountPath: '/var/lib/mysql', subPath: 'data' };
    expect(errorsOf(database({ image: 'mysql:8.4.11', storage }).chart)).toEqual([]);
  });

  test('an argument that names the data directory decides where storage has to be', () => {
    expect(mounted('mongo:8.0.12', '/srv/mongo')).toMatch(/CS144/);
    expect(mounted('mongo:8.0.12', '/srv/mongo', { args: ['--dbpath', '/srv/mongo/db'] })).toBe('');
    expect(mounted('mongo:8.0.12', '/data/db', { args: ['--dbpath=/elsewhere'] })).toMatch(/CS144/);
  });

  test('images with directories of their own may be mounted where they say', () => {
    expect(mounted('bitnami/postgresql:17.1.0', '/bitnami/postgresql')).toBe('');
    expect(mounted('bitnami/kafka:4.0.0', '/bitnami/kafka')).toBe('');
  });

  test('CS532 a grace period shorter than a clean stop', () => {
    const ring = (gracePeriod: Duration) => warningIds(database({
      image: 'cassandra:5.0.5', gracePeriod, storage: { size: Size.gibibytes(1), tier: FAST, mountPath: '/var/lib/cassandra' },
    }).db);
    expect(ring(Duration.seconds(299))).toContain('CS532');
    expect(ring(Duration.seconds(300))).not.toContain('CS532');
  });
});

describe('isFloatingTag', () => {
  test.each([
    'postgres', 'postgres:latest', 'postgres:16', 'mysql:v8', 'registry:5000/team/postgres', 'registry:5000/app', 'other:latest',
  ])('%s may be another one tomorrow', image => {
    expect(isFloatingTag(image)).toBe(true);
  });

  test.each([
    'postgres:17.11-trixie', 'postgres:16@sha256:0123456789abcdef', 'postgres@sha256:0123456789abcdef', 'registry:5000/team/postgres:17.1', 'other:16',
  ])('%s names one version', image => {
    expect(isFloatingTag(image)).toBe(false);
  });
});
