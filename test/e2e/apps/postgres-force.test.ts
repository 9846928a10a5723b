import { recordDrills, writing } from './drill';
import { PRIMARY, Subject, converged, deploy, inputs, nodeOf, replaced, says, settled, startWriter } from './postgres-subject';
import { StorageTier } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, kubectl, pause } from '../cluster';
import { nodeFault, serving, silent } from '../drills/nodes';
import { networkClass } from '../drills/subjects';
import { acknowledged } from '../drills/writer';
import { inNamespace } from '../namespaces';
import { testWithExclusiveNodes } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('PostgreSQL, deleted by force', rows);
  cluster.close();
});

battery('PostgreSQL, deleted by force', inputs({}, 'postgres-force.test.ts'), () => {
  /** Kubernetes allows it: the pod object is gone, and the process is not. */
  testWithExclusiveNodes('a pod is deleted by force while its node is cut off, on storage that every node reaches', async () => {
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
});
