import { Duration, Size } from 'cdk8s';
import { DATABASE, DEPLOYMENT, TIER } from './workloads';
import {
  AccessMode, BindingMode, ClaimRetention, ClaimSource, LocalDiskPool, Members, NodeDaemon, NodeDaemonProps,
  PersistentDeployment, PersistentDeploymentProps, PodManagement,
  Probe, Provisioner, ReclaimPolicy, SecretKey, ServiceType, Spread, StatefulDatabase, StatefulDatabaseProps, StaticVolume,
  StaticVolumeProps, StorageTier, StorageTierProps,
  UpdateStrategy, Volume, VolumeMode, VolumeSource,
} from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { makeNamespace, removeNamespace } from '../namespaces';
import { ofKind, synthesize } from '../synthesize';

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
const deployment = (props: Partial<PersistentDeploymentProps> = {}): Objects =>
  () => synthesize(namespace, chart => new PersistentDeployment(chart, 'Wiki', { ...DEPLOYMENT, ...props }));
const wikiClaim = (props: Partial<StatefulDatabaseProps['storage']>) => deployment({ storage: { ...DEPLOYMENT.storage!, ...props } });
const tier = (props: Partial<StorageTierProps> = {}): Objects => () =>
  synthesize(namespace, chart => new StorageTier(chart, 'Tier', {
    name: `tier-${namespace}`, provisioner: Provisioner.custom({ name: 'e2e.example.com/nobody' }), ...props,
  }));
const pool = (path = '/mnt/disks/a', size = 1): Objects => () =>
  synthesize(namespace, chart => new LocalDiskPool(chart, 'Pool', {
    name: `pool-${namespace}`, disks: [{ node: 'e2e-no-node', path, name: 'disk' }], size: Size.gibibytes(size),
  }));
const volume = (props: Partial<StaticVolumeProps> = {}): Objects => () => synthesize(namespace, chart => new StaticVolume(chart, 'Files', {
  name: 'files',
  source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/a' }),
  size: Size.gibibytes(1),
  accessModes: [AccessMode.READ_WRITE_MANY],
  ...props,
}));
const daemon = (props: Partial<NodeDaemonProps> = {}): Objects => () => synthesize(namespace, chart => new NodeDaemon(chart, 'Agent', {
  name: `agent-${namespace}`,
  image: 'registry.example.com/agent:1.0.0',
  runAsUser: 1001,
  resources: { memory: Size.mebibytes(16) },
  nodeSelector: { 'e2e.example.com/none': 'true' },
  ...props,
}));

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
const withoutAddress = (service: Manifest) => {
  service.spec.clusterIP = 'None';
};
const toOtherNode = (disk: Manifest) => {
  disk.spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values = ['e2e-other-node'];
};
const ON_DELETE = database({ updateStrategy: UpdateStrategy.onDelete() });
const balanced = (props: Partial<StatefulDatabaseProps> = {}) =>
  database({ serviceType: ServiceType.LOAD_BALANCER, serviceLoadBalancerClass: 'e2e.example.com/nobody', ...props });
const withVolume = (mounted: Volume) => database({ volumes: [{ volume: mounted, mountPath: '/etc/extra' }] });

const WAL = { name: 'wal', size: Size.gibibytes(1), tier: TIER, mountPath: '/wal' };
/* The second sentence is that of 1.37. */
const SET = /updates to statefulset spec for fields other than .* are forbidden|spec\.\w+: Invalid value.*field is immutable/;
const PARAMETERS = /parameters: (Forbidden: updates to parameters are forbidden|Invalid value.*field is immutable)/;
const CLAIM = /spec is immutable after creation except/;
const REFUSED: [string, Objects, Objects, RegExp][] = [
  ['another name of a claim template', database(), claim({ name: 'other' }), SET],
  ['another size of a claim template', database(), claim({ size: Size.gibibytes(2) }), SET],
  ['another class of a claim template', database(), claim({ tier: StorageTier.fromName('other') }), SET],
  ['another access mode of a claim template', database(), claim({ accessMode: AccessMode.READ_WRITE_ONCE_POD }), SET],
  ['another volume mode of a claim template', database(), claim({ volumeMode: VolumeMode.BLOCK, mountPath: '/dev/data' }), SET],
  ['another source of a claim template', database(), claim({ source: ClaimSource.snapshot('old') }), SET],
  ['one claim template less', database({ extraStorage: [WAL] }), database(), SET],
  ['a further claim template', database(), database({ extraStorage: [WAL] }), SET],
  ['another order of starting', database(), database({ podManagement: PodManagement.ORDERED_READY }), SET],
  ['another governing Service', database(), changed(database(), 'StatefulSet', set => set.spec.serviceName = 'orders'), SET],
  ['another selector of a StatefulSet', database(), changed(database(), 'StatefulSet', otherSelector), SET],
  [
    'an address for the headless Service', database(), changed(database(), 'Service', withAddress),
    /clusterIPs\[0\]: Invalid value.*may not change once set/,
  ],
  [
    'no address for the client Service', database(), changed(database(), 'Service', withoutAddress),
    /clusterIPs\[0\]: Invalid value.*may not change once set/,
  ],
  [
    'another class of a load balancer', balanced(), balanced({ serviceLoadBalancerClass: 'e2e.example.com/other' }),
    /loadBalancerClass: Invalid value.*may not change once set/,
  ],
  [
    'OnDelete for a set that has had rolling updates', database(), ON_DELETE,
    /rollingUpdate: Invalid value.*only allowed for updateStrategy 'RollingUpdate'/,
  ],
  [
    'another selector of a Deployment', deployment(), changed(deployment(), 'Deployment', otherSelector),
    /selector: Invalid value.*field is immutable/,
  ],
  ['another class of a claim', deployment(), wikiClaim({ tier: StorageTier.fromName('other') }), CLAIM],
  ['another access mode of a claim', deployment(), wikiClaim({ accessMode: AccessMode.READ_WRITE_ONCE_POD }), CLAIM],
  ['another volume mode of a claim', deployment(), changed(deployment(), 'PersistentVolumeClaim', object => object.spec.volumeMode = 'Block'), CLAIM],
  ['another source of a claim', deployment(), wikiClaim({ source: ClaimSource.clone('old') }), CLAIM],
  ['a larger claim that is not bound', deployment(), wikiClaim({ size: Size.gibibytes(2) }), CLAIM],
  ['another selector of a DaemonSet', daemon(), changed(daemon(), 'DaemonSet', otherSelector), /selector: Invalid value.*field is immutable/],
  [
    'another provisioner', tier(), tier({ provisioner: Provisioner.custom({ name: 'e2e.example.com/other' }) }),
    /provisioner: (Forbidden: updates to provisioner are forbidden|Invalid value.*field is immutable)/,
  ],
  ['other parameters', tier(), tier({ provisioner: Provisioner.custom({ name: 'e2e.example.com/nobody', parameters: { a: 'b' } }) }), PARAMETERS],
  ['other secrets of a class', tier(), tier({ nodeStageSecret: { name: 'a', namespace: 'b' } }), PARAMETERS],
  [
    'another reclaim policy of a class', tier(), tier({ reclaimPolicy: ReclaimPolicy.DELETE }),
    /reclaimPolicy: (Forbidden: updates to reclaimPolicy are forbidden|Invalid value.*field is immutable)/,
  ],
  ['another binding mode', tier(), tier({ bindingMode: BindingMode.IMMEDIATE }), /volumeBindingMode: Invalid value.*field is immutable/],
  [
    'another path of a local disk', pool(), pool('/mnt/disks/b'),
    /spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation/,
  ],
  ['another node of a local disk', pool(), changed(pool(), 'PersistentVolume', toOtherNode), /nodeAffinity: Invalid value.*field is immutable/],
  [
    'another path of a share', volume(), volume({ source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/b' }) }),
    /spec.persistentvolumesource: Forbidden/,
  ],
  [
    'another volume mode of a volume', volume(),
    changed(volume(), 'PersistentVolume', object => object.spec.volumeMode = 'Block'),
    /volumeMode: Invalid value.*field is immutable/,
  ],
  ['another volume of a static claim', volume(), changed(volume(), 'PersistentVolumeClaim', object => object.spec.volumeName = 'another'), CLAIM],
];

/** Neighbours: the changes of everyday life, for the same objects. */
const ACCEPTED: [string, Objects, Objects][] = [
  ['more members', database(), database({ replicas: 3 })],
  ['fewer members', database({ replicas: 3 }), database()],
  ['another image', database(), database({ image: 'registry.example.com/engine:1.2.4' })],
  [
    'other resources, environment and probes', database(),
    database({ resources: { memory: Size.mebibytes(128) }, env: { A: 'b' }, startupBudget: Duration.hours(2) }),
  ],
  ['a probe of another kind', database(), database({ ready: Probe.exec('true'), alive: Probe.http('/') })],
  ['a variable that becomes secret', database({ env: { A: 'b' } }), database({ secretEnv: { A: SecretKey.of('a', 'b') } })],
  ['a secret variable that becomes plain', database({ secretEnv: { A: SecretKey.of('a', 'b') } }), database({ env: { A: 'b' } })],
  ['a volume of another kind under the same name', withVolume(Volume.emptyDir('extra')), withVolume(Volume.configMap('extra', 'some'))],
  ['another port', database(), database({ port: 7001, portName: 'other' })],
  [
    'another user and other places', database(),
    database({ runAsUser: 1002, nodeSelector: { a: 'b' }, nodeSpread: Spread.HARD, zoneSpread: Spread.NONE, gracePeriod: Duration.minutes(10) }),
  ],
  ['labels of the objects and annotations of the pods', database(), database({ labels: { team: 'a' }, podAnnotations: { a: 'b' } })],
  ['another partition', database(), database({ updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1 }) })],
  ['no partition', database({ updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1 }) }), database()],
  ['rolling updates after OnDelete', ON_DELETE, database()],
  ['another retention', database(), database({ retention: ClaimRetention.DELETE_WHEN_SCALED })],
  ['another time to be ready', database(), database({ minReady: Duration.seconds(20) })],
  ['another budget', database({ replicas: 3 }), database({ replicas: 3, maxUnavailable: 2 })],
  ['config files', database(), database({ config: { 'a.conf': 'a' }, configPath: '/etc/engine' })],
  ['no config files, labels, annotations and variables any more',
    database({
      config: { 'a.conf': 'a' }, configPath: '/etc/engine', labels: { team: 'a' }, podAnnotations: { a: 'b' }, env: { A: 'b' },
    }), database()],
  ['another path of a claim in the container', database(), claim({ mountPath: '/elsewhere' })],
  ['a load balancer', database(), balanced({ serviceSourceRanges: ['10.0.0.0/8'], serviceAnnotations: { a: 'b' } })],
  ['no load balancer any more', balanced({ serviceSourceRanges: ['10.0.0.0/8'], serviceAnnotations: { a: 'b' } }), database()],
  [
    'another image and other resources of a Deployment', deployment(),
    deployment({ image: 'registry.example.com/engine:1.2.4', resources: { memory: Size.mebibytes(128) } }),
  ],
  ['another image of a daemon', daemon(), daemon({ image: 'registry.example.com/agent:1.0.1' })],
  ['OnDelete of a daemon', daemon(), daemon({ updateOnDelete: true })],
  ['rolling updates of a daemon', daemon({ updateOnDelete: true }), daemon({ maxUnavailable: 2 })],
  [
    'other rights of a daemon', daemon({ clusterRules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }] }),
    daemon({ clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
  ],
  ['expansion of a class', tier({ allowExpansion: false }), tier({ allowExpansion: true })],
  ['no expansion of a class', tier({ allowExpansion: true }), tier({ allowExpansion: false })],
  [
    'mount options and zones of a class', tier(),
    tier({ mountOptions: ['noatime'], allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['zone-a'] }] }] }),
  ],
  ['no mount options of a class', tier({ mountOptions: ['noatime'] }), tier()],
  ['labels of a class', tier(), tier({ labels: { team: 'a' } })],
  ['another size of a local disk', pool(), pool('/mnt/disks/a', 2)],
  ['mount options and reclaim policy of a share', volume(), volume({ mountOptions: ['hard'], reclaimPolicy: ReclaimPolicy.DELETE })],
  ['no mount options of a share', volume({ mountOptions: ['hard'] }), volume()],
];

/** What a volume takes and its claim does not: half of the change is made. */
const HALF_REFUSED: [string, Objects, Objects, string, unknown][] = [
  ['other access modes', volume(), volume({ accessModes: [AccessMode.READ_WRITE_ONCE] }), 'accessModes', ['ReadWriteOnce']],
  ['another class', volume(), volume({ storageClassName: 'other' }), 'storageClassName', 'other'],
  ['another size', volume(), volume({ size: Size.gibibytes(2) }), 'capacity', { storage: '2Gi' }],
];

test.each(REFUSED)('the server refuses %s, and nothing changes', async (_, before, after, message) => {
  await renewed(before(), async () => {
    const old = await specs(before());
    await expect(applyChanged(after())).rejects.toThrow(message);
    expect(await specs(before())).toEqual(old);
  });
});

test.each(ACCEPTED)('the server accepts %s, and has it as if it had never been otherwise', async (_, before, after) => {
  const fresh = await renewed(after(), async () => specs(after()));
  await renewed(before(), async () => {
    expect(await specs(before())).not.toEqual(fresh);
    await cluster.applyAll(after());
    expect(await specs(after())).toEqual(fresh);
  });
});

test.each(HALF_REFUSED)('the server refuses %s of a static claim, though not of its volume', async (_, before, after, field, value) => {
  await renewed(before(), async () => {
    const bound = async () => (await cluster.get('v1', 'PersistentVolumeClaim', namespace, 'files')).status.phase === 'Bound';
    await eventually('the claim is bound', bound);
    await expect(cluster.apply(ofKind(after(), 'PersistentVolumeClaim'))).rejects
      .toThrow(/spec is immutable after creation|only dynamically provisioned pvc can be resized/);
    expect((await cluster.apply(ofKind(after(), 'PersistentVolume'))).spec[field]).toEqual(value);
  });
});

test('the server accepts OnDelete after the patch that the documentation names', async () => {
  await renewed(database()(), async () => {
    await cluster.patch('apps/v1', 'StatefulSet', namespace, 'orders', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
    await cluster.applyAll(ON_DELETE());
    expect((await cluster.get('apps/v1', 'StatefulSet', namespace, 'orders')).spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });
});

/** What the server chooses anew for each object. */
const CHOSEN = ['clusterIP', 'clusterIPs', 'nodePort', 'uid', 'resourceVersion'];
/** Annotations in which controllers keep their notes. */
const NOTES = /kubernetes\.io\/|^deprecated\.daemonset/;

/** All objects are tried, so that one refusal leaves no other unseen. */
async function applyChanged(objects: Manifest[]): Promise<void> {
  const answers = await Promise.allSettled(objects.map(async object => cluster.apply(object)));
  const refused = answers.find((answer): answer is PromiseRejectedResult => answer.status === 'rejected');
  if (refused) {
    throw refused.reason;
  }
}

/** The objects as the server has them now, without what differs between two that were made of one manifest. */
async function specs(objects: Manifest[]): Promise<unknown[]> {
  return Promise.all(objects.map(async ({ apiVersion, kind, metadata }) => {
    const { metadata: { labels, annotations = {} }, status, ...rest } = await cluster.get(apiVersion, kind, metadata.namespace, metadata.name);
    const own = Object.entries(annotations).filter(([key]) => !NOTES.test(key));
    return JSON.parse(JSON.stringify({ ...rest, labels, own }, (key, value) => CHOSEN.includes(key) && value !== 'None' ? undefined : value));
  }));
}

/** Applies the objects, and removes them after. */
async function renewed<T>(objects: Manifest[], test: () => Promise<T>): Promise<T> {
  try {
    await cluster.applyAll(objects);
    return await test();
  } finally {
    for (const { apiVersion, kind, metadata } of objects) {
      await cluster.delete(apiVersion, kind, metadata.namespace, metadata.name);
    }
    for (const { apiVersion, kind, metadata } of objects) {
      await eventually(`${kind} ${metadata.name} is gone`, async () => !await cluster.get(apiVersion, kind, metadata.namespace, metadata.name));
    }
  }
}
