import { Size } from 'cdk8s';
import { drill } from './drill';
import { Findings, Pair, both, pairsOf } from './pairs';
import { BATTERY, FIRST, Scene } from './postgres-faults';
import { PRIMARY, Subject, converged, deploy, inputs, nodeOf, settled, startWriter } from './postgres-subject';
import { AccessMode, StorageTier } from '../../../src';
import { battery } from '../battery';
import { Cluster } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { networkClass } from '../drills/subjects';
import { inNamespace } from '../namespaces';
import { testWithExclusiveNodes, testWithSharedNodes } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

const INPUTS = inputs({ readReplicas: 3, synchronous: true }, 'postgres-pairs.test.ts', 'postgres-faults.ts', 'pairs.ts');
const findings = new Findings('PostgreSQL', BATTERY, INPUTS);

/** A synchronous primary with three replicas and backups, that meet one pair of faults after the other. */
async function meet(pairs: Pair<Scene>[]): Promise<void> {
  await threeNodes(cluster);
  await inNamespace(cluster, 'restricted', async namespace => {
    const storageClass = await networkClass(cluster, 'PersistentDeployment', namespace);
    const storage = { size: Size.mebibytes(100), tier: StorageTier.fromName(storageClass), accessMode: AccessMode.READ_WRITE_ONCE_POD };
    const backup = { schedule: '0 3 * * *', keep: 1, storage };
    const subject: Subject = {
      cluster, namespace, name: 'orders', tier: StorageTier.fromName('standard'), props: { readReplicas: 3, synchronous: true, backup },
    };
    const scene: Scene = { subject, change: {}, nodes: {} };
    try {
      await deploy(subject);
      await settled(subject);
      // What one pair leaves is where the next begins: a failure is that of all that follow, and none is tried after it.
      await findings.run(pairs, async pair => {
        const row = await drill({
          cluster,
          namespace,
          fault: `${pair[0].name}, and ${pair[1].name}`,
          startWriter: async () => startWriter(subject, await nodeOf(subject, FIRST)),
          strike: async () => {
            await both(scene, pair);
            await settled(subject);
          },
          converged: () => converged(subject, PRIMARY),
        });
        return `${row.lost} of ${row['commits acknowledged']}, ${row['seconds without service']} s`;
      });
    } finally {
      await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, storageClass);
    }
  });
}

const disturbs = (pair: Pair<Scene>) => pair.some(fault => fault.disturbs);

battery('PostgreSQL, two faults at a time', INPUTS, () => {
  testWithSharedNodes('two things happen at a time, to the members', () => meet(pairsOf(BATTERY).filter(pair => !disturbs(pair))));

  testWithExclusiveNodes('two things happen at a time, one of them to nodes or to the DNS', () => meet(pairsOf(BATTERY).filter(disturbs)));
});
