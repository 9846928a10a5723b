import { Size } from 'cdk8s';
import { DEPLOYMENT } from './workloads';
import { PersistentDeployment, Provisioner, StorageTier } from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { inNamespace } from '../namespaces';
import { ofKind, synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster?.close());

/** Applies an application with a claim of 2Gi that is bound, and removes the class after. */
async function withBoundClaim(allowExpansion: boolean, test: (claimOf: (gibibytes: number) => Manifest) => Promise<void>): Promise<void> {
  await inNamespace(cluster, 'restricted', async namespace => {
    const render = (gibibytes: number) => synthesize(namespace, chart => {
      const tier = new StorageTier(chart, 'Tier', {
        name: `tier-${namespace}`, provisioner: Provisioner.custom({ name: 'e2e.example.com/nobody' }), allowExpansion,
      });
      new PersistentDeployment(chart, 'Wiki', { ...DEPLOYMENT, storage: { ...DEPLOYMENT.storage!, tier, size: Size.gibibytes(gibibytes) } });
    });
    const claimOf = (gibibytes: number) => ofKind(render(gibibytes), 'PersistentVolumeClaim');
    const [storageClass, claim] = [ofKind(render(2), 'StorageClass'), claimOf(2)];
    try {
      await cluster.apply({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: `${namespace}-wiki` },
        spec: {
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '2Gi' },
          storageClassName: storageClass.metadata.name,
          csi: { driver: 'e2e.example.com', volumeHandle: namespace },
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: claim.metadata.name, namespace },
        },
      });
      await cluster.applyAll(render(2));
      await eventually('the claim is bound',
        async () => (await cluster.get('v1', 'PersistentVolumeClaim', namespace, claim.metadata.name)).status.phase === 'Bound');
      await test(claimOf);
    } finally {
      await cluster.delete(storageClass.apiVersion, storageClass.kind, undefined, storageClass.metadata.name);
    }
  });
}

test('a bound claim grows where the tier allows expansion, and never shrinks', async () => {
  await withBoundClaim(true, async claimOf => {
    await expect(cluster.apply(claimOf(1))).rejects.toThrow(/spec.resources.requests.storage: Forbidden: field can not be less than/);
    expect((await cluster.apply(claimOf(9))).spec.resources.requests.storage).toBe('9Gi');
    // An expansion that failed can ask for less, but for more than there is.
    expect((await cluster.apply(claimOf(3))).spec.resources.requests.storage).toBe('3Gi');
    await expect(cluster.apply(claimOf(2))).rejects.toThrow(/Forbidden: field can not be less than status.capacity/);
  });
});

test('a bound claim does not grow where the tier does not', async () => {
  await withBoundClaim(false, async claimOf => {
    await expect(cluster.apply(claimOf(3))).rejects
      .toThrow(/only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize/);
  });
});
