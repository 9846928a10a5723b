import { Chart, Size } from 'cdk8s';
import { drill, recordDrills, writing } from './drill';
import {
  IMAGE, PRIMARY, Subject, consent, converged, deploy, killContainer, loseVolume, make, nodeOf, podsOf, prepareLog, replaced,
  settled, sql, startWriter,
} from './postgres-subject';
import { LocalDiskPool, StorageTier, apps } from '../../../src';
import { Row } from '../../results';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { inNamespace, removeNamespace } from '../namespaces';
import { testWithExclusiveNodes, holding, testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

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
    subject = await holding('shared', () => make(cluster, { metrics: apps.Metrics.annotations() }));
  });
  afterAll(() => removeNamespace(cluster, subject.namespace));

  const apply = async (change: Partial<apps.PostgresProps>) => {
    await deploy(subject, change);
    await settled(subject);
  };

  const metrics = (pod: string) => kubectl('exec', '-n', subject.namespace, pod, '-c', 'database', '--', 'python3', '-c',
    "import urllib.request as u; print(u.urlopen('http://127.0.0.1:9187/metrics').read().decode())");

  testWithSharedNodes('the exporter of each member has metrics', async () => {
    for (const pod of await podsOf(subject)) {
      const lines = (await metrics(pod.metadata.name)).split('\n');
      expect(lines).toEqual(expect.arrayContaining(['pg_up 1', 'pg_exporter_last_scrape_error 0']));
      expect(lines.filter(line => /^pg_scrape_collector_success.* 0$/.test(line))).toEqual([]);
    }
  });

  testWithSharedNodes('reads go to the replicas, and writes there are refused', async () => {
    expect(await sql(subject, FIRST, 'select pg_is_in_recovery()')).toBe('t');
    await expect(sql(subject, FIRST, 'create table nothing ()')).rejects.toThrow('read-only');
    const addresses = (await cluster.list('v1', 'Endpoints', subject.namespace)).find(e => e.metadata.name === 'orders-replica').subsets[0].addresses;
    expect(addresses.map((a: any) => a.targetRef.name).sort()).toEqual([FIRST, SECOND]);
  });

  testWithSharedNodes('kill -9 of each member in turn', async () => {
    await run(subject, 'processes of each member killed in turn (kill -9)', async () => {
      for (const pod of [FIRST, SECOND, PRIMARY]) {
        await killContainer(subject, pod, 'database');
        await eventually(`${pod} starts again`, async () => (await cluster.get('v1', 'Pod', subject.namespace, pod)).status.containerStatuses
          .some((c: any) => c.name === 'database' && c.restartCount > 0 && c.ready));
      }
      await settled(subject);
    });
  });

  testWithSharedNodes('rolling restart', async () => {
    await run(subject, 'rolling restart', () => apply({ podAnnotations: { restarted: 'now' } }));
  });

  testWithSharedNodes('a setting is changed', async () => {
    await run(subject, 'a setting changed', async () => {
      await apply({ extraSettings: { work_mem: '5MB' } });
      expect(await sql(subject, PRIMARY, 'show work_mem')).toBe('5MB');
    });
  });

  testWithSharedNodes('replicas are scaled, and the primary notices nothing', async () => {
    await run(subject, 'replicas scaled to 3, to 1 and to 2', async () => {
      const primary = (await cluster.get('v1', 'Pod', subject.namespace, PRIMARY)).metadata.uid;
      for (const readReplicas of [3, 1, 2]) {
        await apply({ readReplicas, extraSettings: { work_mem: '5MB' } });
      }
      expect((await cluster.get('v1', 'Pod', subject.namespace, PRIMARY)).metadata.uid).toBe(primary);
    });
  });

  testWithExclusiveNodes('the node of a replica, then that of the primary, loses its power and comes back', async () => {
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

  testWithExclusiveNodes('nodes are drained, and the budget holds', async () => {
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

  testWithSharedNodes('a replica loses its volume and copies the primary', async () => {
    await run(subject, 'claim of a replica deleted', async () => {
      await loseVolume(subject, FIRST);
      await settled(subject);
    });
  });

  testWithSharedNodes('a replica is promoted, and the former primary again', async () => {
    await run(subject, 'a replica promoted, and the former primary again', async () => {
      await apply({ promotedReplica: 0 });
      expect(await sql(subject, FIRST, 'select pg_is_in_recovery()')).toBe('f');
      expect(await sql(subject, PRIMARY, 'select pg_is_in_recovery()')).toBe('t');
      await writing(subject.namespace, Date.now());
      await apply({});
    });
  });

  testWithSharedNodes('the primary loses its volume: a replica is promoted, and it copies that', async () => {
    await run(subject, 'claim of the primary deleted, a replica promoted', async () => {
      await loseVolume(subject, PRIMARY);
      await eventually('the empty primary says why it does not start', async () =>
        (await prepareLog(subject, PRIMARY)).includes('the volume is empty, but there is data at'));
      await deploy(subject, { promotedReplica: 0 });
      await settled(subject);
    }, () => FIRST);
  });
});

describe('a synchronous primary with a log of its own', () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await holding('shared',
      () => make(cluster, { synchronous: true, walStorage: { size: Size.gibibytes(1), tier: StorageTier.fromName('standard') } }));
  });
  afterAll(() => removeNamespace(cluster, subject.namespace));

  testWithExclusiveNodes('the primary is lost, a replica promoted, and the diverged former primary returns', async () => {
    let promoted = FIRST;
    await run(subject,
      "primary's node lost with commits that no replica has, a replica promoted, the diverged former primary returns (synchronous)", async () => {
        const node = await nodeOf(subject, PRIMARY);
        // The replicas stop receiving: what is committed from here on is on the primary's disk, and is not acknowledged.
        const signalReceivers = async (signal: string) => {
          for (const pod of [FIRST, SECOND]) {
            const receiver = await sql(subject, pod, 'select pid from pg_stat_wal_receiver');
            await kubectl('exec', '-n', subject.namespace, pod, '-c', 'database', '--', 'sh', '-c', `kill -${signal} ${receiver}`);
          }
        };
        await signalReceivers('STOP');
        await eventually('commits wait',
          async () => Number(await sql(subject, PRIMARY, "select count(*) from pg_stat_activity where wait_event = 'SyncRep'")) > 0);
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
        expect(await prepareLog(subject, PRIMARY)).toContain(`gives up what ${promoted}, on timeline 2`);
      }, () => promoted);
  });
});

testWithSharedNodes('the disk of the primary is full, and freed again', async () => {
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
    await kubectl('exec', '-n', subject.namespace, pod.metadata.name, '-c', 'database', '--', 'sh', '-c',
      'cd /var/lib/postgresql/data && rm -rf fill followed lock rebuild settings superseded pgdata*').catch(() => undefined);
  }
}
