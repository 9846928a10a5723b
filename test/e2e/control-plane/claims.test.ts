import { Size } from 'cdk8s';
import { DATABASE, DEPLOYMENT, TIER } from './workloads';
import { AccessMode, PersistentDeployment, StatefulDatabase, StaticVolume, Volume, VolumeSource } from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { inNamespace } from '../namespaces';
import { ofKind, synthesize } from '../synthesize';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster?.close());

test('claims have the names that were promised, and pods use them', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    let promised: string[] = [];
    await cluster.applyAll(synthesize(namespace, chart => {
      const database = new StatefulDatabase(chart, 'Orders', {
        ...DATABASE, replicas: 2, extraStorage: [{ name: 'wal', size: Size.gibibytes(1), tier: TIER, mountPath: '/wal' }],
      });
      const wiki = new PersistentDeployment(chart, 'Wiki', {
        ...DEPLOYMENT, extraStorage: [{ name: 'files', size: Size.gibibytes(1), tier: TIER, mountPath: '/files' }],
      });
      promised = [...[0, 1].flatMap(i => [database.claimName(i), database.claimName(i, 'wal')]), ...wiki.claims.map(claim => claim.name)];
    }));
    expect(promised).toEqual(['data-orders-0', 'wal-orders-0', 'data-orders-1', 'wal-orders-1', 'wiki-data', 'wiki-files']);

    const pods = await eventually('the pods', async () => {
      const found = await cluster.list('v1', 'Pod', namespace);
      return found.length === 3 && found;
    });
    const used = pods.flatMap(pod => pod.spec.volumes.flatMap((v: any) => v.persistentVolumeClaim?.claimName ?? []));
    expect(used.sort()).toEqual([...promised].sort());
    expect((await cluster.list('v1', 'PersistentVolumeClaim', namespace)).map(claim => claim.metadata.name).sort()).toEqual([...promised].sort());
  });
});

test('hosts have the names that were promised', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    let hosts: string[] = [];
    await cluster.applyAll(synthesize(namespace, chart => {
      const database = new StatefulDatabase(chart, 'Orders', DATABASE);
      hosts = [database.host, database.podHost(0), new PersistentDeployment(chart, 'Wiki', DEPLOYMENT).host];
    }));
    const pod = await eventually('orders-0', () => cluster.get('v1', 'Pod', namespace, 'orders-0'));
    // https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field
    expect(hosts).toEqual([`orders.${namespace}.svc`, `${pod.spec.hostname}.${pod.spec.subdomain}.${namespace}.svc`, `wiki.${namespace}.svc`]);
    const services = await cluster.list('v1', 'Service', namespace);
    expect(services.map(service => service.metadata.name).sort()).toEqual(['orders', 'orders-headless', 'wiki']);
    expect(services.find(service => service.metadata.name === pod.spec.subdomain)!.spec.clusterIP).toBe('None');
  });
});

test('a static volume and its claim find each other, and nobody comes between them', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const objects = synthesize(namespace, chart => {
      const reports = new StaticVolume(chart, 'Reports', {
        name: 'reports',
        source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/reports' }),
        size: Size.gibibytes(5),
        accessModes: [AccessMode.READ_WRITE_MANY],
      });
      new PersistentDeployment(chart, 'Wiki', {
        ...DEPLOYMENT, storage: undefined, volumes: [{ volume: Volume.claim('reports', reports.claimName), mountPath: '/reports' }],
      });
    });
    const volume = ofKind(objects, 'PersistentVolume');
    const claim = ofKind(objects, 'PersistentVolumeClaim');
    const thief = { ...claim, metadata: { name: 'thief', namespace }, spec: { ...claim.spec, volumeName: undefined } };
    // Of the same size and class, so that nothing but the reservation tells them apart; free for the first who comes.
    const decoy = { ...volume, metadata: { name: `${namespace}-decoy` }, spec: { ...volume.spec, claimRef: undefined } };
    const second = { ...decoy, metadata: { name: `${namespace}-a-decoy` } };
    const bound = async (name: string) => eventually(`${name} is bound`, async () => {
      const found = await cluster.get('v1', 'PersistentVolumeClaim', namespace, name);
      return found.status.phase === 'Bound' && found.spec.volumeName;
    });
    const free = async ({ metadata: { name } }: Manifest) => eventually(`${name} is seen`, async () =>
      (await cluster.get('v1', 'PersistentVolume', undefined, name)).status.phase === 'Available');
    try {
      await cluster.apply(thief);
      await cluster.apply(volume);
      await free(volume);
      await cluster.apply(decoy);
      expect(await bound('thief')).toBe(decoy.metadata.name);
      await cluster.apply(second);
      await free(second);
      await cluster.applyAll(objects);
      expect(await bound(claim.metadata.name)).toBe(volume.metadata.name);
      expect((await cluster.get('v1', 'PersistentVolume', undefined, second.metadata.name)).status.phase).toBe('Available');
    } finally {
      for (const { metadata } of [volume, decoy, second]) {
        await cluster.delete('v1', 'PersistentVolume', undefined, metadata.name);
      }
    }
  });
});
