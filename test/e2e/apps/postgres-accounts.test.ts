import { Size } from 'cdk8s';
import { job } from './job';
import { Stepped, inContainer, runWhole } from './lines';
import { PASSWORDS, PRIMARY, Subject, deploy, inputs, podsOf, prepareLog, render, settled } from './postgres-subject';
import { SecretKey, StorageTier, apps } from '../../../src';
import { Row, record } from '../../results';
import { battery } from '../battery';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady, threeNodes } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

const SCRIPT = '/etc/postgresql/accounts.sh';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('accounts of PostgreSQL', rows);
  cluster.close();
});

const PROPS: Partial<apps.PostgresProps> = {
  roles: [
    { name: 'stats', password: SecretKey.of('roles', 'stats') },
    { name: 'reporting', password: SecretKey.of('roles', 'reporting'), memberOf: ['pg_read_all_data'] },
  ],
  databases: [{ name: 'stats', owner: 'stats', extensions: ['pg_trgm', 'uuid-ossp'] }],
  initScripts: [
    { source: apps.ScriptSource.configMap('scripts', 'schema.sql') },
    { source: apps.ScriptSource.secret('seed', 'seed.sql'), databaseName: 'stats' },
  ],
};
/** Characters that shells and SQL take for something else. */
const PASSWORD = "r:e\\p'o\"r %t$x `y`";
const MORE = 'create table more (id int);\ninsert into more values (1);\n';
const SLOW = 'create table slow (id int);\ninsert into slow values (1);\nselect pg_sleep(2);\ninsert into slow values (2);\n';
// Scripts set variables of psql, too.
const SCHEMA = 'create table orders (id serial primary key, name text);\n'
  + "insert into orders (name) values ('first'), ('it''s $second');\nselect max(id) as id, 'own' as hash from orders \\gset\n";

async function objects(namespace: string, scripts: { [key: string]: string } = {}, reporting = PASSWORD): Promise<void> {
  await cluster.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'scripts', namespace }, data: { 'schema.sql': SCHEMA, ...scripts } });
  await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'roles', namespace }, stringData: { stats: 'known', reporting } });
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'seed', namespace },
    stringData: { 'seed.sql': 'create table visits as select generate_series(1, 10) id;\ncopy visits from stdin;\n11\n12\n\\.\n' },
  });
}

/** What a role reads with its password. */
async function as({ namespace }: Subject, user: string, password: string, database: string, statement: string): Promise<string> {
  return (await kubectl('exec', '-n', namespace, PRIMARY, '-c', 'database', '--', 'env', `PGPASSWORD=${password}`,
    'psql', '-h', '127.0.0.1', '-U', user, '-d', database, '-XAtqc', statement)).trim();
}

async function restart({ namespace, name }: Subject): Promise<void> {
  await kubectl('rollout', 'restart', '-n', namespace, `statefulset/${name}`);
  await kubectl('rollout', 'status', '-n', namespace, `statefulset/${name}`);
}

const MARKS = 'select string_agg(id, \' \' order by id) from cdk8s_stateful.init_scripts';

battery('PostgreSQL, accounts', inputs(PROPS, 'postgres-accounts.test.ts', 'lines.ts', 'job.ts'), () => {
  testWithSharedNodes('roles, databases and scripts are made once, and passwords are rotated', async () => {
    await threeNodes(cluster);
    await inNamespace(cluster, 'restricted', async namespace => {
      const subject: Subject = {
        cluster, namespace, name: 'orders', tier: StorageTier.fromName('standard'), props: { ...PROPS, readReplicas: 1 },
      };
      await objects(namespace);
      await deploy(subject);
      await settled(subject);
      expect(await as(subject, 'reporting', PASSWORD, 'app', 'select count(*), max(name) from orders')).toBe("2|it's $second");
      expect(await as(subject, 'stats', 'known', 'stats', "insert into visits values (13); select count(*), similarity('a', 'a') from visits"))
        .toBe('13|1');
      expect(await as(subject, 'reporting', PASSWORD, 'app', "select tableowner from pg_tables where tablename = 'orders'")).toBe('app');
      await expect(as(subject, 'reporting', PASSWORD, 'app', "insert into orders (name) values ('no')")).rejects.toThrow('permission denied');
      rows.push({ what: 'roles, databases, extensions and scripts', result: 'made before the first connection' });

      // The documented way of a rotation.
      await objects(namespace, {}, 'rotated');
      await restart(subject);
      expect(await as(subject, 'reporting', 'rotated', 'app', 'select count(*) from orders')).toBe('2');
      await expect(as(subject, 'reporting', PASSWORD, 'app', 'select 1')).rejects.toThrow('password authentication failed');
      expect(await as(subject, 'stats', 'known', 'stats', 'select count(*) from visits')).toBe('13');
      rows.push({ what: 'a password is rotated, and the primary restarts', result: 'the new one holds, and no script runs again' });

      // A script that fails in its middle, and one that changed after it ran.
      const more = { initScripts: [...PROPS.initScripts!, { source: apps.ScriptSource.configMap('scripts', 'more.sql') }] };
      await objects(namespace, { 'schema.sql': `${SCHEMA}-- changed\n`, 'more.sql': `${MORE}select 1 / 0;\n` }, 'rotated');
      await deploy(subject, more);
      await settled(subject);
      const log = await prepareLog(subject, PRIMARY);
      expect(log).toContain("script 'configmap/scripts/schema.sql' has changed since it ran in database 'app'");
      expect(log).toContain('division by zero');
      expect(log).toContain("script 'app, 2, configmap/scripts/more.sql' failed");
      expect(log).not.toContain('rotated');
      expect(await as(subject, 'reporting', 'rotated', 'app', "select count(*), to_regclass('more') is null from orders")).toBe('2|t');
      await objects(namespace, { 'more.sql': MORE }, 'rotated');
      await restart(subject);
      expect(await as(subject, 'reporting', 'rotated', 'app', 'select count(*) from more')).toBe('1');
      rows.push({ what: 'a script fails in its middle', result: 'nothing of it is kept, the primary starts, and runs it when it is corrected' });

      // A restore brings the marks too.
      await deploy(subject, { ...more, backup: { schedule: '0 3 * * *', storage: { size: Size.gibibytes(1), tier: subject.tier } } });
      await settled(subject);
      await job(cluster, namespace, 'orders-backup', 'backup');
      await as(subject, 'stats', 'known', 'stats', 'drop table visits');
      const manifest: Manifest = JSON.parse(
        await kubectl('create', 'job', '-n', namespace, 'restore', '--from=cronjob/orders-restore', '--dry-run=client', '-o', 'json'));
      manifest.spec.template.spec.containers[0].env.find(({ name }: any) => name === 'OVERWRITE').value = 'yes';
      await cluster.apply(manifest);
      await kubectl('wait', '-n', namespace, '--for=condition=complete', '--timeout=5m', 'job/restore');
      await restart(subject);
      expect(await as(subject, 'stats', 'known', 'stats', 'select count(*) from visits')).toBe('13');
      expect(await as(subject, 'reporting', 'rotated', 'app', 'select count(*) from orders')).toBe('2');
      rows.push({ what: 'a backup is restored, and the primary restarts', result: 'no script runs again' });
    });
  });

  testWithSharedNodes('the primary is killed after each change of its data', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const slow = { initScripts: [...PROPS.initScripts!, { source: apps.ScriptSource.configMap('scripts', 'slow.sql') }] };
      await objects(namespace, { 'slow.sql': SLOW });
      const subject: Subject = {
        cluster, namespace, name: 'orders', tier: StorageTier.fromName('standard'), props: { ...PROPS, ...slow },
      };
      const stepped = await idlePrimary(subject);
      const psql = (database: string, statement: string) => inContainer(stepped, `psql -h /tmp -U postgres -d ${database} -XAtqc "${statement}"`);
      const reset = async () => {
        await inContainer(stepped,
          `pg_ctl -D "$PGDATA" -m immediate -w stop > /dev/null; rm -rf "$PGDATA"; cp -a /tmp/saved "$PGDATA"; ${stepped.before}`);
      };
      const check = async () => {
        expect((await psql('app', 'select (select count(*) from orders), (select count(*) from slow)')).trim()).toBe('2|2');
        expect((await psql('app', MARKS)).trim()).toBe('configmap/scripts/schema.sql configmap/scripts/slow.sql');
        expect((await psql('stats', 'select count(*) from visits')).trim()).toBe('12');
        expect((await psql('stats', MARKS)).trim()).toBe('secret/seed/seed.sql');
        expect((await psql('app', "select count(*) from pg_roles where rolname in ('stats', 'reporting') and rolcanlogin")).trim()).toBe('2');
      };
      await reset();
      const steps = await stepsThatMatter(stepped);
      expect(steps.length).toBeGreaterThan(6);
      for (const step of steps) {
        await reset();
        await killAtStep(stepped, step);
        await runWhole(stepped);
        await check();
      }
      rows.push({ what: `killed after each of ${steps.length} changes of the data, and started again`, result: 'everything is there, once' });

      await reset();
      const running = inContainer(stepped, `sh ${SCRIPT} > /tmp/step.log 2>&1`).catch(() => undefined);
      await eventually('the slow script runs', async () =>
        (await psql('app', "select count(*) from pg_stat_activity where query ~ '^select pg_sleep'")).trim() === '1');
      await inContainer(stepped, 'kill -9 -1').catch(() => undefined);
      await running;
      await inContainer(stepped, stepped.before);
      expect((await psql('app', "select to_regclass('slow') is null")).trim()).toBe('t');
      await runWhole(stepped);
      await check();
      rows.push({ what: 'killed in the middle of a script', result: 'nothing of it is kept, and it runs once' });
    });
  });
});

/** The pod of the primary, whose container does nothing by itself, with a server that only the container reaches, as `prepare.sh` starts it. */
async function idlePrimary(subject: Subject): Promise<Stepped> {
  const { namespace } = subject;
  const manifests = render(subject);
  await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders', namespace }, stringData: PASSWORDS });
  await cluster.applyAll(manifests.filter(({ kind }) => kind !== 'StatefulSet'));
  const { template } = manifests.find(({ kind }) => kind === 'StatefulSet')!.spec;
  const { affinity, topologySpreadConstraints, initContainers: [prepare], volumes, ...spec } = template.spec;
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: PRIMARY, namespace, labels: template.metadata.labels },
    spec: {
      ...spec,
      shareProcessNamespace: false,
      terminationGracePeriodSeconds: 1,
      containers: [{ ...prepare, command: ['sleep', 'infinity'], resources: {} }],
      volumes: [...volumes, { name: 'data', emptyDir: {} }],
    },
  });
  await eventually('the pod runs', async () => isReady((await podsOf(subject))[0]));
  const pod = { namespace, pod: PRIMARY };
  const pgdata = (await inContainer(pod, 'echo "$PGDATA"')).trim();
  const start = "-o \"-c listen_addresses='' -c unix_socket_directories=/tmp\" -l /tmp/server.log -w start > /dev/null";
  const before = `pg_isready -q -h /tmp || { rm -f "$PGDATA/postmaster.pid" /tmp/.s.PGSQL.*; pg_ctl -D "$PGDATA" ${start}; }`;
  // The server as it is before anything of the program is in it.
  await inContainer(pod, `initdb -D "$PGDATA" -U postgres --auth=trust > /dev/null; ${before}; `
    + 'psql -h /tmp -U postgres -Xqc "create role app login" -c "create database app owner app"; '
    + 'pg_ctl -D "$PGDATA" -w stop > /dev/null; cp -a "$PGDATA" /tmp/saved');
  return { ...pod, script: SCRIPT, before, state: `${pgdata}/pg_wal` };
}

/** Commands of the script, by their number, before which the data has changed. The script is a loop, so a line is not enough to find a command. */
async function stepsThatMatter({ namespace, pod, script, state }: Stepped): Promise<string[]> {
  await kubectl('exec', '-n', namespace, pod, '--', 'bash', '-c', `rm -f /tmp/steps; n=0 last=; set -o functrace
    trap 'n=$((n + 1)); now=$(find ${state} -printf "%p %s %T@\\n" | sort | md5sum); [ "$now" = "$last" ] || { last=$now; echo $n >> /tmp/steps; }' DEBUG
    . ${script} > /tmp/step.log 2>&1`);
  return (await inContainer({ namespace, pod }, 'sort -nu /tmp/steps')).trim().split('\n');
}

/** Ends all processes of the container before the command of that number. */
async function killAtStep({ namespace, pod, script }: Stepped, step: string): Promise<void> {
  await kubectl('exec', '-n', namespace, pod, '--', 'bash', '-c', `rm -f /tmp/killed; n=0; set -o functrace
    trap 'n=$((n + 1)); [ $n != ${step} ] || { touch /tmp/killed; kill -9 -1; kill -9 $BASHPID; }' DEBUG
    . ${script} > /tmp/step.log 2>&1`).catch(() => undefined);
  await inContainer({ namespace, pod }, 'test -e /tmp/killed');
}
