import { drill, recordDrills, writing } from './drill';
import {
  PASSWORDS, PRIMARY, Subject, converged, deploy, inputs, make, nodeOf, prepareLog, replaced, settled, sql, startWriter,
} from './postgres-subject';
import { apps } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, kubectl } from '../cluster';
import { isReady } from '../drills/nodes';
import { removeNamespace } from '../namespaces';
import { holding, testWithSharedNodes } from '../nodes-lock';

const FIRST = 'orders-replica-0';
const SECOND = 'orders-replica-1';

let cluster: Cluster;
let subject: Subject;
const rows: Row[] = [];
const apply = async (change: Partial<apps.PostgresProps>) => {
  await deploy(subject, change);
  await settled(subject);
};

const ready = async (pod: string) => isReady(await cluster.get('v1', 'Pod', subject.namespace, pod));

async function run(fault: string, strike: () => Promise<void>): Promise<void> {
  const node = await nodeOf(subject, SECOND);
  rows.push(await drill({
    cluster, namespace: subject.namespace, fault, strike, startWriter: () => startWriter(subject, node), converged: () => converged(subject, PRIMARY),
  }));
}

battery('PostgreSQL, changed by its operator', inputs({ readReplicas: 2 }, 'postgres-changes.test.ts'), () => {
  beforeAll(async () => {
    cluster = await Cluster.connect();
    subject = await holding('shared', () => make(cluster, {}));
  });
  afterAll(async () => {
    recordDrills('PostgreSQL, changed by its operator', rows);
    await removeNamespace(cluster, subject.namespace);
    cluster.close();
  });

  testWithSharedNodes('a replica that does not follow is not ready, and its log says why', async () => {
    await sql(subject, PRIMARY, 'alter role replication nologin', 'postgres');
    expect(await sql(subject, PRIMARY,
      "select pg_terminate_backend(pid) from pg_stat_replication where application_name = 'orders-replica-1'", 'postgres')).toBe('t');
    try {
      await eventually(`${SECOND} is not ready`, async () => !await ready(SECOND));
      await eventually(`${SECOND} says why`, async () => {
        const log = await kubectl('logs', '-n', subject.namespace, SECOND, '-c', 'database');
        return log.includes('this replica is not ready: it does not follow orders-0') && log.includes('not permitted to log in');
      });
      await eventually(`${FIRST} is ready`, () => ready(FIRST));
    } finally {
      await sql(subject, PRIMARY, 'alter role replication login', 'postgres');
    }
    await settled(subject);
  });

  testWithSharedNodes('a replica that is behind is not ready, and is again when it has caught up', async () => {
    await sql(subject, FIRST, 'select pg_wal_replay_pause()');
    await sql(subject, PRIMARY, 'create table big as select repeat(md5(n::text), 30) from generate_series(1, 80000) n');
    await eventually(`${FIRST} is not ready`, async () => !await ready(FIRST));
    expect(await kubectl('logs', '-n', subject.namespace, FIRST, '-c', 'database')).toContain('bytes behind orders-0');
    await sql(subject, FIRST, 'select pg_wal_replay_resume()');
    await sql(subject, PRIMARY, 'drop table big');
    await settled(subject);
  });

  testWithSharedNodes('while the primary is away, replicas are ready', async () => {
    await kubectl('scale', '-n', subject.namespace, 'statefulset/orders', '--replicas=0');
    await eventually('the primary is gone', async () => !await cluster.get('v1', 'Pod', subject.namespace, PRIMARY));
    const { uid } = (await cluster.get('v1', 'Pod', subject.namespace, FIRST)).metadata;
    await replaced(subject, FIRST, () => cluster.delete('v1', 'Pod', subject.namespace, FIRST));
    await eventually(`${FIRST} is ready`, () => ready(FIRST));
    expect((await cluster.get('v1', 'Pod', subject.namespace, FIRST)).metadata.uid).not.toBe(uid);
    expect(await ready(SECOND)).toBe(true);
    await apply({});
  });

  testWithSharedNodes('a setting that the server does not take stops one replica, and not the primary', async () => {
    await run('a setting that the server does not take, and taken back', async () => {
      await replaced(subject, SECOND, () => deploy(subject, { extraSettings: { work_mem: 'much' } }));
      await eventually(`${SECOND} says so`,
        async () => (await prepareLog(subject, SECOND)).includes('the settings are refused; correct them in the program'));
      await eventually('the primary goes on with the former ones',
        async () => (await prepareLog(subject, PRIMARY)).includes('those of before hold') && ready(PRIMARY));
      await writing(subject.namespace, Date.now());
      expect(await ready(FIRST)).toBe(true);
      await apply({});
    });
  });

  testWithSharedNodes('fewer connections, and more again', async () => {
    await run('maxConnections from 100 to 200 and back, twice', async () => {
      for (const maxConnections of [200, 100, 200, 100]) {
        await apply({ maxConnections });
        expect(await sql(subject, PRIMARY, 'show max_connections')).toBe(`${maxConnections}`);
      }
      await apply({});
    });
  });

  testWithSharedNodes('the primary drops the slots of replicas that are gone', async () => {
    await apply({ readReplicas: 1 });
    expect(await sql(subject, PRIMARY, 'select slot_name from pg_replication_slots order by 1')).toBe('orders_replica_0\norders_replica_1');
    await replaced(subject, PRIMARY, () => cluster.delete('v1', 'Pod', subject.namespace, PRIMARY));
    await settled(subject);
    expect(await sql(subject, PRIMARY, 'select slot_name from pg_replication_slots order by 1')).toBe('orders_replica_0');
    await apply({});
  });

  testWithSharedNodes('a replica whose slot is gone makes it again', async () => {
    const slot = "from pg_replication_slots where slot_name = 'orders_replica_1'";
    await eventually('the slot is dropped', async () => {
      await sql(subject, PRIMARY, `select pg_terminate_backend(active_pid) ${slot} and active`, 'postgres');
      await sql(subject, PRIMARY, `select pg_drop_replication_slot(slot_name) ${slot}`, 'postgres'); // Refused while it is active.
      return true;
    });
    await eventually('the slot is there, and used', async () => await sql(subject, PRIMARY, `select active ${slot}`, 'postgres') === 't');
    await settled(subject);
  });

  testWithSharedNodes('passwords of the Secret are changed', async () => {
    const changed = Object.fromEntries(Object.entries(PASSWORDS).map(([key, value]) => [key, `${value}-2`]));
    const rotate = async (stringData: object) => {
      await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders', namespace: subject.namespace }, stringData });
      // A replica that is restarted before the primary says what is wrong, and serves what it has.
      await replaced(subject, SECOND, () => cluster.delete('v1', 'Pod', subject.namespace, SECOND));
      await eventually(`${SECOND} says what is wrong`,
        async () => (await kubectl('logs', '-n', subject.namespace, SECOND, '-c', 'database')).includes('password authentication failed'));
      for (const set of ['orders', 'orders-replica']) {
        await kubectl('rollout', 'restart', '-n', subject.namespace, `statefulset/${set}`);
        await kubectl('rollout', 'status', '-n', subject.namespace, `statefulset/${set}`);
      }
      await settled(subject);
    };
    const enters = (password: string) => cluster.exec(subject.namespace, PRIMARY, [
      'env', `PGPASSWORD=${password}`, 'psql', '-h', '127.0.0.1', '-U', 'app', '-XAtqc', 'select current_user',
    ]);

    // The writer has the password of the owner, which is changed when it has ended.
    await run('passwords of the superuser and of the replicas changed in the Secret', () => rotate({ ...changed, password: PASSWORDS.password }));
    await rotate({ ...changed, 'replication-password': 'again' });
    expect(await enters(changed.password)).toBe('app\n');
    await expect(enters(PASSWORDS.password)).rejects.toThrow('password authentication failed');
  });
});
