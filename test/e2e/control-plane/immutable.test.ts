import { Duration, Size } from 'cdk8s';
import { DATABASE, DEPLOYMENT, TIER } from './workloads';
import {
  AccessMode, BindingMode, ClaimRetention, LocalDiskPool, LogDaemon, Members, PersistentDeployment, PodManagement, Provisioner, ReclaimPolicy, StatefulDatabase,
  StatefulDatabaseProps, StaticVolume, StorageTier, StorageTierProps, UpdateStrategy, VolumeSource,
} from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { makeNamespace, removeNamespace } from '../namespaces';
import { synthesize } from '../synthesize';

let cluster: Cluster;
let namespace: string;
beforeAll(async () => {
  cluster = await Cluster.connect();
  namespace = await makeNamespace(cluster, 'privileged');
});
afterAll(async () => {
  if (namespace) {
    await removeNamespace(cluster, namespace);
  }
  cluster?.close();
});

type Objects = () => Manifest[];

const database = (props: Partial<StatefulDatabaseProps> = {}): Objects => () =>
  synthesize(namespace, chart => new StatefulDatabase(chart, 'Orders', { ...DATABASE, replicas: 2, members: Members.INDEPENDENT, ...props }));
const claim = (props: Partial<StatefulDatabaseProps['storage']>) => database({ storage: { ...DATABASE.storage, ...props } });
const deployment = (storage: Partial<StatefulDatabaseProps['storage']> = {}, image = DEPLOYMENT.image): Objects => () =>
  synthesize(namespace, chart => new PersistentDeployment(chart, 'Wiki', { ...DEPLOYMENT, image, storage: { ...DEPLOYMENT.storage!, ...storage } }));
const tier = (props: Partial<StorageTierProps> = {}): Objects => () =>
  synthesize(namespace, chart => new StorageTier(chart, 'Tier', { name: `tier-${namespace}`, provisioner: Provisioner.custom({ name: 'e2e.example.com/nobody' }), ...props }));
const pool = (path = '/mnt/disks/a', size = 1): Objects => () =>
  synthesize(namespace, chart => new LocalDiskPool(chart, 'Pool', { name: `pool-${namespace}`, disks: [{ node: 'e2e-no-node', path, name: 'disk' }], size: Size.gibibytes(size) }));
const volume = (path = '/a', accessModes = [AccessMode.READ_WRITE_MANY], mountOptions?: string[]): Objects => () =>
  synthesize(namespace, chart => new StaticVolume(chart, 'Files', {
    name: 'files', source: VolumeSource.nfs({ server: 'nfs.example.com', path }), size: Size.gibibytes(1), accessModes, mountOptions,
  }));
const daemon = (image = 'registry.example.com/agent:1.0.0'): Objects => () => synthesize(namespace, chart => new LogDaemon(chart, 'Logs', { name: 'logs', image, resources: { memory: Size.mebibytes(16) } }));

/** The same objects, with something changed that no prop can change without another name. */
const changed = (objects: Objects, kind: string, change: (object: Manifest) => void): Objects => () => {
  const all: Manifest[] = JSON.parse(JSON.stringify(objects()));
  all.filter(object => object.kind === kind).forEach(change);
  return all;
};
const otherSelector = (object: Manifest) => {
  object.spec.selector.matchLabels['app.kubernetes.io/component'] = 'x';
  object.spec.template.metadata.labels['app.kubernetes.io/component'] = 'x';
};

const withAddress = (service: Manifest) => {
  service.spec.clusterIP = service.spec.clusterIP && '10.255.255.254';
};
const toOtherNode = (disk: Manifest) => {
  disk.spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values = ['e2e-other-node'];
};
const ON_DELETE = database({ updateStrategy: UpdateStrategy.onDelete() });

const SET = /updates to statefulset spec for fields other than .* are forbidden/;
const CLAIM = /spec is immutable after creation except/;
const REFUSED: [string, Objects, Objects, RegExp][] = [
  ['another name of a claim template', database(), claim({ name: 'other' }), SET],
  ['another size of a claim template', database(), claim({ size: Size.gibibytes(2) }), SET],
  ['another class of a claim template', database(), claim({ tier: StorageTier.fromName('other') }), SET],
  ['another access mode of a claim template', database(), claim({ accessMode: AccessMode.READ_WRITE_ONCE_POD }), SET],
  ['a further claim template', database(), database({ extraStorage: [{ name: 'wal', size: Size.gibibytes(1), tier: TIER, mountPath: '/wal' }] }), SET],
  ['another order of starting', database(), database({ podManagement: PodManagement.ORDERED_READY }), SET],
  ['another governing Service', database(), changed(database(), 'StatefulSet', set => set.spec.serviceName = 'orders'), SET],
  ['another selector of a StatefulSet', database(), changed(database(), 'StatefulSet', otherSelector), SET],
  ['an address for the headless Service', database(), changed(database(), 'Service', withAddress), /clusterIPs\[0\]: Invalid value.*may not change once set/],
  ['OnDelete for a set that has had rolling updates', database(), ON_DELETE, /rollingUpdate: Invalid value.*only allowed for updateStrategy 'RollingUpdate'/],
  ['another selector of a Deployment', deployment(), changed(deployment(), 'Deployment', otherSelector), /selector: Invalid value.*field is immutable/],
  ['another class of a claim', deployment(), deployment({ tier: StorageTier.fromName('other') }), CLAIM],
  ['another access mode of a claim', deployment(), deployment({ accessMode: AccessMode.READ_WRITE_ONCE_POD }), CLAIM],
  ['a larger claim that is not bound', deployment(), deployment({ size: Size.gibibytes(2) }), CLAIM],
  ['another selector of a DaemonSet', daemon(), changed(daemon(), 'DaemonSet', otherSelector), /selector: Invalid value.*field is immutable/],
  ['another provisioner', tier(), tier({ provisioner: Provisioner.custom({ name: 'e2e.example.com/other' }) }), /provisioner: Forbidden: updates to provisioner are forbidden/],
  ['other parameters', tier(), tier({ provisioner: Provisioner.custom({ name: 'e2e.example.com/nobody', parameters: { a: 'b' } }) }), /parameters: Forbidden: updates to parameters are forbidden/],
  ['another reclaim policy of a class', tier(), tier({ reclaimPolicy: ReclaimPolicy.DELETE }), /reclaimPolicy: Forbidden|updates to reclaimPolicy are forbidden|field is immutable/],
  ['another binding mode', tier(), tier({ bindingMode: BindingMode.IMMEDIATE }), /volumeBindingMode: Invalid value.*field is immutable/],
  ['another path of a local disk', pool(), pool('/mnt/disks/b'), /spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation/],
  ['another node of a local disk', pool(), changed(pool(), 'PersistentVolume', toOtherNode), /nodeAffinity: Invalid value.*field is immutable/],
  ['another path of a share', volume(), volume('/b'), /spec.persistentvolumesource: Forbidden/],
];

/** Neighbours: the changes of everyday life, for the same objects. */
const ACCEPTED: [string, Objects, Objects][] = [
  ['more members', database(), database({ replicas: 3 })],
  ['another image', database(), database({ image: 'registry.example.com/engine:1.2.4' })],
  ['other resources, environment and probes', database(), database({ resources: { memory: Size.mebibytes(128) }, env: { A: 'b' }, startupBudget: Duration.hours(2) })],
  ['labels of the objects and annotations of the pods', database(), database({ labels: { team: 'a' }, podAnnotations: { a: 'b' } })],
  ['another partition', database(), database({ updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1 }) })],
  ['another retention', database(), database({ retention: ClaimRetention.DELETE_WHEN_SCALED })],
  ['another time to be ready', database(), database({ minReady: Duration.seconds(20) })],
  ['another budget', database(), database({ maxUnavailable: 2 })],
  ['config files', database(), database({ config: { 'a.conf': 'a' }, configPath: '/etc/engine' })],
  ['another path of a claim in the container', database(), claim({ mountPath: '/elsewhere' })],
  ['another image of a Deployment', deployment(), deployment({}, 'registry.example.com/engine:1.2.4')],
  ['another image of a daemon', daemon(), daemon('registry.example.com/agent:1.0.1')],
  ['expansion of a class', tier({ allowExpansion: false }), tier({ allowExpansion: true })],
  ['mount options of a class', tier(), tier({ mountOptions: ['noatime'] })],
  ['labels of a class', tier(), tier({ labels: { team: 'a' } })],
  ['another size of a local disk', pool(), pool('/mnt/disks/a', 2)],
  ['mount options of a share', volume(), volume('/a', [AccessMode.READ_WRITE_MANY], ['hard'])],
];

test.each(REFUSED)('the server refuses %s, and nothing changes', async (_, before, after, message) => {
  await renewed(before(), async () => {
    const old = await specs(before());
    await expect(applyChanged(after())).rejects.toThrow(message);
    expect(await specs(before())).toEqual(old);
  });
});

test.each(ACCEPTED)('the server accepts %s', async (_, before, after) => {
  await renewed(before(), async () => {
    expect(JSON.stringify(after())).not.toBe(JSON.stringify(before()));
    await cluster.applyAll(after());
  });
});

test('the server accepts OnDelete after the patch that the documentation names', async () => {
  await renewed(database()(), async () => {
    await cluster.patch('apps/v1', 'StatefulSet', namespace, 'orders', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
    await cluster.applyAll(ON_DELETE());
    expect((await cluster.get('apps/v1', 'StatefulSet', namespace, 'orders')).spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });
});

/** All objects are tried, so that one refusal leaves no other unseen. */
async function applyChanged(objects: Manifest[]): Promise<void> {
  const answers = await Promise.allSettled(objects.map(async object => cluster.apply(object)));
  const refused = answers.find((answer): answer is PromiseRejectedResult => answer.status === 'rejected');
  if (refused) {
    throw refused.reason;
  }
}

/** What a user wrote of the objects, as the server has it now. */
async function specs(objects: Manifest[]): Promise<unknown[]> {
  return Promise.all(objects.filter(object => object.kind !== 'ConfigMap').map(async ({ apiVersion, kind, metadata }) => {
    const { spec, parameters, provisioner, volumeBindingMode, reclaimPolicy } = await cluster.get(apiVersion, kind, metadata.namespace, metadata.name);
    return { kind, spec, parameters, provisioner, volumeBindingMode, reclaimPolicy };
  }));
}

/** Applies the objects, and removes them after. */
async function renewed(objects: Manifest[], test: () => Promise<void>): Promise<void> {
  await cluster.applyAll(objects);
  try {
    await test();
  } finally {
    for (const { apiVersion, kind, metadata } of objects) {
      await cluster.delete(apiVersion, kind, metadata.namespace, metadata.name);
    }
    for (const { apiVersion, kind, metadata } of objects) {
      await eventually(`${kind} ${metadata.name} is gone`, async () => !await cluster.get(apiVersion, kind, metadata.namespace, metadata.name));
    }
  }
}
