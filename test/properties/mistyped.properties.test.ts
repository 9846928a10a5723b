import { Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { APPS } from './app-arbitraries';
import { daemonProps, databaseProps, deploymentProps, logDaemonProps, poolProps, staticVolumeProps, tierProps } from './arbitraries';
import { Type, outcome } from './outcome';
import {
  ClaimSource, Connection, Cpu, DatabaseConnection, EndpointsConnection, LocalDiskPool, LogDaemon, NetworkAccess, NetworkPeer, NodeDaemon,
  PersistentDeployment, Probe, Provisioner, SecretKey, StatefulDatabase, StaticVolume, StorageTier, UpdateStrategy, Volume,
  VolumeSource, apps,
} from '../../src';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

const CYCLE: any = { name: 'a', list: [] };
CYCLE.self = CYCLE;
CYCLE.list.push(CYCLE.list);

/** What plain JavaScript, or JSON, may put in the place of anything. */
const WRONG: unknown[] = [
  null, 5, NaN, -1.5, 10n, 'x', '', true, [], [null], [[]], ['x', 5], CYCLE.list, {}, { a: 1 }, { name: 'x' }, CYCLE,
  Object.create(null), () => 1, Symbol('x'), new Map([['a', 'b']]), new Date(0),
  Buffer.from('x'), Size.gibibytes(1), Duration.seconds(1), Probe.tcp(), new (class Foreign {})(),
];
const wrong = fc.constantFrom(...WRONG);

/** Kubernetes' own words, each with all that a user may set below it. */
const CONTAINER: k8s.Container = {
  name: 'more',
  image: 'more:1.2.3',
  args: ['a'],
  env: [{ name: 'A', value: 'b' }, { name: 'B', valueFrom: { secretKeyRef: { name: 'b', key: 'c' }, fieldRef: undefined } }],
  envFrom: [{ configMapRef: { name: 'a' } }],
  lifecycle: { preStop: { exec: { command: ['true'] } } },
  livenessProbe: { httpGet: { port: k8s.IntOrString.fromNumber(80), httpHeaders: [{ name: 'a', value: 'b' }] }, periodSeconds: 5 },
  ports: [{ containerPort: 80, name: 'more' }],
  resources: { limits: { memory: k8s.Quantity.fromString('64Mi') } },
  securityContext: { capabilities: { drop: ['ALL'] }, seLinuxOptions: { level: 'a' } },
  volumeMounts: [{ name: 'data', mountPath: '/more' }],
};
const KUBERNETES = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }],
    },
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', labelSelector: { matchLabels: { a: 'b' } } }] },
  },
  tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 5 }],
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  securityContext: { capabilities: { add: ['CHOWN'] }, runAsNonRoot: true },
  podSecurityContext: { sysctls: [{ name: 'a', value: 'b' }], supplementalGroups: [5], seccompProfile: { type: 'RuntimeDefault' } },
  extraEnv: [{ name: 'EXTRA', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
  secretEnv: { MORE: SecretKey.of('more', 'key') },
};
const WORKLOAD = { ...KUBERNETES, initContainers: [CONTAINER], sidecars: [], nativeSidecars: [] };
const APP = { affinity: KUBERNETES.affinity, tolerations: KUBERNETES.tolerations };

function isPlain(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Paths of all values in props, those of objects and lists included; instances of classes are one value. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value) ? value.flatMap((entry, i) => pathsOf(entry, [...path, i]))
    : isPlain(value) ? Object.keys(value).flatMap(key => pathsOf(value[key], [...path, key])) : [];
  return [path, ...inner];
}

function replaced(value: any, [key, ...rest]: (string | number)[], by: unknown): any {
  if (key === undefined) {
    return by;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaced(value[key], rest, by);
  return copy;
}

describe('input from plain JavaScript gives objects, or errors with an id, and no other exception', () => {
  beforeAll(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterAll(() => jest.restoreAllMocks());

  test.each<[string, fc.Arbitrary<any>, Type, object]>([
    ['StatefulDatabase', databaseProps, StatefulDatabase, WORKLOAD],
    ['PersistentDeployment', deploymentProps, PersistentDeployment, WORKLOAD],
    ['NodeDaemon', daemonProps, NodeDaemon, { ...WORKLOAD, clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }],
    ['LogDaemon', logDaemonProps, LogDaemon, WORKLOAD],
    ['StorageTier', tierProps, StorageTier, {}],
    ['LocalDiskPool', poolProps, LocalDiskPool, {}],
    ['StaticVolume', staticVolumeProps, StaticVolume, {}],
    ...APPS.map(([name, props, type]): [string, fc.Arbitrary<any>, Type, object] => [name, props, type, APP]),
  ])('a prop of %s, at any depth', (_, props, type, more) => {
    const values = props.chain(some => {
      const all = { ...more, ...some };
      return fc.tuple(fc.constantFrom(...pathsOf(all)), wrong).map(([path, by]) => replaced(all, path, by));
    });
    fc.assert(fc.property(values, p => void outcome(type, p)), { numRuns: RUNS });
  });

  const database = (props: object): [Type, object] => [StatefulDatabase, {
    name: 'orders',
    image: 'engine:1.2.3',
    runAsUser: 1,
    port: 7000,
    storage: { size: Size.gibibytes(1), tier: StorageTier.fromName('fast'), mountPath: '/data' },
    ...props,
  }];
  class Connected extends StatefulDatabase {
    public constructor(scope: Construct, id: string, { connection, ...props }: any) {
      super(scope, id, props);
      this.addConnection('A', connection);
    }
  }
  const connecting = (connection: Connection): [Type, object] => [Connected, { ...database({})[1], connection }];
  const mounting = (volume: Volume): [Type, object] => database({ volumes: [{ volume, mountPath: '/x' }] });
  const tier = (provisioner: Provisioner): [Type, object] => [StorageTier, { name: 'fast', provisioner }];
  const volume = (source: VolumeSource): [Type, object] => [StaticVolume, { name: 'a', source, size: Size.gibibytes(1) }];
  const claim = (more: object): [Type, object] =>
    database({ storage: { size: Size.gibibytes(1), tier: StorageTier.fromName('fast'), mountPath: '/data', ...more } });
  const reached = (networkPolicy: NetworkAccess): [Type, object] => database({ networkPolicy });
  const logs = (output: apps.FluentdOutput): [Type, object] => [apps.Fluentd, { name: 'logs', output }];

  test.each<[string, (by: any) => [Type, object], object]>([
    ['Volume.emptyDir', by => mounting(Volume.emptyDir('a', by)), { sizeLimit: Size.gibibytes(1), memory: true }],
    ['Volume.emptyDir name', by => mounting(Volume.emptyDir(by)), {}],
    ['Volume.configMap', by => mounting(Volume.configMap('a', 'b', by)), { items: { a: 'b' }, defaultMode: 1, optional: true }],
    ['Volume.secret name', by => mounting(Volume.secret('a', by)), {}],
    ['Volume.downwardApi', by => mounting(Volume.downwardApi('a', by)), { labels: 'metadata.labels' }],
    [
      'Volume.projected', by => mounting(Volume.projected('a', by)),
      [{ secretName: 'a' }, { fields: { a: 'metadata.name' } }, { tokenPath: 'a', tokenSeconds: 600 }],
    ],
    ['Volume.hostPath', by => mounting(Volume.hostPath('a', by)), { path: '/a', pathType: 'Directory' }],
    ['Volume.claim', by => mounting(Volume.claim('a', 'b', by)), { readOnly: true }],
    [
      'Volume.ephemeral', by => mounting(Volume.ephemeral('a', by)),
      { size: Size.gibibytes(1), tier: StorageTier.fromName('fast'), accessMode: 'ReadWriteOnce' },
    ],
    [
      'Volume.csiEphemeral', by => mounting(Volume.csiEphemeral('a', by)),
      { driver: 'a', readOnly: true, attributes: { a: 'b' }, nodePublishSecretName: 'a' },
    ],
    [
      'Volume.custom', by => mounting(Volume.custom(by)),
      { name: 'a', projected: { sources: [{ configMap: { name: 'a', items: [{ key: 'a', path: 'b' }] } }] } },
    ],
    ['Probe.command', by => database({ ready: Probe.command(by) }), ['a', 'b']],
    ['Probe.exec', by => database({ ready: Probe.exec(by) }), {}],
    ['Probe.http', by => database({ ready: Probe.http('/', by) }), { port: 80, https: true, period: Duration.seconds(5), failureThreshold: 3 }],
    ['Probe.http path', by => database({ alive: Probe.http(by) }), {}],
    ['Probe.tcp', by => database({ ready: Probe.tcp(by) }), { port: 80 }],
    ['Probe.grpc', by => database({ ready: Probe.grpc(by) }), { service: 'a' }],
    [
      'UpdateStrategy.rollingUpdate', by => database({ replicas: 3, updateStrategy: UpdateStrategy.rollingUpdate(by) }),
      { partition: 1, maxUnavailable: 1 },
    ],
    ['SecretKey.of', by => database({ secretEnv: { A: SecretKey.of(by, by) } }), {}],
    ['addConnection', by => connecting(by), {}],
    [
      'DatabaseConnection.of', by => connecting(DatabaseConnection.of(by)),
      { host: 'a', port: 1, databaseName: 'b', user: 'c', password: SecretKey.of('d', 'e'), scheme: 'f', tlsSecretName: 'g' },
    ],
    [
      'EndpointsConnection.of', by => connecting(EndpointsConnection.of(by)),
      { endpoints: ['a:1'], user: 'c', password: SecretKey.of('d', 'e'), clientCertificate: true, tlsSecretName: 'g', secretNamespace: 'h' },
    ],
    ['ClaimSource.snapshot', by => claim({ source: ClaimSource.snapshot(by) }), {}],
    ['Cpu.millis', by => database({ resources: { cpu: Cpu.millis(by), memory: Size.gibibytes(1) } }), {}],
    ['StorageTier.fromName', by => claim({ tier: StorageTier.fromName(by) }), {}],
    [
      'StorageTier.fromName options', by => claim({ tier: StorageTier.fromName('a', by) }),
      { provisioner: Provisioner.localStatic(), reclaimPolicy: 'Retain' },
    ],
    [
      'Provisioner.awsEbs', by => tier(Provisioner.awsEbs(by)),
      { type: 'gp3', iops: 3000, encrypted: true, tags: { a: 'b' }, fsType: 'xfs', custom: { a: 'b' } },
    ],
    ['Provisioner.azureDisk', by => tier(Provisioner.azureDisk(by)), { skuName: 'Premium_LRS', maxShares: 2 }],
    ['Provisioner.cephRbd', by => tier(Provisioner.cephRbd(by)), { clusterId: 'a', pool: 'b', operatorNamespace: 'c' }],
    ['Provisioner.openEbsHostpath', by => tier(Provisioner.openEbsHostpath(by)), { basePath: '/a' }],
    [
      'Provisioner.custom', by => tier(Provisioner.custom(by)),
      { name: 'a.b', parameters: { a: 'b' }, capabilities: { accessModes: ['ReadWriteOnce'], reach: 'zone', topologyKeys: ['a'] } },
    ],
    ['VolumeSource.nfs', by => volume(VolumeSource.nfs(by)), { server: 'a', path: '/b' }],
    [
      'VolumeSource.iscsi', by => volume(VolumeSource.iscsi(by)),
      { targetPortal: 'a:1', iqn: 'iqn.2001-04.com.example:a', lun: 0, portals: ['b'], chapSecret: { name: 'a', namespace: 'b' } },
    ],
    [
      'VolumeSource.csi', by => volume(VolumeSource.csi(by)),
      { driver: 'a', volumeHandle: 'b', attributes: { a: 'b' }, nodeStageSecret: { name: 'a', namespace: 'b' } },
    ],
    ['VolumeSource.fc', by => volume(VolumeSource.fc(by)), { targetWwns: ['a'], lun: 1 }],
    ['VolumeSource.local', by => volume(VolumeSource.local(by)), { node: 'a', path: '/b', fsType: 'xfs' }],
    ['VolumeSource.hostPath', by => volume(VolumeSource.hostPath(by)), { node: 'a', path: '/b' }],
    [
      'NetworkPeer.pods', by => reached(NetworkAccess.clients([NetworkPeer.pods(by)])),
      { labels: { a: 'b' }, namespaceName: 'c', namespaceLabels: { d: 'e' } },
    ],
    ['NetworkPeer.namespace', by => reached(NetworkAccess.clients([NetworkPeer.namespace(by)])), {}],
    ['NetworkPeer.workload', by => reached(NetworkAccess.clients([NetworkPeer.workload(by)])), { selectorLabels: { a: 'b' } }],
    ['NetworkPeer.cidr', by => reached(NetworkAccess.clients([NetworkPeer.cidr(by)])), {}],
    ['NetworkPeer.cidr excluded', by => reached(NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8', by)])), ['10.1.0.0/16']],
    ['NetworkAccess.members', by => reached(NetworkAccess.members(by)), { metrics: [NetworkPeer.namespace('a')] }],
    ['NetworkAccess.clients', by => reached(NetworkAccess.clients(by)), [NetworkPeer.namespace('a')]],
    ['FluentdOutput.forward', by => logs(apps.FluentdOutput.forward(by)), { host: 'a', port: 1, tls: true, caSecretName: 'b' }],
    ['FluentdOutput.elasticsearch', by => logs(apps.FluentdOutput.elasticsearch(by)), { host: 'a', port: 1, indexPrefix: 'a', secretName: 'b' }],
    ['FluentdOutput.custom', by => logs(apps.FluentdOutput.custom(by)), {}],
  ])('input of %s, at any depth', (_, make, right) => {
    expect.hasAssertions();
    for (const by of WRONG) {
      for (const path of pathsOf(right)) {
        outcome(...make(replaced(right, path, by)));
      }
    }
  });

  test('an object of nothing but an id', () => {
    for (const by of WRONG) {
      outcome(StatefulDatabase, by);
      outcome(LogDaemon, by);
      outcome(apps.Postgres, by);
    }
  });
});
