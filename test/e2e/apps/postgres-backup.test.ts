import { Size } from 'cdk8s';
import { job } from './job';
import { IMAGE, PRIMARY, Subject, deploy, inputs, podsOf, render, settled, sql } from './postgres-subject';
import { killedAtEveryStep } from './steps';
import { StorageTier } from '../../../src';
import { Row, record } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, kubectl } from '../cluster';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('backups of PostgreSQL', rows);
  cluster.close();
});

const tier = StorageTier.fromName('standard');
const props = { backup: { schedule: '0 3 * * *', keep: 2, storage: { size: Size.mebibytes(100), tier } } };

battery('PostgreSQL, backups', inputs(props, 'postgres-backup.test.ts', 'steps', 'steps.ts'), () => {
  testWithSharedNodes('backup and restore are killed at each of their lines', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const maps = render({ cluster, namespace, name: 'orders', tier, props }).filter(({ kind }) => kind === 'ConfigMap');
      await cluster.applyAll(maps);
      const files = (file: string) => maps.find(({ data }) => data[file])!.metadata.name;
      const found = await killedAtEveryStep({
        cluster,
        namespace,
        image: IMAGE,
        user: 999,
        file: 'postgres.sh',
        directories: ['/backup', '/var/run/postgresql'],
        configMaps: { '/scripts': files('backup.sh'), '/roles': files('roles.sql') },
        env: { SCRIPTS: '/scripts', ROLES: '/roles' },
      });
      expect(found.pop()).toBe('all is well');
      rows.push(...found.map(line => ({ 'what happens': line, 'rows': 1000, 'lost': 0 })));
    });
  });

  testWithSharedNodes('all is lost, the Secret too: the latest backup is restored by one job, and the passwords are those of '
    + 'the new Secret', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const subject: Subject = { cluster, namespace, name: 'orders', tier, props: { ...props, readReplicas: 1 } };
      await deploy(subject);
      await settled(subject);
      await sql(subject, PRIMARY,
        'create table ledger (id int primary key); insert into ledger select generate_series(1, 10000); alter table ledger owner to app');
      await sql(subject, PRIMARY, "create role reader login password 'never seen'; grant select on ledger to reader");
      await job(cluster, namespace, 'orders-backup', 'backup-1');

      for (const set of ['orders', 'orders-replica']) {
        await cluster.delete('apps/v1', 'StatefulSet', namespace, set);
      }
      await eventually('the pods end', async () => (await podsOf(subject)).length === 0);
      for (const claim of [`data-${PRIMARY}`, 'data-orders-replica-0']) {
        await cluster.delete('v1', 'PersistentVolumeClaim', namespace, claim);
        await eventually(`${claim} ends`, async () => !await cluster.get('v1', 'PersistentVolumeClaim', namespace, claim));
      }
      const passwords = { 'postgres-password': 'other 1', 'replication-password': 'other 2', 'password': 'other 3' };
      await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders', namespace }, stringData: passwords });
      await cluster.applyAll(render(subject));
      await settled(subject);

      expect(await job(cluster, namespace, 'orders-restore', 'restore')).toContain('restore: is complete');
      for (const [role, password] of [['postgres', 'other 1'], ['replication', 'other 2'], ['app', 'other 3'], ['reader', 'never seen']]) {
        const login = ['env', `PGPASSWORD=${password}`, 'psql', '-h', 'orders', '-U', role, '-d', 'postgres', '-XAtqc', 'select current_user'];
        expect((await kubectl('exec', '-n', namespace, PRIMARY, '-c', 'database', '--', ...login)).trim()).toBe(role);
      }
      // Replicas follow, and come back with the password of the Secret.
      await cluster.delete('v1', 'Pod', namespace, 'orders-replica-0');
      await eventually('the replica holds what was restored',
        async () => await sql(subject, 'orders-replica-0', 'select count(*), sum(id) from ledger') === '10000|50005000');
      rows.push({ 'what happens': 'database and Secret lost, a new database with another Secret, one job', 'rows': 10000, 'lost': 0 });
    });
  });
});
