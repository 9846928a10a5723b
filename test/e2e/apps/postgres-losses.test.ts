import { Size } from 'cdk8s';
import { drill, recordDrills, writing } from './drill';
import { PRIMARY, Subject, consent, converged, deploy, inputs, loseVolume, make, nodeOf, prepareLog, replaced, settled, sql, startWriter } from './postgres-subject';
import { Cpu, StorageTier } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, kubectl, pause } from '../cluster';
import { withoutDns } from '../drills/dns';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { networkClass } from '../drills/subjects';
import { acknowledged } from '../drills/writer';
import { inNamespace, removeNamespace } from '../namespaces';
import { disturbing, holding } from '../nodes-lock';

const FIRST = 'orders-replica-0';
const SECOND = 'orders-replica-1';
/** Longer than an empty primary ever waited before it took silence for the word that there is no data. */
const LONG = 80_000;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL, where commits were lost', rows);
  cluster.close();
});

async function says(subject: Subject, pod: string, text: string): Promise<void> {
  await eventually(`${pod} says '${text}'`, async () => (await prepareLog(subject, pod)).includes(text));
}

battery('PostgreSQL, where commits were lost', inputs({ readReplicas: 2 }, 'postgres-losses.test.ts'), () => {
  describe.each([1, 2])('a primary with %d replicas', readReplicas => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await holding('shared', () => make(cluster, { readReplicas }));
    });
    afterAll(() => removeNamespace(cluster, subject.namespace));

    const run = async (fault: string, strike: () => Promise<void>) => {
      const last = readReplicas === 1 ? FIRST : SECOND;
      const node = await nodeOf(subject, last);
      rows.push(await drill({
        cluster,
        namespace: subject.namespace,
        fault: `${fault} (${readReplicas} of replicas)`,
        strike,
        startWriter: () => startWriter(subject, node),
        converged: () => converged(subject, FIRST),
      }));
      await deploy(subject);
      await settled(subject);
    };

    disturbing('the configuration is reverted before the former primary is back', async () => {
      await run('node of the primary lost, a replica promoted, the configuration reverted, the former primary returns', async () => {
        const node = await nodeOf(subject, PRIMARY);
        await nodeFault('kill', node);
        await silent(cluster, node);
        await deploy(subject, { promotedReplica: 0 });
        await consent(subject, FIRST);
        await writing(subject.namespace, Date.now());
        // The set restarts its last member first, and that one waits for the primary of the configuration.
        await replaced(subject, readReplicas === 1 ? FIRST : SECOND, () => deploy(subject));
        await nodeFault('start', node);
        await serving(cluster, node);
        await says(subject, PRIMARY, `${FIRST} has been the primary since: it is on timeline 2`);
        await deploy(subject, { promotedReplica: 0 });
        await settled(subject);
      });
    });

    if (readReplicas === 2) {
      return;
    }

    /** The writer would die with its node: a thousand rows that all members hold are acknowledged before. */
    const emptyPrimary = async (fault: string, lose: () => Promise<void>) => {
      await sql(subject, PRIMARY, `create table if not exists ledger (id text primary key); insert into ledger select '${fault} ' || n from generate_series(1, 1000) n`);
      const before = await converged(subject, PRIMARY);
      await lose();
      await says(subject, PRIMARY, `the volume is empty, but there is data at: ${FIRST}`);
      await deploy(subject, { promotedReplica: 0 });
      await settled(subject);
      expect(await converged(subject, FIRST)).toEqual(before);
      await deploy(subject);
      await settled(subject);
      expect(await converged(subject, PRIMARY)).toEqual(before);
      rows.push({ 'fault': `${fault}, a replica promoted`, 'commits acknowledged': before.size, 'lost': 0, 'members agree': 'yes', 'seconds without service': 'until the replica is promoted' });
    };

    disturbing('the claim of the primary is lost while the node of the replica is off', async () => {
      await emptyPrimary('claim of the primary lost while the node of the replica is off', async () => {
        const node = await nodeOf(subject, FIRST);
        await nodeFault('kill', node);
        await silent(cluster, node);
        await loseVolume(subject, PRIMARY);
        await says(subject, PRIMARY, `no answer from: ${FIRST}`);
        await pause(LONG);
        expect(await prepareLog(subject, PRIMARY)).not.toContain('initialises');
        await nodeFault('start', node);
        await serving(cluster, node);
      });
    });

    disturbing('the claim of the primary is lost while DNS is down', async () => {
      await emptyPrimary('claim of the primary lost while DNS is down', () => withoutDns(cluster, async () => {
        await loseVolume(subject, PRIMARY);
        await says(subject, PRIMARY, `no answer from: ${FIRST}`);
        await pause(LONG);
        expect(await prepareLog(subject, PRIMARY)).not.toContain('initialises');
      }));
    });

    disturbing('the claim of the primary is lost in a power cut of all nodes', async () => {
      await emptyPrimary('power cut of all nodes, in which the claim of the primary is lost', async () => {
        const nodes = await threeNodes(cluster);
        const own = await nodeOf(subject, PRIMARY);
        await Promise.all(nodes.map(node => nodeFault('kill', node)));
        await Promise.all(nodes.map(node => silent(cluster, node)));
        await cluster.delete('v1', 'PersistentVolumeClaim', subject.namespace, `data-${PRIMARY}`);
        await replaced(subject, PRIMARY, async () => {
          await cluster.delete('v1', 'Pod', subject.namespace, PRIMARY);
          await nodeFault('start', own);
        });
        await says(subject, PRIMARY, `no answer from: ${FIRST}`);
        await pause(LONG);
        expect(await prepareLog(subject, PRIMARY)).not.toContain('initialises');
        await Promise.all(nodes.filter(node => node !== own).map(node => nodeFault('start', node)));
        await Promise.all(nodes.map(node => serving(cluster, node)));
      });
    });
  });

  /** Kubernetes allows it: the pod object is gone, and the process is not. */
  disturbing('a pod is deleted by force while its node is cut off, on storage that every node reaches', async () => {
    await inNamespace(cluster, 'restricted', async namespace => {
      const storageClass = await networkClass(cluster, 'StatefulDatabase', namespace);
      const subject: Subject = { cluster, namespace, name: 'orders', tier: StorageTier.fromName(storageClass), props: {} };
      try {
        await deploy(subject);
        await settled(subject);
        const node = await nodeOf(subject, PRIMARY);
        // On the node that is cut off, and by the address of the pod: a client that goes on with the server which nobody else sees.
        const { podIP } = (await cluster.get('v1', 'Pod', namespace, PRIMARY)).status;
        await startWriter(subject, node, podIP);
        await writing(namespace, 0);
        await nodeFault('partition', node);
        await silent(cluster, node);
        await replaced(subject, PRIMARY, () => kubectl('delete', 'pod', '-n', namespace, PRIMARY, '--force', '--grace-period=0'));
        await says(subject, PRIMARY, 'another server holds the lock');
        await pause(20_000); // The server that is cut off goes on taking commits.
        await nodeFault('heal', node);
        await serving(cluster, node);
        await settled(subject);
        const acks = await acknowledged(namespace);
        await cluster.delete('v1', 'Pod', namespace, 'writer', { grace: 0 });
        const held = await converged(subject, PRIMARY);
        const lost = acks.filter(({ id }) => !held.has(id));
        rows.push({
          'fault': 'pod of the primary deleted by force while its node is cut off, on storage that every node reaches',
          'commits acknowledged': acks.length,
          'lost': lost.length,
          'members agree': 'yes',
          'seconds without service': 'until the node is back',
        });
        expect(lost).toEqual([]);
      } finally {
        await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, storageClass);
      }
    });
  });

  /** Whatever the power takes from a promotion, it goes on when the power is back, and nothing is left behind. */
  disturbing('the power of a node is cut at random moments of twelve promotions', async () => {
    const subjects = await Promise.all(Array.from({ length: 4 }, () => make(cluster, { readReplicas: 1, resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(64) } })));
    try {
      await Promise.all(subjects.map(subject => sql(subject, PRIMARY, 'create table ledger (id text primary key)')));
      const moments: string[] = [];
      for (const round of [1, 2, 3]) {
        const [from, to] = round % 2 === 1 ? [PRIMARY, FIRST] : [FIRST, PRIMARY];
        const nodes = await threeNodes(cluster);
        await Promise.all(subjects.map(async subject => {
          await sql(subject, from, `insert into ledger select '${round}-' || n from generate_series(1, 500) n`);
          const delay = Math.floor(Math.random() * 12_000);
          moments.push(`${delay}`);
          await pause(12_000 - delay);
          await deploy(subject, to === FIRST ? { promotedReplica: 0 } : {});
        }));
        const victim = nodes[Math.floor(Math.random() * nodes.length)];
        await nodeFault('kill', victim);
        await silent(cluster, victim);
        await nodeFault('start', victim);
        await serving(cluster, victim);
        await Promise.all(subjects.map(async subject => {
          await settled(subject);
          expect((await converged(subject, to)).size).toBe(500 * round);
          expect(await sql(subject, to, 'select pg_is_in_recovery()')).toBe('f');
        }));
      }
      process.stdout.write(`power cut, milliseconds after the promotion was applied: ${moments.join(', ')}\n`);
      rows.push({
        'fault': 'power of a node cut at random moments of 12 promotions, in 4 databases', 'commits acknowledged': 4 * 3 * 500, 'lost': 0, 'members agree': 'yes', 'seconds without service': 'not measured',
      });
    } finally {
      await Promise.all(subjects.map(({ namespace }) => removeNamespace(cluster, namespace)));
    }
  });
});
