import { Size } from 'cdk8s';
import { ready } from './expand';
import { eventually } from '../../cluster';
import { Forms } from '../program';
import { Operator, Scenario, Step, act, applied, sh } from '../scenario';
import { NEXT } from '../test-forms';

const PROGRAM = 'postgres: Run PostgreSQL, ts 1';
const SECRET = sh('postgres: The Secret, sh 1');
const change = (props: object): Forms => ({ Postgres: before => ({ ...before, ...props }) });

const psql = (operator: Operator, pod: string, statement: string) =>
  operator.shell(`kubectl -n shop exec ${pod} -c database -- psql -U postgres -d app -XAtqc "${statement}"`).then(text => text.trim());

/** All members run, and hold the row. */
const kept = (primary = 'orders-0'): Step => act('all members hold the row', async operator => {
  await ready(operator);
  const pods = (await operator.shell("kubectl -n shop get pods -l 'app.kubernetes.io/name in (orders, orders-replica)' -o name")).trim().split('\n');
  for (const pod of pods) {
    await eventually(`${pod} holds the row`, async () => await psql(operator, pod, 'select x from kept') === '42');
  }
  expect(await psql(operator, primary, 'select pg_is_in_recovery()')).toBe('f');
});

const written = act('a row is written', async operator => {
  await ready(operator);
  await psql(operator, 'orders-0', 'create table kept as select 42 as x');
});

export const POSTGRES: Scenario[] = [
  {
    name: 'apps.Postgres is scaled, resized, upgraded',
    steps: [
      SECRET,
      applied(PROGRAM),
      written,
      sh('postgres: Connect, sh 1'),
      sh('postgres: What happens by itself, sh 1'),
      sh('postgres: Rotate the passwords, sh 1'),
      kept(),
      applied(PROGRAM, change({ readReplicas: 3 })),
      kept(),
      applied(PROGRAM),
      act('the replica is gone', operator => operator.shell('kubectl -n shop wait --for=delete pod/orders-replica-2 --timeout=8m')),
      sh('postgres: Scale, sh 1'),
      applied(PROGRAM, change({ resources: { memory: Size.mebibytes(160) }, extraSettings: { work_mem: '5MB' } })),
      kept(),
      act('the setting and what follows from memory are there', async operator =>
        expect(await psql(operator, 'orders-replica-1', "select setting from pg_settings where name in ('work_mem', 'shared_buffers')"))
          .toBe('5120\n5120')),
      applied(PROGRAM, change({ image: NEXT.postgres })),
      kept(),
      sh('postgres: Replace a dead node, sh 1'),
      kept(),
      applied('postgres: Metrics, ts 1'),
      kept(),
    ],
  },
  {
    name: 'apps.Postgres has roles, databases and scripts',
    steps: [
      SECRET,
      sh('postgres: Roles, databases and scripts, sh 1'),
      applied('postgres: Roles, databases and scripts, ts 1'),
      act('they are there', async operator => {
        await ready(operator);
        expect(await psql(operator, 'orders-0', "select tableowner from pg_tables where tablename = 'customers'")).toBe('app');
        expect(await psql(operator, 'orders-0', "select pg_get_userbyid(datdba) from pg_database where datname = 'stats'")).toBe('stats');
        expect(await psql(operator, 'orders-0', "select pg_has_role('reporting', 'pg_read_all_data', 'member')")).toBe('t');
      }),
      sh('postgres: Roles, databases and scripts, sh 2'),
    ],
  },
  {
    name: 'a replica of apps.Postgres is promoted',
    steps: [
      SECRET,
      applied(PROGRAM),
      written,
      sh('postgres: Promote a replica, sh 1'),
      applied('postgres: Promote a replica, ts 1'),
      kept('orders-replica-0'),
      applied(PROGRAM),
      kept(),
      applied('postgres: Promote a replica, ts 1'),
      act('the former primary is gone, and the replica asks', async operator => {
        await operator.shell('kubectl -n shop scale statefulset/orders --replicas=0');
        await eventually('the replica asks', async () =>
          (await operator.shell('kubectl -n shop logs orders-replica-0 -c prepare')).includes('is gone for good, and this member is the right one'));
      }),
      sh('postgres: Promote a replica, sh 2'),
      act('the former primary is back', operator => operator.shell('kubectl -n shop scale statefulset/orders --replicas=1')),
      kept('orders-replica-0'),
    ],
  },
  {
    name: 'apps.Postgres is backed up and restored',
    steps: [
      SECRET,
      applied('postgres: Back up, ts 1'),
      written,
      sh('postgres: Back up, sh 1'),
      act('the backup is complete', operator => operator.shell('kubectl -n shop wait job/orders-backup-now --for=condition=complete --timeout=8m')),
      act('the database is lost, and made anew', async operator => {
        await operator.shell(`kubectl -n shop delete statefulset orders --cascade=foreground
          kubectl -n shop delete pvc data-orders-0
          kubectl apply -f dist/`);
        await ready(operator);
        expect(await psql(operator, 'orders-0', "select count(*) from pg_class where relname = 'kept'")).toBe('0');
      }),
      sh('postgres: Restore, sh 1'),
      kept(),
      act('somebody makes a mistake', operator => psql(operator, 'orders-0', 'delete from kept')),
      sh('postgres: Restore, sh 2'),
      kept(),
    ],
  },
];
