import { DATABASE } from './workloads';
import { ClaimRetention, StatefulDatabase } from '../../../src';
import { Cluster, eventually } from '../cluster';
import { inNamespace } from '../namespaces';
import { synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster?.close());

/** What is left of the claims of two members, after one was scaled away and after the set was deleted. */
const LEFT: [ClaimRetention, string[], string[]][] = [
  [ClaimRetention.RETAIN, ['0', '1'], ['0', '1']],
  [ClaimRetention.DELETE_WHEN_SCALED, ['0'], ['0']],
  [ClaimRetention.DELETE_WHEN_DELETED, ['0', '1'], []],
  [ClaimRetention.DELETE, ['0'], []],
];

test('retention decides which claims go', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const apply = async (replicas: number) => cluster.applyAll(synthesize(namespace, chart => LEFT.map(([retention], i) =>
      new StatefulDatabase(chart, retention, { ...DATABASE, name: `db-${i}`, retention, replicas }))));
    const claims = async (i: number) => (await cluster.list('v1', 'PersistentVolumeClaim', namespace))
      .filter(claim => !claim.metadata.deletionTimestamp).map(claim => claim.metadata.name)
      .filter(name => name.startsWith(`data-db-${i}-`)).map(name => name.slice(-1)).sort();
    /** What has to stay is looked at when the garbage collector has been seen to end what it was given later. */
    const left = async (what: string, expected: string[][]) => {
      await eventually(what, async () => {
        const counts = await Promise.all(LEFT.map(async (_, i) => (await claims(i)).length));
        return counts.every((count, i) => count <= expected[i].length) || Promise.reject(new Error(`left: ${counts.join(', ')}`));
      });
      await garbageIsCollected(namespace);
      for (const [i, names] of expected.entries()) {
        expect(await claims(i)).toEqual(names);
      }
    };
    await apply(2);
    await eventually('two claims of each set',
      async () => (await Promise.all(LEFT.map(async (_, i) => claims(i)))).every(found => found.length === 2));

    await apply(1);
    await eventually('the controller has scaled all sets', async () => (await cluster.list('apps/v1', 'StatefulSet', namespace))
      .every(({ metadata, status }) => status.observedGeneration === metadata.generation && status.replicas === 1));
    await left('what scaling leaves', LEFT.map(([, scaled]) => scaled));

    // The claims of members that were scaled away go too: they were the set's from the beginning.
    await Promise.all(LEFT.map(async (_, i) => cluster.delete('apps/v1', 'StatefulSet', namespace, `db-${i}`)));
    await left('what deleting leaves', LEFT.map(([, , deleted]) => deleted));
  });
});

/** A claim whose owner is deleted now is gone: so is what was due before. */
async function garbageIsCollected(namespace: string): Promise<void> {
  const owner = await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'owner-', namespace } });
  const claim = await cluster.create({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: owner.metadata.name,
      namespace,
      ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: owner.metadata.name, uid: owner.metadata.uid }],
    },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'e2e-nobody' },
  });
  await cluster.delete('v1', 'ConfigMap', namespace, owner.metadata.name);
  await eventually('garbage is collected', async () => !await cluster.get('v1', 'PersistentVolumeClaim', namespace, claim.metadata.name));
}
