import { Size, Testing } from 'cdk8s';
import { NetworkAccess, ServiceType, Spread, apps } from '../../../src';
import { FAST, testChart, warningIds } from '../../constructs/support';
import { LOCAL } from '../case';
import { POSTGRES } from '../cases/postgres';
import { CLIENTS, CLIENT_NAMES, Network } from '../network';
import { difference } from '../snapshot';
import { appSuite } from '../suite';

appSuite(POSTGRES);

function postgres(props: Partial<apps.PostgresProps> = {}) {
  const chart = testChart();
  const app = new apps.Postgres(chart, 'Orders', { ...POSTGRES.defaults, ...props });
  const find = (kind: string, name: string) => Testing.synth(chart).find(o => o.kind === kind && o.metadata.name === name);
  return {
    chart,
    app,
    find,
    pod: (name = 'orders') => find('StatefulSet', name).spec.template.spec,
    prepare: (name = 'orders') => find('StatefulSet', name).spec.template.spec.initContainers[0],
    env: (variable: string, name = 'orders') =>
      find('StatefulSet', name).spec.template.spec.initContainers[0].env.find((e: any) => e.name === variable).value,
    settings: () =>
      Object.fromEntries(['storage.conf', 'postgresql.conf'].flatMap(file =>
        [...find('ConfigMap', 'orders-config').data[file].matchAll(/^(\w[\w.]*) = '(.*)'$/gm)].map(m => [m[1], m[2]]))),
  };
}

describe('the server', () => {
  test('has one address', () => {
    const { app } = postgres();
    expect([app.host, app.readHost, app.port]).toEqual(['orders.shop.svc', 'orders.shop.svc', 5432]);
    expect(app.replicas).toBeUndefined();
  });

  test('the connection is that of the owner of the database to the primary', () => {
    const { url, user, password: { secretName, key }, secretNamespace } = postgres({ databaseName: 'ledger', readReplicas: 1 }).app.connection;
    expect([url, user, secretName, key, secretNamespace])
      .toEqual(['postgresql://orders.shop.svc:5432/ledger', 'ledger', 'orders-postgres', 'password', 'shop']);
    expect(postgres().app.connection.url).toBe('postgresql://orders.shop.svc:5432/app');
  });

  test('no password is in the server, in an argument or in a file of the manifest', () => {
    const { pod, prepare } = postgres();
    expect(JSON.stringify(pod().containers)).not.toMatch(/secret/i);
    expect(prepare().env.filter((e: any) => /PASSWORD/.test(e.name)).map((e: any) => e.valueFrom.secretKeyRef)).toEqual([
      { key: 'postgres-password', name: 'orders-postgres' }, { key: 'replication-password', name: 'orders-postgres' },
      { key: 'password', name: 'orders-postgres' },
    ]);
    expect(apps.Postgres.SECRET_KEYS).toEqual(['postgres-password', 'replication-password', 'password']);
  });

  test('the data directory is below the root of the volume, and the volume where the image declares one', () => {
    const paths = (props: Partial<apps.PostgresProps>) => {
      const { containers: [database] } = postgres(props).pod();
      return [database.volumeMounts.find((m: any) => m.name === 'data').mountPath, database.env.find((e: any) => e.name === 'PGDATA').value];
    };
    expect(paths({})).toEqual(['/var/lib/postgresql', '/var/lib/postgresql/18/docker']);
    expect(paths({ image: 'postgres:17.11-trixie' })).toEqual(['/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata']);
    expect(paths({ image: 'registry.example.com/postgis:3.5', majorVersion: 17 }))
      .toEqual(['/var/lib/postgresql/data', '/var/lib/postgresql/data/pgdata']);
    expect(paths({ image: `registry.example.com:5000/postgres:18@sha256:${'0'.repeat(64)}` })[1]).toBe('/var/lib/postgresql/18/docker');
  });

  test.each([
    [undefined, 999], ['postgres:18.6-trixie', 999], ['registry.example.com:5000/alpine/postgres:18', 999],
    ['registry.example.com/postgres:18-alpinist', 999],
    ['postgres:18-alpine', 70], ['postgres:18.6-alpine3.23', 70], ['postgis/postgis:17-3.5-alpine', 70],
    [`postgres:17-alpine@sha256:${'0'.repeat(64)}`, 70],
  ])('every pod of image %s runs as the user that the image knows as postgres: %d', (image, user) => {
    const { find, pod } = postgres({
      image, readReplicas: 1, metrics: apps.Metrics.podMonitor(), backup: { schedule: '0 3 * * *', storage: { size: Size.gibibytes(10), tier: FAST } },
    });
    const job = (name: string) => find('CronJob', name).spec.jobTemplate.spec.template.spec;
    for (const { securityContext } of [pod(), pod('orders-replica'), job('orders-backup'), job('orders-restore')]) {
      expect(securityContext).toMatchObject({ runAsUser: user, runAsGroup: user, fsGroup: user });
    }
  });

  test('an image whose tag does not tell is told by runAsUser', () => {
    expect(postgres({ image: 'timescale/timescaledb:2.20.0-pg17', majorVersion: 17, runAsUser: 70 }).pod().securityContext)
      .toMatchObject({ runAsUser: 70, fsGroup: 70 });
  });

  test('settings follow from memory and from the volume', () => {
    expect(postgres().settings()).toMatchObject({
      shared_buffers: '256MB', effective_cache_size: '768MB', work_mem: '4MB', max_wal_size: '4096MB', max_slot_wal_keep_size: '30720MB',
    });
    expect(postgres({ resources: { memory: Size.gibibytes(16) } }).settings())
      .toMatchObject({ shared_buffers: '4096MB', effective_cache_size: '12288MB', work_mem: '20MB', maintenance_work_mem: '819MB' });
    const small = postgres({ walStorage: { size: Size.gibibytes(2), tier: FAST } }).settings();
    expect(small).toMatchObject({ max_wal_size: '409MB', max_slot_wal_keep_size: '614MB', wal_keep_size: '204MB' });
  });

  test('a larger volume restarts nobody, and a setting of the user goes over what follows from it', () => {
    const template = (gibibytes: number) => {
      const { find } = postgres({ readReplicas: 1, storage: { size: Size.gibibytes(gibibytes), tier: FAST } });
      return ['orders', 'orders-replica'].map(name => find('StatefulSet', name).spec.template);
    };
    expect(template(200)).toEqual(template(100));
    expect(postgres({ extraSettings: { max_wal_size: '9GB' } }).settings()).toMatchObject({ max_wal_size: '9GB', min_wal_size: '256MB' });
    const file: string = postgres().find('ConfigMap', 'orders-config').data['postgresql.conf'];
    expect(file.indexOf("include '/etc/postgresql/storage.conf'")).toBeLessThan(file.indexOf('max_connections'));
  });
});

test('backends stay within the memory of the pod, unless the user says otherwise', () => {
  expect(postgres().settings()).toMatchObject({ jit: 'off', huge_pages: 'off' });
  expect(postgres({ extraSettings: { jit: 'on', huge_pages: 'try' } }).settings()).toMatchObject({ jit: 'on', huge_pages: 'try' });
});

describe('replicas', () => {
  test('are further copies: one member on a local disk is unusual without them only', () => {
    const storage = { size: Size.gibibytes(100), tier: LOCAL };
    const warned = (readReplicas: number) => warningIds(postgres({ readReplicas, storage }).chart);
    expect([0, 1, 2].map(warned)).toEqual([['CS508'], [], []]);
  });

  test('are a set of their own, behind a Service for reads', () => {
    const { chart, app, find } = postgres({ readReplicas: 2 });
    expect(difference(Testing.synth(postgres().chart), Testing.synth(chart))).toMatchSnapshot();
    expect(warningIds(chart)).toEqual([]);
    expect([app.host, app.readHost]).toEqual(['orders.shop.svc', 'orders-replica.shop.svc']);
    expect(find('Service', 'orders').spec.selector).toEqual({ 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/name': 'orders' });
    expect(find('PodDisruptionBudget', 'orders-replica').spec.maxUnavailable).toBe(1);
    expect(find('PodDisruptionBudget', 'orders')).toBeUndefined();
  });

  test('the primary does not notice how many there are, or whether there are any', () => {
    const primary = (readReplicas: number) => {
      const { find } = postgres({ readReplicas, synchronous: readReplicas > 1 });
      const { data: { replicas, ...files } } = find('ConfigMap', 'orders-config');
      return { set: find('StatefulSet', 'orders'), files, replicas };
    };
    expect({ ...primary(2), replicas: '3' }).toEqual(primary(3));
    // Scripts read it each time; what is mounted follows without a restart.
    expect([primary(2).replicas, primary(0).replicas]).toEqual(['2', '0']);
  });

  test('all members know the primary, and both sets have the same configuration', () => {
    const { env, find } = postgres({ readReplicas: 2 });
    for (const set of ['orders', 'orders-replica']) {
      expect([env('PRIMARY', set), env('NAME', set), env('DOMAIN', set)]).toEqual(['orders-0', 'orders', '.shop.svc']);
    }
    expect(find('ConfigMap', 'orders-config').data).toEqual(find('ConfigMap', 'orders-replica-config').data);
  });

  test('a promoted one gets the address of the primary', () => {
    const { env, find } = postgres({ readReplicas: 2, promotedReplica: 1 });
    expect(find('Service', 'orders').spec.selector).toEqual({ 'statefulset.kubernetes.io/pod-name': 'orders-replica-1' });
    for (const set of ['orders', 'orders-replica']) {
      expect(env('PRIMARY', set)).toBe('orders-replica-1');
    }
  });

  test('synchronous commits wait for one of them', () => {
    // By name, and never `*`, for which a copy that is just being made is one of them.
    expect(postgres({ readReplicas: 2, synchronous: true }).settings().synchronous_standby_names)
      .toBe(`ANY 1 ("orders-0", ${[0, 1, 2, 3, 4, 5, 6, 7].map(i => `"orders-replica-${i}"`).join(', ')})`);
    expect(postgres({ readReplicas: 2 }).settings().synchronous_standby_names).toBe('');
  });

  test('are ready while they follow, unless old data is good enough', () => {
    const ready = (props: Partial<apps.PostgresProps>) =>
      postgres({ readReplicas: 1, ...props }).pod('orders-replica').containers[0].readinessProbe.exec.command;
    expect(ready({})).toEqual(['sh', '/etc/postgresql/ready.sh', '67108864']);
    expect(ready({ maxReplicaLag: Size.mebibytes(1) })[2]).toBe('1048576');
    expect(ready({ staleReads: true })[0]).toBe('pg_isready');
  });

  test('they keep apart from the primary too', () => {
    const term = (set: string) => ({
      labelSelector: { matchLabels: { 'app.kubernetes.io/instance': set, 'app.kubernetes.io/name': set } },
      topologyKey: 'kubernetes.io/hostname',
    });
    const soft = postgres({ readReplicas: 2 });
    expect(soft.pod('orders-replica').affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution)
      .toEqual([{ podAffinityTerm: term('orders'), weight: 100 }]);
    const hard = postgres({ readReplicas: 2, nodeSpread: Spread.HARD });
    expect(hard.pod('orders-replica').affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution)
      .toEqual([term('orders'), term('orders-replica')]);
    expect(postgres({ readReplicas: 2, nodeSpread: Spread.NONE }).pod('orders-replica').affinity).toBeUndefined();
  });
});

test('each Service has a node port of its own', () => {
  const { find } = postgres({ serviceType: ServiceType.NODE_PORT, readReplicas: 1, serviceNodePort: 30432, replicaServiceNodePort: 30433 });
  const ports = (name: string) => find('Service', name).spec.ports.map((port: any) => port.nodePort);
  expect([ports('orders'), ports('orders-replica')]).toEqual([[30432], [30433]]);
});

test('a backup has handles, and the restore waits for somebody', () => {
  const { app, find } = postgres({ backup: POSTGRES.everything.backup });
  expect(find('CronJob', 'orders-backup').spec.jobTemplate.spec.template.spec.containers[0].env.find((e: any) => e.name === 'KEEP').value).toBe('14');
  expect(find('CronJob', 'orders-restore').spec.suspend).toBe(true);
  expect([app.backupClaim!.name, app.backupCronJob!.name, app.restoreCronJob!.name]).toEqual(['orders-backup', 'orders-backup', 'orders-restore']);
});

test('a setting is quoted', () => {
  const { find } = postgres({ extraSettings: { search_path: "\"$user\", 'a'" } });
  expect(find('ConfigMap', 'orders-config').data['postgresql.conf']).toContain("search_path = '\"$user\", ''a'''\n");
});

test('without replicas and backup, only the pods of the primary and clients may connect', () => {
  const network = new Network(Testing.synth(postgres({ networkPolicy: NetworkAccess.clients(CLIENTS) }).chart), 'orders');
  expect(network.whoMayConnect('orders-0', 5432)).toEqual([...CLIENT_NAMES, 'orders-1'].sort());
  expect(JSON.stringify(network.policies)).not.toMatch(/orders-(replica|backup)/);
});
