import { Size } from 'cdk8s';
import { drill } from './drill';
import { secretOf, withCertificates } from './etcd-certificates';
import { BATTERY, Scene } from './etcd-faults';
import { Subject, converged, deploy, inputs, nodeOf, settled, startWriter } from './etcd-subject';
import { Findings, Pair, both, pairsOf } from './pairs';
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

const INPUTS = inputs({ tlsSecretName: 'etcd-tls' }, 'apps/etcd-pairs.test.ts', 'apps/etcd-faults.ts', 'apps/pairs.ts');
const findings = new Findings('etcd', BATTERY, INPUTS);

/** Three members with certificates and backups, that meet one pair of faults after the other. */
async function meet(pairs: Pair<Scene>[]): Promise<void> {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'restricted', namespace => withCertificates(namespace, async folder => {
    await cluster.apply(secretOf(folder, namespace, ['old.crt', 'old.key', 'both.crt']));
    const storageClass = await networkClass(cluster, 'PersistentDeployment', namespace);
    const storage = { size: Size.mebibytes(100), tier: StorageTier.fromName(storageClass), accessMode: AccessMode.READ_WRITE_ONCE_POD };
    const backup = { schedule: '0 3 * * *', keep: 1, storage };
    const subject: Subject = {
      cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: { tlsSecretName: 'etcd-tls', backup },
    };
    const scene: Scene = { subject, folder, change: { replicas: 3 }, nodes: {} };
    try {
      await deploy(subject, scene.change);
      await settled(subject);
      await findings.run(pairs, async pair => {
        // The writer is where no fault is.
        const hit = await Promise.all(['etcd-0', 'etcd-1'].map(pod => nodeOf(subject, pod)));
        const row = await drill({
          cluster,
          namespace,
          fault: `${pair[0].name}, and ${pair[1].name}`,
          startWriter: () => startWriter(subject, nodes.find(node => !hit.includes(node))!),
          strike: async () => {
            await both(scene, pair);
            await settled(subject);
          },
          converged: () => converged(subject),
        });
        return `${row.lost} of ${row['commits acknowledged']}, ${row['seconds without service']} s`;
      });
    } finally {
      await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, storageClass);
    }
  }));
}

const disturbs = (pair: Pair<Scene>) => pair.some(fault => fault.disturbs);

battery('etcd, two faults at a time', INPUTS, () => {
  testWithSharedNodes('two things happen at a time, to the members', () => meet(pairsOf(BATTERY).filter(pair => !disturbs(pair))));

  testWithExclusiveNodes('two things happen at a time, one of them to nodes or to the DNS', () => meet(pairsOf(BATTERY).filter(disturbs)));
});
