import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AccessMode, BindingMode, ClaimRetention, ClaimSource, ContainerResources, Cpu, EbsVolumeType, HostPathMount, HostPathType,
  LocalDisk, LocalDiskPoolProps, LogDaemonProps, Members, MountPropagation, NamedPort, NetworkAccess, NetworkPeer, NodeDaemonProps,
  PersistentDeploymentProps, PodManagement, PortProtocol, Probe, Provisioner, ReclaimPolicy, SecretKey, SecretReference,
  ServiceType, Sidecar, SidecarMount, SnapshotClassOptions, Spread, StatefulDatabaseProps, StaticVolumeProps, StorageClaim,
  StorageTier, StorageTierProps, UpdateStrategy, Volume, VolumeMode, VolumeMount, VolumeSource,
} from '../../src';

/** Mostly `good`, now and then what plain JavaScript, a typo or an empty form field would give. */
export function mixed<T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 24, arbitrary: good }, { weight: 1, arbitrary: bad as fc.Arbitrary<T> });
}

export const badText =
  fc.oneof(fc.constantFrom('', ' ', 'A b', '../x', 'a:b', '-', '.', 'é', 'x'.repeat(300), '\n', 'null', '$(', '{{'), fc.string());
const badNumber = fc.constantFrom(-1, 0.5, NaN, Infinity, -0.1, 2 ** 40, 70000, 0);
export const odd = <E>(members: Record<string, E>) => mixed(fc.constantFrom(...Object.values(members)), badText);

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/);
export const name = mixed(label, badText);
export const path = mixed(fc.stringMatching(/^(\/[a-z]{1,6}){1,3}$/), badText);
export const image =
  mixed(fc.constantFrom('registry.example.com/engine:1.2.3', 'postgres:17.11-trixie', 'cassandra:5.0.5', 'engine', 'redis:7'), badText);
export const size = mixed(
  fc.oneof(fc.integer({ min: 1, max: 4096 }).map(n => Size.gibibytes(n)), fc.integer({ min: 1, max: 5000 }).map(n => Size.mebibytes(n))),
  fc.constantFrom(Size.kibibytes(0), Size.kibibytes(0.5), Size.kibibytes(NaN)),
);
export const duration = mixed(fc.integer({ min: 1, max: 4000 }).map(n => Duration.seconds(n)),
  fc.constantFrom(Duration.seconds(0), Duration.millis(1500), Duration.seconds(NaN)));
export const count = mixed(fc.integer({ min: 1, max: 7 }), badNumber);
const id = mixed(fc.integer({ min: 1, max: 70000 }), badNumber);
export const port = mixed(fc.integer({ min: 1, max: 65535 }), badNumber);
export const words = mixed(fc.array(fc.stringMatching(/^[a-z-]{1,8}$/), { minLength: 1, maxLength: 3 }), fc.constantFrom([], ['']));
export const textMap = fc.dictionary(mixed(fc.stringMatching(/^[A-Z_]{1,8}$/), badText),
  mixed(fc.stringMatching(/^[ -~]{0,12}$/), fc.constantFrom('$(A)', 'x://a:b@c')), { maxKeys: 3, noNullPrototype: true });
/** Settings of an engine whose names are mostly like `key`. */
export const settings = (key: fc.Arbitrary<string>) => fc.dictionary(key, mixed(fc.stringMatching(/^[ -~]{0,12}$/), badText), {
  maxKeys: 2, noNullPrototype: true,
});
export const labels = fc.dictionary(mixed(label, badText), mixed(label, badText), { maxKeys: 2, noNullPrototype: true });
const secretKey = fc.tuple(name, name).map(([secret, key]) => SecretKey.of(secret, key));
export const tier = fc.constantFrom(StorageTier.fromName('fast'), StorageTier.fromName('slow'),
  StorageTier.fromName('disks', { provisioner: Provisioner.localStatic() }));

const namedPort: fc.Arbitrary<NamedPort> = fc.record({ name, port, protocol: odd(PortProtocol), membersOnly: fc.boolean() }, {
  noNullPrototype: true, requiredKeys: ['name', 'port'],
});
export const resources: fc.Arbitrary<ContainerResources> = fc.record({
  cpu: mixed(fc.integer({ min: 1, max: 9000 }), badNumber).map(n => Cpu.millis(n)),
  cpuLimit: fc.integer({ min: 1, max: 9000 }).map(n => Cpu.millis(n)),
  memory: size,
  ephemeralStorage: size,
}, { noNullPrototype: true, requiredKeys: [] });
const probeOptions = fc.record({ period: duration, timeout: duration, failureThreshold: count }, { noNullPrototype: true, requiredKeys: [] });
const probe = fc.oneof(
  fc.tuple(words, probeOptions).map(([w, o]) => Probe.command(w, o)),
  fc.tuple(path, probeOptions, port).map(([p, o, n]) => Probe.http(p, { ...o, port: n })),
  fc.tuple(probeOptions, port).map(([o, n]) => Probe.tcp({ ...o, port: n })),
  probeOptions.map(o => Probe.grpc(o)),
);
const container = fc.record({
  name, image, command: words, env: fc.array(fc.record({ name, value: fc.string() }, { noNullPrototype: true }), { maxLength: 2 }),
}, { noNullPrototype: true, requiredKeys: ['name', 'image'] });
const processProps = {
  name,
  image,
  command: words,
  args: words,
  env: textMap,
  secretEnv: fc.dictionary(fc.stringMatching(/^[A-Z_]{1,8}$/), secretKey, { maxKeys: 2, noNullPrototype: true }),
};
const sidecarMount: fc.Arbitrary<SidecarMount> = fc.record({
  name: fc.oneof(fc.constantFrom('data', 'config', 'scratch'), name, path), mountPath: path, readOnly: fc.boolean(),
}, { noNullPrototype: true, requiredKeys: ['name'] });
const sidecar: fc.Arbitrary<Sidecar> = fc.oneof(container.map(Sidecar.container), fc.record({
  ...processProps,
  ports: fc.array(namedPort, { maxLength: 2 }),
  ready: probe,
  alive: probe,
  startupBudget: duration,
  resources,
  mounts: fc.array(sidecarMount, { maxLength: 1 }),
  scratch: fc.array(path, { maxLength: 2 }),
}, { noNullPrototype: true, requiredKeys: ['name', 'image'] }).map(Sidecar.of));
const volume: fc.Arbitrary<Volume> = fc.oneof(
  fc.tuple(name, size).map(([n, sizeLimit]) => Volume.emptyDir(n, { sizeLimit })),
  fc.tuple(name, name).map(([n, c]) => Volume.configMap(n, c)),
  fc.tuple(name, name).map(([n, s]) => Volume.secret(n, s)),
  fc.tuple(name, name).map(([n, c]) => Volume.claim(n, c)),
  fc.tuple(name, size).map(([n, s]) => Volume.ephemeral(n, { size: s, tier: StorageTier.fromName('fast') })),
);
const mount: fc.Arbitrary<VolumeMount> = fc.record({
  volume, mountPath: path, readOnly: fc.boolean(), subPath: name, mountPropagation: odd(MountPropagation),
}, { noNullPrototype: true, requiredKeys: ['volume', 'mountPath'] });

export const claim: fc.Arbitrary<StorageClaim> = fc.record({
  name,
  size,
  tier,
  mountPath: path,
  subPath: name,
  accessMode: odd(AccessMode),
  volumeMode: odd(VolumeMode),
  source: name.map(n => ClaimSource.snapshot(n)),
}, { noNullPrototype: true, requiredKeys: ['size', 'tier', 'mountPath'] });

const workload = {
  ...processProps,
  fieldEnv: fc.constant({ POD_IP: 'status.podIP' }),
  config: fc.dictionary(name, fc.string(), { maxKeys: 2, noNullPrototype: true }),
  configPath: path,
  volumes: fc.array(mount, { maxLength: 2 }),
  scratch: fc.array(path, { maxLength: 3 }),
  scratchLimit: size,
  initContainers: fc.array(container, { maxLength: 2 }),
  sidecars: fc.array(sidecar, { maxLength: 1 }),
  nativeSidecars: fc.array(sidecar, { maxLength: 1 }),
  resources,
  writableRootFilesystem: fc.boolean(),
  serviceAccountName: name,
  mountServiceAccountToken: fc.boolean(),
  priorityClassName: name,
  nodeSelector: labels,
  gracePeriod: duration,
  preStop: words,
  ready: probe,
  alive: probe,
  startupBudget: duration,
  labels,
  podAnnotations: labels,
  imagePullPolicy: mixed(fc.constantFrom('Always', 'IfNotPresent'), badText),
  imagePullSecrets: fc.array(name, { maxLength: 1 }),
};
export const service = {
  serviceType: odd(ServiceType),
  serviceNodePort: mixed(fc.integer({ min: 30000, max: 32767 }), badNumber),
  serviceAnnotations: labels,
  serviceSourceRanges: fc.array(mixed(fc.constant('10.0.0.0/8'), badText), { maxLength: 1 }),
};
const cidr = mixed(fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', '0.0.0.0/0'), fc.oneof(badText, fc.constant('10.0.0.1/8')));
const peer: fc.Arbitrary<NetworkPeer> = fc.oneof(
  fc.record({ labels, namespaceName: name, namespaceLabels: labels }, { noNullPrototype: true, requiredKeys: ['labels'] }).map(NetworkPeer.pods),
  name.map(NetworkPeer.namespace),
  fc.tuple(cidr, fc.array(cidr, { maxLength: 1 })).map(([network, excluded]) => NetworkPeer.cidr(network, excluded)),
);
const accessOptions = fc.record({ metrics: fc.array(peer, { maxLength: 1 }) }, { noNullPrototype: true, requiredKeys: [] });
export const networkPolicy: fc.Arbitrary<NetworkAccess> = fc.oneof(
  accessOptions.map(NetworkAccess.members),
  fc.tuple(fc.array(peer, { maxLength: 2 }), accessOptions).map(([clients, options]) => NetworkAccess.clients(clients, options)),
);
const persistent = {
  ...workload,
  ...service,
  networkPolicy,
  runAsUser: id,
  runAsGroup: id,
  fsGroup: id,
  port,
  portName: name,
  extraPorts: fc.array(namedPort, { maxLength: 2 }),
};

export const databaseProps: fc.Arbitrary<StatefulDatabaseProps> = few({
  ...persistent,
  storage: claim,
  extraStorage: fc.array(claim, { maxLength: 2 }),
  replicas: count,
  members: odd(Members),
  quorum: fc.boolean(),
  maxUnavailable: count,
  nodeSpread: odd(Spread),
  zoneSpread: odd(Spread),
  podManagement: odd(PodManagement),
  minReady: duration,
  identityImage: image,
  retention: odd(ClaimRetention),
  updateStrategy: fc.record({ partition: count }, { noNullPrototype: true, requiredKeys: [] }).map(o => UpdateStrategy.rollingUpdate(o)),
}, ['image', 'runAsUser', 'port', 'storage']);

export const deploymentProps: fc.Arbitrary<PersistentDeploymentProps> = few({
  ...persistent, storage: claim, extraStorage: fc.array(claim, { maxLength: 2 }),
}, ['image', 'runAsUser', 'port', 'storage']);

const hostPath: fc.Arbitrary<HostPathMount> = fc.record({
  name, path, pathType: odd(HostPathType), mountPath: path, readOnly: fc.boolean(), mountPropagation: odd(MountPropagation),
}, { noNullPrototype: true, requiredKeys: ['name', 'path'] });

const daemon = {
  ...workload,
  networkPolicy,
  hostPaths: fc.array(hostPath, { maxLength: 2 }),
  ports: fc.array(fc.record({ name, port, hostPort: port }, { noNullPrototype: true, requiredKeys: ['name', 'port'] }), { maxLength: 2 }),
  runAsUser: id,
  runAsGroup: id,
  privileged: fc.boolean(),
  hostNetwork: fc.boolean(),
  hostPid: fc.boolean(),
  maxUnavailable: count,
  maxSurge: count,
  updateOnDelete: fc.boolean(),
  minReady: duration,
  clusterRules: fc.constantFrom([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], []),
};
export const daemonProps: fc.Arbitrary<NodeDaemonProps> = few(daemon, ['image']);
export const logDaemonProps: fc.Arbitrary<LogDaemonProps> = few({
  ...daemon, logDirectories: fc.array(path, { maxLength: 2 }), stateDirectory: path, dockerLogs: fc.boolean(), kubernetesMetadata: fc.boolean(),
}, ['image']);

const secret: fc.Arbitrary<SecretReference> = fc.record({ name, namespace: name }, { noNullPrototype: true });
const mountOptions = fc.array(mixed(fc.stringMatching(/^[a-z]{1,6}(=[a-z0-9.]{1,4})?$/), badText), { maxLength: 2 });
const parameters = fc.dictionary(mixed(label, badText), mixed(label, badText), { maxKeys: 2, noNullPrototype: true });
const provisioner: fc.Arbitrary<Provisioner> = fc.oneof(
  mixed(fc.constantFrom('example.com/disks', 'csi.example.com'), fc.oneof(badText, fc.constant('kubernetes.io/aws-ebs')))
    .chain(n => parameters.map(p => Provisioner.custom({ name: n, parameters: p }))),
  fc.tuple(odd(EbsVolumeType), fc.boolean()).map(([type, encrypted]) => Provisioner.awsEbs({ type, encrypted })),
  fc.tuple(name, path).map(([server, share]) => Provisioner.nfs({ server, share })),
  fc.constantFrom(Provisioner.gcePersistentDisk(), Provisioner.azureDisk(), Provisioner.longhorn(), Provisioner.topoLvm(),
    Provisioner.localPath(), Provisioner.openEbsHostpath()),
);
const snapshotClass: fc.Arbitrary<SnapshotClassOptions> = fc.record({
  name, deletionPolicy: odd(ReclaimPolicy), isDefault: fc.boolean(), parameters, secret,
}, { noNullPrototype: true, requiredKeys: [] });
const zones = fc.uniqueArray(mixed(fc.stringMatching(/^[a-z]{2}-[a-z]{4}-[1-3][a-c]$/), badText), { maxLength: 2 });

export const tierProps: fc.Arbitrary<StorageTierProps> = few({
  name,
  provisioner,
  reclaimPolicy: odd(ReclaimPolicy),
  bindingMode: odd(BindingMode),
  allowExpansion: fc.boolean(),
  mountOptions,
  allowedZones: zones,
  allowedTopologies: fc.tuple(name, zones).map(([key, values]) => [{ matchLabelExpressions: [{ key, values }] }]),
  isDefault: fc.boolean(),
  provisionerSecret: secret,
  nodeStageSecret: secret,
  nodeExpandSecret: secret,
  labels,
  snapshotClass,
}, ['provisioner']);

const node = mixed(fc.constantFrom('node-a', 'node-b', 'ip-10-0-0-1.example.com'), badText);
const disk: fc.Arbitrary<LocalDisk> = fc.record({ node, path, size, name }, { noNullPrototype: true, requiredKeys: ['node', 'path'] });
const pool = {
  name,
  size,
  volumeMode: odd(VolumeMode),
  fsType: fc.constantFrom('ext4', 'xfs'),
  reclaimPolicy: odd(ReclaimPolicy),
  mountOptions,
  labels,
};
export const poolProps: fc.Arbitrary<LocalDiskPoolProps> = fc.oneof(
  few<LocalDiskPoolProps>({ ...pool, disks: fc.array(disk, { maxLength: 4 }) }, ['size', 'disks']),
  few<LocalDiskPoolProps>({ ...pool, nodes: fc.uniqueArray(node, { maxLength: 2 }), paths: fc.uniqueArray(path, { maxLength: 2 }) }, [
    'size', 'nodes', 'paths',
  ]),
);

const host = mixed(fc.constantFrom('nas.example.com', '10.0.2.15', '[2001:db8::1]', '2001:db8::1'), badText);
const unit = mixed(fc.integer({ min: 0, max: 255 }), badNumber);
const source: fc.Arbitrary<VolumeSource> = fc.oneof(
  fc.record({ server: host, path }).map(VolumeSource.nfs),
  fc.record({
    targetPortal: host,
    iqn: mixed(fc.constantFrom('iqn.2001-04.com.example:storage', 'eui.0123456789abcdef'), badText),
    lun: unit,
    portals: fc.array(host, { maxLength: 1 }),
    initiatorName: mixed(fc.constant('iqn.2001-04.com.example:client'), badText),
    chapSecret: secret,
    chapSession: fc.boolean(),
    chapDiscovery: fc.boolean(),
  }, { requiredKeys: ['targetPortal', 'iqn', 'lun'] }).map(VolumeSource.iscsi),
  fc.record({
    driver: mixed(fc.constantFrom('ebs.csi.aws.com', 'csi.example.com', 'CSI.Example.com'), badText),
    volumeHandle: name,
    attributes: parameters,
    nodeStageSecret: secret,
    nodePublishSecret: secret,
  }, { noNullPrototype: true, requiredKeys: ['driver', 'volumeHandle'] }).map(VolumeSource.csi),
  fc.record({ targetWwns: fc.array(name, { maxLength: 2 }), lun: unit }, { noNullPrototype: true }).map(VolumeSource.fc),
  fc.record({ wwids: fc.array(name, { maxLength: 2 }), lun: unit }, { noNullPrototype: true, requiredKeys: ['wwids'] }).map(VolumeSource.fc),
  fc.record({ node, path }).map(VolumeSource.local),
  fc.record({ node, path }).map(VolumeSource.hostPath),
);
export const staticVolumeProps: fc.Arbitrary<StaticVolumeProps> = few({
  name,
  source,
  size,
  accessModes: fc.array(odd(AccessMode), { maxLength: 2 }),
  volumeMode: odd(VolumeMode),
  mountOptions,
  reclaimPolicy: odd(ReclaimPolicy),
  volumeName: name,
  reservedFor: name,
  storageClassName: name,
  labels,
}, ['source', 'size']);

/** Required props and a handful of others: with all at once hardly any set would be free of mistakes. */
export function few<T>(model: { [K in keyof T]?: fc.Arbitrary<any> }, required: (keyof T & string)[]): fc.Arbitrary<any> {
  const optional = Object.keys(model).filter(key => !required.includes(key as keyof T & string));
  return fc.subarray(optional, { maxLength: 6 }).chain(chosen =>
    fc.record(Object.fromEntries([...required, ...chosen].map(key => [key, model[key as keyof T]!])), { noNullPrototype: true }));
}
