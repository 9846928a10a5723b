import { Chart, Duration, Size } from 'cdk8s';
import {
  EbsVolumeType, HostPathType, IStorageTier, Members, NodeDaemon, PersistentDeployment, Provisioner, StatefulDatabaseProps,
  StaticVolume, StorageTier, Volume, VolumeSource,
} from '../../../src';
import { FAST, database, errorsOf, testChart, warningIds } from '../support';

const size = Size.gibibytes(1);
const at = (mountPath: string, tier: IStorageTier = FAST) => ({ storage: { size, tier, mountPath } });
const errors = (props: Partial<StatefulDatabaseProps>) => errorsOf(database({ writableRootFilesystem: true, ...props }).chart).join('\n');

/** Each mistake beside what is right. */
const DATA: [what: string, wrong: Partial<StatefulDatabaseProps>, message: RegExp, right: Partial<StatefulDatabaseProps>][] = [
  ['a release with another directory', { image: 'postgres:18.6-trixie', ...at('/var/lib/postgresql/data') },
    /CS144 .*PostgreSQL: \/var\/lib\/postgresql\/18\/docker; mount new storage there/,
    { image: 'postgres:18.6-trixie', storage: { size, tier: FAST, mountPath: '/var/lib/postgresql/18/docker', subPath: 'pg' } }],
  ['a volume of the image below the claim',
    { image: 'confluentinc/cp-kafka:7.6.1', ...at('/var/lib/kafka') }, /CS144 .*declares \/var\/lib\/kafka\/data as a volume/,
    { image: 'confluentinc/cp-kafka:7.6.1', storage: { size, tier: FAST, mountPath: '/var/lib/kafka/data', subPath: 'logs' } }],
  ['a default in /tmp', { image: 'apache/kafka:4.1.0', ...at('/var/lib/kafka/data') }, /CS144 .*Kafka: \/tmp\/kraft-combined-logs/,
    { image: 'apache/kafka:4.1.0', ...at('/var/lib/kafka/data'), env: { KAFKA_LOG_DIRS: '/var/lib/kafka/data/logs' } }],
  ['a transaction log of its own', { image: 'zookeeper:3.9.5', ...at('/data') },
    /CS144 .*\/data \(snapshots\) and \/datalog \(the transaction log\); mount extraStorage for \/datalog/,
    { image: 'zookeeper:3.9.5', ...at('/data'), extraStorage: [{ name: 'log', size, tier: FAST, mountPath: '/datalog' }] }],
  ['a transaction log that a variable moves',
    { image: 'zookeeper:3.9.5', ...at('/data'), env: { ZOO_DATA_LOG_DIR: '/log' } }, /CS144 .*mount extraStorage for \/log/,
    { image: 'zookeeper:3.9.5', ...at('/data'), env: { ZOO_DATA_LOG_DIR: '/data/log' } }],
  ['a configuration server',
    { image: 'mongo:8.0.29', ...at('/data/db'), args: ['--configsvr'] }, /CS144 .*MongoDB as a configuration server: \/data\/configdb/,
    { image: 'mongo:8.0.29', ...at('/data/configdb'), args: ['--configsvr'] }],
  ['a file of the set', {
    image: 'redis:8.2.9', ...at('/data'), args: ['/etc/redis/own.conf'], config: { 'own.conf': 'dir /srv\n' }, configPath: '/etc/redis',
  }, /CS144 .*Redis: \/srv/,
  { image: 'redis:8.2.9', ...at('/srv'), args: ['/etc/redis/own.conf'], config: { 'own.conf': 'dir /srv\n' }, configPath: '/etc/redis' }],
  [
    'an argument that names a directory', { image: 'mongo:8.0.29', ...at('/data/db'), args: ['--dbpath=/elsewhere'] }, /CS144/,
    { image: 'mongo:8.0.29', ...at('/srv'), args: ['--dbpath', '/srv/db'] },
  ],
  [
    'the images of another maker', { image: 'bitnami/postgresql:17.5.0', ...at('/var/lib/postgresql') },
    /CS144 .*\/bitnami\/postgresql\/data/, { image: 'bitnami/postgresql:17.5.0', ...at('/bitnami/postgresql') },
  ],
  ['a directory that is said and is on no claim',
    { image: 'registry.example.com/engine:1.2.3', ...at('/srv'), dataDirectory: '/var/engine' }, /CS144 dataDirectory: got '\/var\/engine'/,
    { image: 'registry.example.com/engine:1.2.3', ...at('/srv'), dataDirectory: '/srv/engine' }],
  ['a directory that is said and is not that of a variable', {
    image: 'postgres:17.11', ...at('/srv'), env: { PGDATA: '/srv/pg' }, dataDirectory: '/srv/data',
  }, /CS144 dataDirectory: .*'\/srv\/pg', which env/,
  { image: 'postgres:17.11', ...at('/srv'), env: { PGDATA: '/srv/pg' }, dataDirectory: '/srv/pg' }],
  ['a script of its own', { image: 'postgres:17.11', ...at('/srv') }, /CS144 .*set dataDirectory to the directory where the engine finds it/,
    { image: 'postgres:17.11', ...at('/srv'), command: ['/opt/start.sh'], dataDirectory: '/srv/pg' }],
];

describe('where an engine keeps its data', () => {
  test.each(DATA)('%s', (_, wrong, message, right) => {
    expect(errors(wrong)).toMatch(message);
    expect(errors(right)).toBe('');
  });

  test('any claim of the pod may hold it', () => {
    const other = { volume: Volume.claim('log', 'zk-log'), mountPath: '/datalog' };
    expect(errors({ image: 'zookeeper:3.9.5', ...at('/data'), volumes: [other] })).toBe('');
    expect(errors({ image: 'zookeeper:3.9.5', ...at('/data'), volumes: [{ volume: Volume.emptyDir('log'), mountPath: '/datalog' }] }))
      .toMatch(/CS144/);
  });
});

describe('the root of a volume', () => {
  const POSTGRES = { image: 'postgres:17.11', runAsUser: 999 };
  const root = (tier: IStorageTier) => errors({ ...POSTGRES, ...at('/var/lib/postgresql/data', tier) });
  const tier = (provisioner: Provisioner) => StorageTier.fromName('a-class', { provisioner });

  test.each([
    ['disks of a cloud', Provisioner.awsEbs({ type: EbsVolumeType.GP3 }), true],
    ['XFS', Provisioner.awsEbs({ type: EbsVolumeType.GP3, fsType: 'xfs' }), false],
    ['EFS', Provisioner.awsEfs({ fileSystemId: 'fs-1', uid: 999, gid: 999 }), false],
    ['NFS', Provisioner.nfs({ server: 'files.example.com', share: '/exports' }), false],
    ['CephFS', Provisioner.custom({ name: 'rook-ceph.cephfs.csi.ceph.com' }), false],
    ['local-path', Provisioner.custom({ name: 'rancher.io/local-path' }), false],
    ['Filestore', Provisioner.custom({ name: 'filestore.csi.storage.gke.io' }), true],
  ])('%s has lost+found: %#', (_, provisioner, has) => {
    expect(/CS145/.test(root(tier(provisioner)))).toBe(has);
  });

  test('a class that is not known may make ext4', () => {
    expect(root(FAST)).toMatch(/CS145 .*set env PGDATA to a directory below it.*; if the class does not create ext4, name its provisioner/);
  });

  test('data that is there already stays there', () => {
    expect(root(FAST)).toMatch(/for existing data change nothing, and set dataDirectory: '\/var\/lib\/postgresql\/data'/);
    expect(errors({ ...POSTGRES, ...at('/var/lib/postgresql/data'), dataDirectory: '/var/lib/postgresql/data' })).toBe('');
  });

  test('MySQL refuses it, independent of the setting that names its data directory', () => {
    const mysql = (props: Partial<StatefulDatabaseProps> = {}) => errors({ image: 'mysql:8.4.11', ...at('/var/lib/mysql'), ...props });
    expect(mysql()).toMatch(/CS145 storage\.mountPath: got '\/var\/lib\/mysql'.*set --datadir in args to a directory below it/);
    expect(mysql({ args: ['--datadir=/var/lib/mysql'] })).toMatch(/CS145/);
    expect(mysql({ args: ['--datadir', '/var/lib/mysql/data'] })).toBe('');
    expect(mysql({ storage: { size, tier: FAST, mountPath: '/var/lib/mysql', subPath: 'data' } })).toBe('');
    expect(mysql({ image: 'mysql:5.6.51' })).toBe('');
  });
});

describe('what members are told', () => {
  const ETCD = { image: 'quay.io/coreos/etcd:v3.6.14', replicas: 3, ...at('/srv'), fieldEnv: { POD_NAME: 'metadata.name' } };
  const etcd = (...args: string[]) => errors({ ...ETCD, command: ['etcd', '--data-dir=/srv/etcd', ...args] });
  const ZOOKEEPER = {
    image: 'zookeeper:3.9.5', replicas: 3, ...at('/data'), extraStorage: [{ name: 'log', size, tier: FAST, mountPath: '/datalog' }],
  };
  const SERVERS = { ZOO_SERVERS: 'server.1=zk-0.zk:2888:3888;2181 server.2=zk-1.zk:2888:3888;2181 server.3=zk-2.zk:2888:3888;2181' };

  test('CS141 nothing of each other', () => {
    expect(etcd('--name=$(POD_NAME)'))
      .toMatch(/CS141 replicas: got 3, allowed is 1 for etcd, whose members are not told about each other.*list the members in --initial-cluster/);
    expect(etcd('--name=$(POD_NAME)', '--initial-cluster=a=http://a:2380')).toBe('');
    expect(errors({ ...ETCD, command: ['etcd', '--data-dir=/srv/etcd', '--name=$(POD_NAME)'], members: Members.INDEPENDENT })).toBe('');
    expect(errors({ ...ETCD, replicas: 1, command: ['etcd', '--data-dir=/srv/etcd'] })).toBe('');
  });

  test('an unknown configuration may tell the members about each other', () => {
    expect(errors({ ...ETCD, command: ['sh', '-c', '/opt/start.sh'], dataDirectory: '/srv' })).toBe('');
    expect(errors({ ...ZOOKEEPER, initContainers: [{ name: 'prepare', image: 'registry.example.com/tool:1.0.0' }] })).toBe('');
    expect(errors({ ...ZOOKEEPER, image: 'registry.example.com/team/zookeeper:1' })).toBe('');
    expect(errors({ image: 'docker.elastic.co/logstash/logstash:9.5.2', replicas: 3, ...at('/usr/share/logstash/data') })).toBe('');
  });

  test('CS146 the same id', () => {
    expect(errors({ ...ZOOKEEPER, env: { ...SERVERS, ZOO_MY_ID: '2' } }))
      .toMatch(/CS146 replicas: got 3, allowed is a different name or number for each member of ZooKeeper; all 3 members would be '2'/);
    expect(errors({ ...ZOOKEEPER, env: SERVERS })).toMatch(/CS146 .*would be '1'/);
    expect(etcd('--name', 'kv', '--initial-cluster=kv=http://a:2380')).toMatch(/CS146 .*would be 'kv'/);
    expect(
      errors({ ...ZOOKEEPER, env: SERVERS, command: ['bash', '-c', 'export ZOO_MY_ID=$((${HOSTNAME##*-}+1)); exec zkServer.sh start-foreground'] }),
    ).toBe('');
    expect(errors({ ...ZOOKEEPER, replicas: 1, env: { ZOO_MY_ID: '2' } })).toBe('');
  });
});

test('CS532 a grace period shorter than a clean stop', () => {
  const ring = (gracePeriod: Duration) => warningIds(database({ image: 'cassandra:5.0.9', gracePeriod, ...at('/var/lib/cassandra') }).db);
  expect(ring(Duration.seconds(299))).toContain('CS532');
  expect(ring(Duration.seconds(300))).not.toContain('CS532');
});

describe('CS506 directories where fsGroup does nothing', () => {
  const source = {
    nfs: VolumeSource.nfs({ server: 'files.example.com', path: '/exports/wiki' }),
    hostPath: VolumeSource.hostPath({ node: 'node-a', path: '/srv/wiki' }),
    local: VolumeSource.local({ node: 'node-a', path: '/mnt/wiki' }),
  };
  const warningsOf = (chart: Chart) => warningIds(chart).filter(id => id === 'CS506');

  function wiki(kind: keyof typeof source, runAsUser = 1000, readOnly = false): Chart {
    const chart = testChart();
    const volume = new StaticVolume(chart, 'Volume', { name: 'wiki', source: source[kind], size });
    new PersistentDeployment(chart, 'Wiki', {
      name: 'wiki',
      image: 'registry.example.com/wiki:4.2.1',
      runAsUser,
      port: 8080,
      resources: { memory: size },
      volumes: [{ volume: Volume.claim('data', volume.claimName), mountPath: '/srv', readOnly }],
    });
    return chart;
  }

  test('a volume that exists', () => {
    expect(warningsOf(wiki('nfs'))).toEqual(['CS506']);
    expect(warningsOf(wiki('hostPath'))).toEqual(['CS506']);
    expect(warningsOf(wiki('local'))).toEqual([]);
    expect(warningsOf(wiki('nfs', 0))).toEqual([]);
    expect(warningsOf(wiki('nfs', 1000, true))).toEqual([]);
  });

  test('a volume that is kept for a member', () => {
    const kept = (reservedFor: string) => {
      const { chart } = database({ name: 'orders', runAsUser: 1000, storage: { name: 'data', size, tier: FAST, mountPath: '/data' } });
      new StaticVolume(chart, 'Volume', { reservedFor, source: source.nfs, size, storageClassName: 'fast' });
      return warningsOf(chart);
    };
    expect(kept('data-orders-0')).toEqual(['CS506']);
    expect(kept('data-orders-other-0')).toEqual([]);
  });

  test('a directory of the node', () => {
    const daemon = (runAsUser: number, readOnly: boolean) => {
      const chart = testChart();
      new NodeDaemon(chart, 'Daemon', {
        name: 'agent',
        image: 'registry.example.com/agent:1.0.0',
        runAsUser,
        resources: { memory: size },
        hostPaths: [{ name: 'state', path: '/var/lib/agent', pathType: HostPathType.DIRECTORY_OR_CREATE, readOnly }],
      });
      return warningsOf(chart);
    };
    expect(daemon(1000, false)).toEqual(['CS506']);
    expect(daemon(1000, true)).toEqual([]);
    expect(daemon(0, false)).toEqual([]);
  });
});
