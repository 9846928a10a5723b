import { Size } from 'cdk8s';
import { DATABASE } from './workloads';
import { StatefulDatabase } from '../../../src';
import { Cluster, eventually } from '../cluster';
import { inNamespace } from '../namespaces';
import { synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster?.close());

test('a set takes over a claim of the right name, whatever its size, class and labels', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const old = await cluster.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-orders-0', namespace, labels: { 'made-by': 'another-tool' } },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '7Gi' } },
        storageClassName: 'e2e-another',
        volumeName: `${namespace}-old`,
      },
    });
    await cluster.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${namespace}-old` },
      spec: {
        accessModes: ['ReadWriteMany'],
        capacity: { storage: '7Gi' },
        storageClassName: 'e2e-another',
        nfs: { server: 'nfs.example.com', path: '/old' },
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data-orders-0', namespace },
      },
    });
    await cluster.applyAll(synthesize(namespace,
      chart => new StatefulDatabase(chart, 'Orders', { ...DATABASE, replicas: 2, storage: { ...DATABASE.storage, size: Size.gibibytes(1) } })));

    // The second member had no claim, so it gets one: when it is there, the controller has been at work.
    await eventually('data-orders-1', () => cluster.get('v1', 'PersistentVolumeClaim', namespace, 'data-orders-1'));
    const pod = await eventually('orders-0', () => cluster.get('v1', 'Pod', namespace, 'orders-0'));
    expect(pod.spec.volumes.find((v: any) => v.name === 'data').persistentVolumeClaim.claimName).toBe('data-orders-0');
    const adopted = await eventually('data-orders-0 is bound', async () => {
      const claim = await cluster.get('v1', 'PersistentVolumeClaim', namespace, 'data-orders-0');
      return claim.status.phase === 'Bound' && claim;
    });
    expect(adopted.metadata.uid).toBe(old.metadata.uid);
    expect(adopted.metadata.labels).toEqual(old.metadata.labels);
    expect(adopted.metadata.ownerReferences).toBeUndefined();
    expect(adopted.spec).toEqual({ ...old.spec, volumeName: `${namespace}-old` });
  });
});
