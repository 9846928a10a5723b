import { Size } from 'cdk8s';
import { job } from './job';
import { PRIMARY, Subject, converged, deploy, killContainer, podsOf, settled, sql } from './postgres-subject';
import { StorageTier } from '../../../src';
import { Row, record } from '../../results';
import { Cluster, eventually, pause } from '../cluster';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

const IMAGE_18 = process.env.E2E_POSTGRES18_IMAGE ?? 'cdk8s-stateful-e2e-postgres18:test';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('life of PostgreSQL', rows);
  cluster.close();
});

testWithSharedNodes('a backup is restored into a database that was made anew', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const tier = StorageTier.fromName('standard');
    // The release of the default image.
    const subject: Subject = {
      cluster,
      namespace,
      name: 'orders',
      tier,
      props: { backup: { schedule: '0 3 * * *', keep: 1, storage: { size: Size.mebibytes(100), tier } }, image: IMAGE_18, majorVersion: 18 },
    };
    await deploy(subject);
    await settled(subject);
    await sql(subject, PRIMARY,
      'create table ledger (id text primary key, data bytea); insert into ledger select n, sha512(n::text::bytea) from '
        + 'generate_series(1, 10000) n; alter table ledger owner to app');
    await sql(subject, PRIMARY, "create role reader login password 'never seen'");
    await sql(subject, PRIMARY, 'create database archive owner reader');
    await sql(subject, PRIMARY, 'create table old as select 1 as id', 'archive');
    const content = () => sql(subject, PRIMARY, "select count(*), md5(string_agg(id || encode(data, 'hex'), ',' order by id)) from ledger");
    const before = await content();

    // The second one takes the place of the first, of which one is to be kept.
    await job(cluster, namespace, 'orders-backup', 'backup-1');
    await pause(1000);
    expect(await job(cluster, namespace, 'orders-backup', 'backup-2')).toContain('is older than the last 1, and gone');
    await sql(subject, PRIMARY, 'delete from ledger'); // What came after the backup is not in it.
    await expect(job(cluster, namespace, 'orders-restore', 'too-early')).rejects.toThrow('is not empty: nothing was restored');

    await cluster.delete('apps/v1', 'StatefulSet', namespace, 'orders');
    await eventually('the pod ends', async () => (await podsOf(subject)).length === 0);
    await cluster.delete('v1', 'PersistentVolumeClaim', namespace, `data-${PRIMARY}`);
    await eventually('the claim ends', async () => !await cluster.get('v1', 'PersistentVolumeClaim', namespace, `data-${PRIMARY}`));
    await deploy(subject);
    await settled(subject);
    expect(await sql(subject, PRIMARY, "select to_regclass('ledger') is null")).toBe('t');

    await job(cluster, namespace, 'orders-restore', 'restore');
    expect(await content()).toBe(before);
    expect(await sql(subject, PRIMARY, "select tableowner from pg_tables where tablename = 'ledger'")).toBe('app');
    expect(await sql(subject, PRIMARY, 'select id from old', 'archive')).toBe('1');
    expect(await sql(subject, PRIMARY, "select rolname from pg_roles where rolname = 'reader'")).toBe('reader');
    rows.push({ 'what happens': 'all lost, a new database, the backup restored', 'rows': 10000, 'lost': 0 });
  });
});

/** Pods that are being set up are killed: whatever was half done, the database comes up whole. */
testWithSharedNodes('the first start is killed twenty times, at random moments', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const subjects = Array.from({ length: 10 }, (_, i): Subject => ({
      cluster,
      namespace,
      name: `db${i}`,
      tier: StorageTier.fromName('standard'),
      props: { readReplicas: 1, resources: { memory: Size.mebibytes(64) } },
    }));
    const killed = await Promise.all(subjects.map(async subject => {
      await deploy(subject);
      // A replica copies when its primary runs, which may take less time than the kill of the primary.
      const [primary, replica] = [`${subject.name}-0`, `${subject.name}-replica-0`];
      const moments = [
        await killAfter(subject, primary, () => hasStarted(subject, primary, 'initContainerStatuses')),
        await killAfter(subject, replica, () => hasStarted(subject, primary, 'containerStatuses')),
      ];
      await settled(subject);
      return moments;
    }));
    for (const subject of subjects) {
      await sql(subject, `${subject.name}-0`, 'create table ledger (id text primary key); insert into ledger select generate_series(1, 100)');
      expect((await converged(subject, `${subject.name}-0`)).size).toBe(100);
      expect(await sql(subject, `${subject.name}-0`, 'select rolname from pg_roles where rolcanlogin order by 1'))
        .toBe('app\nmetrics\npostgres\nreplication');
    }
    process.stdout.write(`first start of PostgreSQL killed after milliseconds ${killed.flat().join(', ')}\n`);
    rows.push({
      'what happens': `first start of ${subjects.length} primaries and ${subjects.length} replicas, each killed at a random moment`,
      'rows': 100 * subjects.length,
      'lost': 0,
    });
  });
});

/** Waits until something has begun, and a random time longer, and kills all in the container that prepares the volume of a pod. */
async function killAfter(subject: Subject, pod: string, begun: () => Promise<boolean>): Promise<number> {
  await eventually(`${pod} prepares`, begun);
  const delay = Math.floor(Math.random() * 1500);
  await pause(delay);
  await killContainer(subject, pod, 'prepare');
  return delay;
}

async function hasStarted({ namespace }: Subject, pod: string, statuses: 'initContainerStatuses' | 'containerStatuses'): Promise<boolean> {
  const state = (await cluster.get('v1', 'Pod', namespace, pod))?.status[statuses]?.[0].state;
  return state !== undefined && !state.waiting;
}
