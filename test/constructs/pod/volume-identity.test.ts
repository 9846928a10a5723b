import { Chart, Size, Testing } from 'cdk8s';
import { LocalDiskPool, Provisioner, StatefulDatabase, StatefulDatabaseProps, StorageTier, VolumeMode, apps } from '../../../src';
import { check } from '../../../src/review/check/check';
import { readText } from '../../../src/review/manifests/read';
import { FAST, MINIMAL, errorsOf, manifest, testChart } from '../support';

const IMAGE = 'registry.example.com/curl:8.16.0';
const SIZE = Size.gibibytes(100);
const KINDS = ['ServiceAccount', 'Role', 'RoleBinding'];

function pool(chart: Chart): LocalDiskPool {
  return new LocalDiskPool(chart, 'Nvme', {
    name: 'nvme', nodes: ['node-a', 'node-b', 'node-c'], paths: ['/mnt/disks/nvme0/nvme0', '/mnt/disks/nvme1/nvme1'], size: SIZE,
  });
}

function onPool(
  props: (tier: LocalDiskPool) => Partial<StatefulDatabaseProps> = () => ({}), chart = testChart(),
): { chart: Chart; db: StatefulDatabase; pod: any } {
  const tier = pool(chart);
  const db = new StatefulDatabase(chart, 'Orders', {
    ...MINIMAL, storage: { size: SIZE, tier, mountPath: '/data' }, identityImage: IMAGE, ...props(tier),
  });
  return { chart, db, get pod() { return manifest(chart, 'StatefulSet').spec.template.spec; } };
}

test('a pod on a local disk asks first whether it is its own, with a token that no other container sees', () => {
  const { chart, db, pod } = onPool(() => ({ initContainers: [{ name: 'other', image: IMAGE }] }));
  const [first, other] = pod.initContainers;
  expect([first.name, first.image, other.name]).toEqual(['identity', IMAGE, 'other']);
  expect(first.volumeMounts).toEqual([{ mountPath: '/volumes/data', name: 'data' }, { mountPath: '/identity', name: 'identity', readOnly: true }]);
  expect(first.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  expect([pod.serviceAccountName, pod.automountServiceAccountToken]).toEqual(['orders-identity', false]);
  expect([...pod.containers, other].flatMap((container: any) => container.volumeMounts ?? []).map((mount: any) => mount.name)).toEqual(['data']);
  expect(manifest(chart, 'ServiceAccount').automountServiceAccountToken).toBe(false);
  expect(manifest(chart, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'orders-identity' }]);
  expect([db.identityServiceAccount, db.identityRole, db.identityRoleBinding, db.identityScript].map(object => object?.name))
    .toEqual(Array(4).fill('orders-identity'));
});

test('a number of replicas over 32 bits is an error with an id, not of an array', () => {
  expect(() => manifest(onPool(() => ({ replicas: 2 ** 40 })).chart, 'Role')).toThrow(/CS140 replicas: got 1099511627776/);
});

test('each claim on a local disk is compared, and no other', () => {
  const { chart, pod } = onPool(tier => ({
    replicas: 2,
    extraStorage: [
      { name: 'wal', size: SIZE, tier, mountPath: '/wal' },
      { name: 'net', size: SIZE, tier: FAST, mountPath: '/net' },
      {
        name: 'raw',
        size: SIZE,
        tier: StorageTier.fromName('raw', { provisioner: Provisioner.localStatic() }),
        mountPath: '/raw',
        volumeMode: VolumeMode.BLOCK,
      },
    ],
  }));
  expect(pod.initContainers[0].volumeMounts.map((mount: any) => mount.mountPath)).toEqual(['/volumes/data', '/volumes/wal', '/identity']);
  expect(manifest(chart, 'Role').rules).toEqual([{
    apiGroups: [''],
    resources: ['persistentvolumeclaims'],
    resourceNames: ['data-orders-0', 'data-orders-1', 'wal-orders-0', 'wal-orders-1'],
    verbs: ['get', 'patch'],
  }]);
});

test('a class that exists is one of local disks when its provisioner is said', () => {
  const chart = testChart();
  new StatefulDatabase(chart, 'Orders', {
    ...MINIMAL,
    identityImage: IMAGE,
    storage: { size: SIZE, tier: StorageTier.fromName('nvme', { provisioner: Provisioner.localStatic() }), mountPath: '/data' },
  });
  expect(manifest(chart, 'StatefulSet').spec.template.spec.initContainers.map((c: any) => c.name)).toEqual(['identity']);
});

test.each<[string, (tier: LocalDiskPool) => Partial<StatefulDatabaseProps>]>([
  ['other storage', () => ({ storage: MINIMAL.storage })],
  ['no image for it', () => ({ identityImage: undefined })],
])('%s: nothing is added', (_, props) => {
  const { chart, pod } = onPool(props);
  expect(pod.initContainers).toBeUndefined();
  expect(pod.serviceAccountName).toBeUndefined();
  expect(Testing.synth(chart).filter(object => KINDS.includes(object.kind))).toEqual([]);
});

test('an account of yours gets the role', () => {
  const { chart, db, pod } = onPool(() => ({ serviceAccountName: 'engine' }));
  expect(pod.serviceAccountName).toBe('engine');
  expect(db.identityServiceAccount).toBeUndefined();
  expect(manifest(chart, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'engine' }]);
});

test('more members change the role, and no pod', () => {
  const [one, none, three] = [1, 0, 3].map(replicas => onPool(() => ({ replicas })));
  expect(none.pod).toEqual(one.pod);
  // Without a name the rule would be for every claim of the namespace.
  expect(manifest(none.chart, 'Role').rules[0].resourceNames).toEqual(['data-orders-0']);
  expect(manifest(three.chart, 'Role').rules[0].resourceNames).toHaveLength(3);
  expect(three.pod.initContainers).toEqual(one.pod.initContainers);
});

test('names that are taken are errors', () => {
  expect(errorsOf(onPool(() => ({ initContainers: [{ name: 'identity', image: IMAGE }] })).chart))
    .toEqual([expect.stringContaining("CS126 name of a container: got 'identity'")]);
  const { chart } = onPool(tier => ({ extraStorage: [{ name: 'identity', size: SIZE, tier, mountPath: '/more' }] }));
  expect(errorsOf(chart)).toEqual([expect.stringContaining("CS127 name of a volume: got 'identity'")]);
});

test('every app with storage has it, with the helper image, and no finding of the check', () => {
  const chart = testChart();
  const storage = { size: SIZE, tier: pool(chart) };
  new apps.Postgres(chart, 'Postgres', { name: 'orders', secretName: 'orders', storage, walStorage: storage, readReplicas: 1, helperImage: IMAGE });
  new apps.Etcd(chart, 'Etcd', { name: 'etcd', replicas: 1, storage, tlsSecretName: 'etcd-tls' });
  new apps.JavaApp(chart, 'Java', { name: 'billing', image: 'registry.example.com/billing:4.2.0', port: 8080, dataPath: '/data', storage });
  const objects = Testing.synth(chart);
  const first = objects.filter(object => object.kind === 'StatefulSet')
    .map(({ metadata, spec }) => [metadata.name, spec.template.spec.initContainers[0].name, spec.template.spec.initContainers[0].image]);
  expect(first).toEqual([
    ['orders', 'identity', IMAGE], ['orders-replica', 'identity', IMAGE], ['etcd', 'identity', apps.Etcd.DEFAULT_HELPER_IMAGE],
    ['billing', 'identity', apps.JavaApp.DEFAULT_HELPER_IMAGE],
  ]);
  expect(apps.Postgres.DEFAULT_HELPER_IMAGE).toBe(apps.Etcd.DEFAULT_HELPER_IMAGE);
  const { findings, problems } = check(readText('all', objects.map(object => JSON.stringify(object)).join('\n---\n')));
  expect(problems).toEqual([]);
  // One member on one disk is what some of them are.
  expect(findings.filter(({ rule, isUnknown }) => !isUnknown && !['ST67', 'ST80'].includes(rule.id))).toEqual([]);
});
