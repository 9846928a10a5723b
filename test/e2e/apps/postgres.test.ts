import { Chart, Size } from 'cdk8s';
import { drill, recordDrills, writing } from './drill';
import { IMAGE, Subject, converged, deploy, killContainer, nodeOf, podsOf, settled, sql, startWriter } from './postgres-subject';
import { LocalDiskPool, StorageTier, apps } from '../../../src';
import { Row } from '../../results';
import { Cluster, Manifest, eventually, kubectl, pause } from '../cluster';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { inNamespace, makeNamespace, removeNamespace } from '../namespaces';
import { disturbing, holding, peaceful } from '../nodes-lock';
import { synthesize } from '../synthesize';

const PRIMARY = 'orders-0';
const FIRST = 'orders-replica-0';
const SECOND = 'orders-replica-1';

/** A file system that ends somewhere. */
const DISK = (process.env.E2E_DISKS ?? '/mnt/disks/disk0,/mnt/disks/disk1').split(',')[1];

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL', rows);
  cluster.close();
});

async function make(props: Partial<apps.PostgresProps>): Promise<Subject> {
  await threeNodes(cluster);
  const namespace = await makeNamespace(cluster, 'restricted');
  const subject: Subject = { cluster, namespace, name: 'orders', tier: StorageTier.fromName('standard'), props: { readReplicas: 2, ...props } };
  await deploy(subject);
  await settled(subject);
  // A drill whose fault hits two members, or the writer, proves something else.
  expect(new Set(await Promise.all([PRIMARY, FIRST, SECOND].map(pod => nodeOf(subject, pod)))).size).toBe(3);
  return subject;
}

/** The writer is where the second replica is: neither the primary's node nor the one whose power is cut. */
async function run(subject: Subject, fault: string, strike: () => Promise<void>, primary: () => string = () => PRIMARY): Promise<void> {
  const { namespace } = subject;
  const node = await nodeOf(subject, SECOND);
  rows.push(await drill({
    cluster, namespace, fault, strike, startWriter: () => startWriter(subject, node), converged: () => converged(subject, primary()),
  }));
}

describe('a primary with two replicas', () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await holding('shared', () => make({ monitoring: true }));
  });
  afterAll(() => removeNamespace(cluster, subject.namespace));

  const apply = async (change: Partial<apps.PostgresProps>) => {
    await deploy(subject, change);
    await settled(subject);
  };

  peaceful('the exporter of each member has metrics', async () => {
    for (const pod of await podsOf(subject)) {
      const up = "import urllib.request as u; print([l for l in u.urlopen('http://127.0.0.1:9187/metrics').read().decode().splitlines() if l.startswith('pg_up')])";
      expect(await kubectl('exec', '-n', subject.namespace, pod.metadata.name, '-c', 'database', '--', 'python3', '-c', up)).toContain('pg_up 1');
    }
  });

  peaceful('reads go to the replicas, and writes there are refused', async () => {
    expect(await sql(subject, FIRST, 'select pg_is_in_recovery()')).toBe('t');
    await expect(sql(subject, FIRST, 'create table nothing ()')).rejects.toThrow('read-only');
    const addresses = (await cluster.list('v1', 'Endpoints', subject.namespace)).find(e => e.metadata.name === 'orders-replica').subsets[0].addresses;
    expect(addresses.map((a: any) => a.targetRef.name).sort()).toEqual([FIRST, SECOND]);
  });

  peaceful('kill -9 of each member in turn', async () => {
    await run(subject, 'processes of each member killed in turn (kill -9)', async () => {
      for (const pod of [FIRST, SECOND, PRIMARY]) {
        await killContainer(subject, pod, 'database');
        await eventually(`${pod} starts again`, async () => (await cluster.get('v1', 'Pod', subject.namespace, pod)).status.containerStatuses
          .some((c: any) => c.name === 'database' && c.restartCount > 0 && c.ready));
      }
      await settled(subject);
    });
  });

  peaceful('rolling restart', async () => {
    await run(subject, 'rolling restart', () => apply({ podAnnotations: { restarted: 'now' } }));
  });

  peaceful('a setting is changed', async () => {
    await run(subject, 'a setting changed', async () => {
      await apply({ extraSettings: { work_mem: '5MB' } });
      expect(await sql(subject, PRIMARY, 'show work_mem')).toBe('5MB');
    });
  });

  peaceful('replicas are scaled, and the primary notices nothing', async () => {
    await run(subject, 'replicas scaled to 3, to 1 and to 2', async () => {
      const primary = (await cluster.get('v1', 'Pod', subject.namespace, PRIMARY)).metadata.uid;
      for (const readReplicas of [3, 1, 2]) {
        await apply({ readReplicas, extraSettings: { work_mem: '5MB' } });
      }
      expect((await cluster.get('v1', 'Pod', subject.namespace, PRIMARY)).metadata.uid).toBe(primary);
    });
  });

  disturbing('the node of a replica, then that of the primary, loses its power and comes back', async () => {
    await run(subject, 'power cut of a replica\'s node, then of the primary\'s; both return', async () => {
      for (const pod of [FIRST, PRIMARY]) {
        const node = await nodeOf(subject, pod);
        await nodeFault('kill', node);
        await silent(cluster, node);
        await eventually(`${pod} is given up`, async () => (await cluster.get('v1', 'Pod', subject.namespace, pod))?.metadata.deletionTimestamp);
        await nodeFault('start', node);
        await serving(cluster, node);
        await settled(subject);
      }
    });
  });

  disturbing('nodes are drained, and the budget holds', async () => {
    await run(subject, 'nodes of a replica and of the primary drained', async () => {
      const evict = (pod: string) => cluster.request('POST', `/api/v1/namespaces/${subject.namespace}/pods/${pod}/eviction`,
        { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: subject.namespace } });
      const cordon = (node: string, unschedulable: boolean) => cluster.patch('v1', 'Node', undefined, node, { spec: { unschedulable } });
      const node = await nodeOf(subject, FIRST);
      await cordon(node, true);
      await replaced(subject, FIRST, () => evict(FIRST));
      await expect(evict(SECOND)).rejects.toThrow('disruption budget');
      await cordon(node, false);
      await settled(subject);
      await replaced(subject, PRIMARY, () => evict(PRIMARY));
      await settled(subject);
    });
  });

  peaceful('a replica loses its volume and copies the primary', async () => {
    await run(subject, 'claim of a replica deleted', async () => {
      await loseVolume(subject, FIRST);
      await settled(subject);
    });
  });

  peaceful('a replica is promoted, and the former primary again', async () => {
    await run(subject, 'a replica promoted, and the former primary again', async () => {
      await apply({ promotedReplica: 0 });
      expect(await sql(subject, FIRST, 'select pg_is_in_recovery()')).toBe('f');
      expect(await sql(subject, PRIMARY, 'select pg_is_in_recovery()')).toBe('t');
      await writing(subject.namespace, Date.now());
      await apply({});
    });
  });

  peaceful('the primary loses its volume: a replica is promoted, and it copies that', async () => {
    await run(subject, 'claim of the primary deleted, a replica promoted', async () => {
      await loseVolume(subject, PRIMARY);
      await eventually('the empty primary says why it does not start', async () =>
        (await kubectl('logs', '-n', subject.namespace, PRIMARY, '-c', 'prepare')).includes('the volume is empty'));
      await deploy(subject, { promotedReplica: 0 });
      await consent(subject, FIRST);
      await settled(subject);
    }, () => FIRST);
  });
});

describe('a synchronous primary with a log of its own', () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await holding('shared', () => make({ synchronous: true, walStorage: { size: Size.gibibytes(1), tier: StorageTier.fromName('standard') } }));
  });
  afterAll(() => removeNamespace(cluster, subject.namespace));

  disturbing('the primary is lost, a replica promoted, and the diverged former primary returns', async () => {
    let promoted = FIRST;
    await run(subject, "primary's node lost with commits that no replica has, a replica promoted, the diverged former primary returns (synchronous)", async () => {
      const node = await nodeOf(subject, PRIMARY);
      // The replicas stop receiving: what is committed from here on is on the primary's disk, and is not acknowledged.
      const signalReceivers = async (signal: string) => {
        for (const pod of [FIRST, SECOND]) {
          const receiver = await sql(subject, pod, 'select pid from pg_stat_wal_receiver');
          await kubectl('exec', '-n', subject.namespace, pod, '-c', 'database', '--', 'sh', '-c', `kill -${signal} ${receiver}`);
        }
      };
      await signalReceivers('STOP');
      await eventually('commits wait', async () => Number(await sql(subject, PRIMARY, "select count(*) from pg_stat_activity where wait_event = 'SyncRep'")) > 0);
      await nodeFault('kill', node);
      await silent(cluster, node);
      await signalReceivers('CONT');

      const received = async (pod: string) => Number(await sql(subject, pod, "select pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')"));
      promoted = await received(FIRST) >= await received(SECOND) ? FIRST : SECOND;
      await deploy(subject, { promotedReplica: promoted === FIRST ? 0 : 1 });
      await consent(subject, promoted);
      await writing(subject.namespace, Date.now());
      await nodeFault('start', node);
      await serving(cluster, node);
      await settled(subject);
      expect(await kubectl('logs', '-n', subject.namespace, PRIMARY, '-c', 'prepare')).toContain(`gives up what ${promoted}.`);
    }, () => promoted);
  });
});

peaceful('the disk of the primary is full, and freed again', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const nodes = await threeNodes(cluster);
    const pool = (chart: Chart) => new LocalDiskPool(chart, 'Pool', { name: `pool-${namespace}`, nodes, paths: [DISK], size: Size.mebibytes(900) });
    const objects = synthesize(namespace, pool);
    await cluster.applyAll(objects);
    const subject: Subject = { cluster, namespace, name: 'orders', tier: StorageTier.fromName(`pool-${namespace}`), props: { readReplicas: 1 } };
    try {
      await deploy(subject);
      await settled(subject);
      await cluster.apply(filler(namespace));
      await eventually('the filler runs', async () => (await cluster.get('v1', 'Pod', namespace, 'filler')).status.phase === 'Running');
      const onDisk = (script: string) => cluster.exec(namespace, 'filler', ['sh', '-c', script]);
      rows.push(await drill({
        cluster,
        namespace,
        fault: 'disk of the primary full, and freed again',
        startWriter: async () => startWriter(subject, await nodeOf(subject, FIRST)),
        strike: async () => {
          await onDisk('dd if=/dev/zero of=/data/fill bs=1M 2> /dev/null; true');
          await eventually('the server is down', async () => {
            const answer = await sql(subject, PRIMARY, 'select pg_switch_wal()').catch(() => undefined);
            return answer === undefined;
          });
          await onDisk('rm /data/fill');
          await settled(subject);
        },
        converged: () => converged(subject, PRIMARY),
      }));
    } finally {
      await wipe(subject);
      for (const { apiVersion, kind, metadata } of objects) {
        await cluster.delete(apiVersion, kind, undefined, metadata.name);
      }
    }
  });
});

peaceful('a backup is restored into a database that was made anew', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const tier = StorageTier.fromName('standard');
    const subject: Subject = { cluster, namespace, name: 'orders', tier, props: { backup: { schedule: '0 3 * * *', keep: 1, storage: { size: Size.mebibytes(100), tier } } } };
    await deploy(subject);
    await settled(subject);
    await sql(subject, PRIMARY, 'create table ledger (id text primary key, data bytea); insert into ledger select n, sha512(n::text::bytea) from generate_series(1, 10000) n; alter table ledger owner to app');
    await sql(subject, PRIMARY, "create role reader login password 'never seen'");
    await sql(subject, PRIMARY, 'create database archive owner reader');
    await sql(subject, PRIMARY, 'create table old as select 1 as id', 'archive');
    const content = () => sql(subject, PRIMARY, "select count(*), md5(string_agg(id || encode(data, 'hex'), ',' order by id)) from ledger");
    const before = await content();

    // The second one takes the place of the first, of which one is to be kept.
    await job(namespace, 'orders-backup', 'backup-1');
    await pause(1000);
    expect(await job(namespace, 'orders-backup', 'backup-2')).toContain('is older than the last 1, and gone');
    await sql(subject, PRIMARY, 'delete from ledger'); // What came after the backup is not in it.
    await expect(job(namespace, 'orders-restore', 'too-early')).rejects.toThrow('is not empty: nothing was restored');

    await cluster.delete('apps/v1', 'StatefulSet', namespace, 'orders');
    await eventually('the pod ends', async () => (await podsOf(subject)).length === 0);
    await cluster.delete('v1', 'PersistentVolumeClaim', namespace, `data-${PRIMARY}`);
    await eventually('the claim ends', async () => !await cluster.get('v1', 'PersistentVolumeClaim', namespace, `data-${PRIMARY}`));
    await deploy(subject);
    await settled(subject);
    expect(await sql(subject, PRIMARY, "select to_regclass('ledger') is null")).toBe('t');

    await job(namespace, 'orders-restore', 'restore');
    expect(await content()).toBe(before);
    expect(await sql(subject, PRIMARY, "select tableowner from pg_tables where tablename = 'ledger'")).toBe('app');
    expect(await sql(subject, PRIMARY, 'select id from old', 'archive')).toBe('1');
    expect(await sql(subject, PRIMARY, "select rolname from pg_roles where rolname = 'reader'")).toBe('reader');
    rows.push({ 'fault': 'all lost, a new database, the backup of 10 000 rows restored', 'commits acknowledged': 10000, 'lost': 0, 'members agree': 'yes', 'seconds without service': 0 });
  });
});

/** Makes a job from a CronJob, as the documentation says. Its log when it has succeeded; else an error with the log. */
async function job(namespace: string, cronJob: string, name: string): Promise<string> {
  await kubectl('create', 'job', '-n', namespace, name, `--from=cronjob/${cronJob}`);
  const conditions = await eventually(`job ${name} ends`, async () => {
    const { status } = await cluster.get('batch/v1', 'Job', namespace, name);
    return status.conditions?.some((c: any) => ['Complete', 'Failed'].includes(c.type)) && status.conditions;
  });
  const log = await kubectl('logs', '-n', namespace, `job/${name}`);
  if (conditions.some((c: any) => c.type === 'Failed')) {
    throw new Error(log);
  }
  return log;
}

/** Pods that are being set up are killed: whatever was half done, the database comes up whole. */
peaceful('the first start is killed twenty times, at random moments', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const subjects = Array.from({ length: 10 }, (_, i): Subject => ({
      cluster, namespace, name: `db${i}`, tier: StorageTier.fromName('standard'), props: { readReplicas: 1, resources: { memory: Size.mebibytes(64) } },
    }));
    const killed = await Promise.all(subjects.map(async subject => {
      await deploy(subject);
      // One after the other: a replica has nothing to do before the primary is there.
      const moments = [await killWhilePreparing(subject, `${subject.name}-0`), await killWhilePreparing(subject, `${subject.name}-replica-0`)];
      await settled(subject);
      return moments;
    }));
    for (const subject of subjects) {
      await sql(subject, `${subject.name}-0`, 'create table ledger (id text primary key); insert into ledger select generate_series(1, 100)');
      expect((await converged(subject, `${subject.name}-0`)).size).toBe(100);
      expect(await sql(subject, `${subject.name}-0`, 'select rolname from pg_roles where rolcanlogin order by 1')).toBe('app\nmetrics\npostgres\nreplication');
    }
    process.stdout.write(`first start of PostgreSQL killed after milliseconds ${killed.flat().join(', ')}\n`);
    rows.push({ 'fault': `first start killed ${killed.flat().length} times, at random moments`, 'commits acknowledged': 100 * subjects.length, 'lost': 0, 'members agree': 'yes', 'seconds without service': 0 });
  });
});

/** Waits a random time from the start of the container that prepares the volume, and kills all in it. */
async function killWhilePreparing(subject: Subject, pod: string): Promise<number> {
  const started = async () => (await cluster.get('v1', 'Pod', subject.namespace, pod))?.status.initContainerStatuses?.[0].state.running?.startedAt;
  await eventually(`${pod} prepares`, started);
  const delay = Math.floor(Math.random() * 1500);
  await pause(delay);
  await killContainer(subject, pod, 'prepare');
  return delay;
}

/** A claim goes with its pod, as when a disk is lost. */
async function loseVolume(subject: Subject, pod: string): Promise<void> {
  const claim = await cluster.get('v1', 'PersistentVolumeClaim', subject.namespace, `data-${pod}`);
  await cluster.delete('v1', 'PersistentVolumeClaim', subject.namespace, claim.metadata.name);
  await replaced(subject, pod, () => cluster.delete('v1', 'Pod', subject.namespace, pod));
}

/** The word that the former primary is gone for good, when the replica asks for it. */
async function consent(subject: Subject, pod: string): Promise<void> {
  await eventually(`${pod} asks`, async () => (await kubectl('logs', '-n', subject.namespace, pod, '-c', 'prepare')).includes('if it is gone for good'));
  await kubectl('exec', '-n', subject.namespace, pod, '-c', 'prepare', '--', 'touch', '/run/postgres/promote');
}

async function replaced({ namespace }: Subject, pod: string, remove: () => Promise<unknown>): Promise<void> {
  const { uid } = (await cluster.get('v1', 'Pod', namespace, pod)).metadata;
  await remove();
  await eventually(`${pod} is replaced`, async () => {
    const found = await cluster.get('v1', 'Pod', namespace, pod);
    return found && found.metadata.uid !== uid;
  });
}

/** A pod beside the primary that sees its volume: a server that has stopped cannot be asked to make room. */
function filler(namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'filler', namespace },
    spec: {
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'filler',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', 'infinity'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-${PRIMARY}` } }],
    },
  };
}

/** Disks are used again by other tests. */
async function wipe(subject: Subject): Promise<void> {
  for (const pod of await podsOf(subject)) {
    await kubectl('exec', '-n', subject.namespace, pod.metadata.name, '-c', 'database', '--', 'sh', '-c', 'cd /var/lib/postgresql/data && rm -rf fill followed rebuild superseded pgdata*').catch(() => undefined);
  }
}
