import { recordDrills } from './drill';
import { PRIMARY, Subject, converged, deploy, inputs, loseVolume, make, nodeOf, prepareLog, replaced, says, settled, sql } from './postgres-subject';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, pause } from '../cluster';
import { withoutDns } from '../drills/dns';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { removeNamespace } from '../namespaces';
import { testWithExclusiveNodes, holding } from '../nodes-lock';

const FIRST = 'orders-replica-0';
/** Longer than an empty primary ever waited before it took silence for the word that there is no data. */
const LONG = 80_000;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL, a primary that is empty', rows);
  cluster.close();
});

battery('PostgreSQL, a primary that is empty', inputs({ readReplicas: 1 }, 'postgres-empty-primary.test.ts'), () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await holding('shared', () => make(cluster, { readReplicas: 1 }));
  });
  afterAll(() => removeNamespace(cluster, subject.namespace));

  /** The writer would die with its node: a thousand rows that all members hold are acknowledged before. */
  const emptyPrimary = async (fault: string, lose: () => Promise<void>) => {
    await sql(subject, PRIMARY,
      `create table if not exists ledger (id text primary key); insert into ledger select '${fault} ' || n from generate_series(1, 1000) n`);
    const before = await converged(subject, PRIMARY);
    await lose();
    await says(subject, PRIMARY, `the volume is empty, but there is data at: ${FIRST}`);
    await deploy(subject, { promotedReplica: 0 });
    await settled(subject);
    expect(await converged(subject, FIRST)).toEqual(before);
    await deploy(subject);
    await settled(subject);
    expect(await converged(subject, PRIMARY)).toEqual(before);
    rows.push({
      'fault': `${fault}, a replica promoted`,
      'commits acknowledged': before.size,
      'lost': 0,
      'members agree': 'yes',
      'seconds without service': 'until the replica is promoted',
    });
  };

  testWithExclusiveNodes('the claim of the primary is lost while the node of the replica is off', async () => {
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

  testWithExclusiveNodes('the claim of the primary is lost while DNS is down', async () => {
    await emptyPrimary('claim of the primary lost while DNS is down', () => withoutDns(cluster, async () => {
      await loseVolume(subject, PRIMARY);
      await says(subject, PRIMARY, `no answer from: ${FIRST}`);
      await pause(LONG);
      expect(await prepareLog(subject, PRIMARY)).not.toContain('initialises');
    }));
  });

  testWithExclusiveNodes('the claim of the primary is lost in a power cut of all nodes', async () => {
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
