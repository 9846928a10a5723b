import { ApiObject, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import {
  AccessMode, ClaimRetention, ClaimSource, Cpu, IpFamily, IpFamilyPolicy, Members, NetworkAccess, NetworkPeer, PodManagement,
  PortProtocol, Probe, SecretKey, ServiceType, Sidecar, Spread, StatefulDatabase, StatefulDatabaseProps, TrafficPolicy,
  UpdateStrategy, Volume, VolumeMode,
} from '../../../src';
import { database, errorsOf, FAST, manifest, MINIMAL, testChart, warningIds } from '../support';

const POSTGRES: Partial<StatefulDatabaseProps> = {
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  storage: { size: Size.gibibytes(10), tier: FAST, mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  scratch: ['/var/run/postgresql'],
};

const EVERYTHING: Required<Omit<StatefulDatabaseProps, 'serviceNodePort' | 'serviceAccountName' | 'adopt'>> = {
  name: 'orders',
  image: 'registry.example.com/engine:1.2.3',
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  command: ['engine'],
  args: ['--serve'],
  env: { ENGINE_DIR: '/data/engine', ENGINE_ADDRESS: '$(POD_IP)' },
  secretEnv: { ENGINE_PASSWORD: SecretKey.of('orders', 'password') },
  fieldEnv: { POD_IP: 'status.podIP' },
  extraEnv: [{ name: 'ENGINE_URL', value: 'engine://app:$(ENGINE_PASSWORD)@localhost' }],
  config: { 'engine.conf': 'cache = 1GB\n' },
  liveConfig: { 'users.conf': 'app = reader\n' },
  configFiles: { '/usr/share/engine/logging.conf': 'level = info\n' },
  configPath: '/etc/engine',
  volumes: [{ volume: Volume.configMap('tuning', 'engine-tuning'), mountPath: '/etc/tuning' }],
  scratch: ['/tmp', '/run/engine'],
  scratchLimit: Size.gibibytes(1),
  initContainers: [{ name: 'prepare', image: 'registry.example.com/tool:1.0.0', command: ['prepare'] }],
  sidecars: [Sidecar.container({ name: 'exporter', image: 'registry.example.com/exporter:1.0.0' })],
  nativeSidecars: [Sidecar.container({ name: 'proxy', image: 'registry.example.com/proxy:1.0.0' })],
  resources: { cpu: Cpu.millis(500), cpuLimit: Cpu.cores(2), memory: Size.gibibytes(4), ephemeralStorage: Size.gibibytes(2) },
  writableRootFilesystem: true,
  securityContext: { procMount: 'Default' },
  podSecurityContext: { supplementalGroups: [2000] },
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/engine' },
  mountServiceAccountToken: true,
  priorityClassName: 'database',
  nodeSelector: { disk: 'fast' },
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }] },
    },
  },
  tolerations: [{ key: 'database', operator: 'Exists', effect: 'NoSchedule' }],
  hostAliases: [{ ip: '127.0.0.1', hostnames: ['engine.local'] }],
  gracePeriod: Duration.minutes(5),
  preStop: ['engine', 'drain'],
  ready: Probe.http('/ready', { port: 7001, https: true, headers: { 'X-Probe': 'ready', 'Host': 'engine' } }),
  alive: Probe.grpc({ port: 7002, service: 'engine', period: Duration.seconds(20), timeout: Duration.seconds(3), failureThreshold: 9 }),
  startupBudget: Duration.minutes(10),
  labels: { team: 'orders' },
  podAnnotations: { 'example.com/scrape': 'true' },
  serviceType: ServiceType.LOAD_BALANCER,
  serviceSourceRanges: ['10.0.0.0/8'],
  serviceLoadBalancerClass: 'example.com/internal',
  serviceAnnotations: { 'example.com/internal': 'true' },
  serviceExternalTrafficPolicy: TrafficPolicy.LOCAL,
  serviceInternalTrafficPolicy: TrafficPolicy.CLUSTER,
  ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK,
  ipFamilies: [IpFamily.IPV4],
  clientService: true,
  clientSelector: { role: 'primary' },
  memberServices: {
    type: ServiceType.NODE_PORT,
    nodePorts: [30001, 30002, 30003],
    annotations: { 'example.com/external': 'true' },
    externalTrafficPolicy: TrafficPolicy.LOCAL,
  },
  runAsUser: 1001,
  runAsGroup: 1002,
  fsGroup: 1003,
  userFromNamespace: false,
  port: 7000,
  portName: 'engine',
  extraPorts: [{ name: 'peers', port: 7003, membersOnly: true }, { name: 'gossip', port: 7004, protocol: PortProtocol.UDP }],
  storage: {
    name: 'db',
    size: Size.gibibytes(100),
    tier: FAST,
    mountPath: '/data',
    subPath: 'engine',
    accessMode: AccessMode.READ_WRITE_ONCE_POD,
    source: ClaimSource.snapshot('orders-2026'),
    volumeAttributesClassName: 'gold',
    labels: { 'backup.example.com/policy': 'daily' },
    annotations: { 'backup.example.com/volume': 'db' },
  },
  extraStorage: [{ name: 'wal', size: Size.mebibytes(1536), tier: FAST, mountPath: '/dev/wal', volumeMode: VolumeMode.BLOCK }],
  dataDirectory: '/data/engine',
  replicas: 3,
  hibernated: false,
  members: Members.REPLICATED,
  quorum: true,
  maxUnavailable: 1,
  nodeSpread: Spread.HARD,
  zoneSpread: Spread.HARD,
  updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1, maxUnavailable: 1 }),
  podManagement: PodManagement.ORDERED_READY,
  minReady: Duration.seconds(30),
  identityImage: 'registry.example.com/curl:8.16.0',
  retention: ClaimRetention.DELETE_WHEN_SCALED,
  networkPolicy: NetworkAccess.clients([NetworkPeer.pods({ labels: { app: 'shop' } }), NetworkPeer.cidr('10.0.0.0/8', ['10.9.0.0/16'])]),
};

describe('StatefulDatabase with defaults', () => {
  test('makes two Services and a StatefulSet', () => {
    expect(Testing.synth(database().chart)).toMatchSnapshot();
  });

  test('keeps every claim and never puts more than name and instance into selectors and claim templates', () => {
    const { chart } = database({ labels: { version: '1' } });
    const { spec } = manifest(chart, 'StatefulSet');
    const selector = { 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/name': 'orders' };
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(spec.selector.matchLabels).toEqual(selector);
    expect(spec.volumeClaimTemplates[0].metadata).toEqual({ labels: selector, name: 'data' });
    expect(spec.template.metadata.labels).toEqual({ ...selector, version: '1' });
  });

  test('governing Service is headless, names members that are not ready, and selects the pods', () => {
    const { chart, db } = database();
    const [headless] = Testing.synth(chart);
    expect(headless.metadata.name).toBe(manifest(chart, 'StatefulSet').spec.serviceName);
    expect(headless.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true, selector: db.selectorLabels });
  });

  test('meets Pod Security restricted', () => {
    const { spec } = manifest(database().chart, 'StatefulSet').spec.template;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.containers[0].securityContext)
      .toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  });

  test('gives the engine the time that it needs for a clean stop', () => {
    const props = { writableRootFilesystem: true, storage: { ...MINIMAL.storage, mountPath: '/var/lib/cassandra' } };
    const grace = (image: string) => manifest(database({ ...props, image }).chart, 'StatefulSet').spec.template.spec.terminationGracePeriodSeconds;
    expect([grace('cassandra:5.0.5'), grace('registry.example.com/engine:1.2.3')]).toEqual([300, 120]);
  });

  test('has no budget for one member, and one with spreading from two on', () => {
    expect(database().db.disruptionBudget).toBeUndefined();
    const { chart, db } = database({ replicas: 2 });
    expect(manifest(chart, 'PodDisruptionBudget').spec)
      .toEqual({ maxUnavailable: 1, selector: { matchLabels: db.selectorLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    expect(
      manifest(chart, 'StatefulSet').spec.template.spec.topologySpreadConstraints.map((c: any) => [c.topologyKey, c.whenUnsatisfiable]),
    ).toEqual([
      ['kubernetes.io/hostname', 'ScheduleAnyway'], ['topology.kubernetes.io/zone', 'ScheduleAnyway'],
    ]);
  });

  test('asks the main port when no probe is given, and allows an hour for recovery', () => {
    const [container] = manifest(database().chart, 'StatefulSet').spec.template.spec.containers;
    expect(container.readinessProbe.tcpSocket).toEqual({ port: 'database' });
    expect(container.startupProbe).toMatchObject({ failureThreshold: 360, periodSeconds: 10 });
  });

  test('raises no warning', () => expect(warningIds(database().chart)).toEqual([]));
});

describe('StatefulDatabase with everything set', () => {
  const everything = () => {
    const chart = testChart('1.37');
    return { chart, db: new StatefulDatabase(chart, 'Orders', EVERYTHING) };
  };

  test('renders every prop', () => expect(Testing.synth(everything().chart)).toMatchSnapshot());

  test('writes fields that the generated types do not know', () => {
    const { spec } = manifest(everything().chart, 'StatefulSet');
    expect(spec.template.spec.initContainers.map((c: any) => [c.name, c.restartPolicy])).toEqual([['prepare', undefined], ['proxy', 'Always']]);
    expect(spec.volumeClaimTemplates[0].spec.volumeAttributesClassName).toBe('gold');
  });

  test('one member a node when spreading over nodes is hard', () => {
    const { affinity } = manifest(everything().chart, 'StatefulSet').spec.template.spec;
    expect(affinity.nodeAffinity).toBeDefined();
    expect(affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
  });

  test('mounts a block claim as a device only', () => {
    const [container] = manifest(everything().chart, 'StatefulSet').spec.template.spec.containers;
    expect(container.volumeDevices).toEqual([{ devicePath: '/dev/wal', name: 'wal' }]);
    expect(container.volumeMounts.map((m: any) => m.name)).not.toContain('wal');
  });

  test('node port', () => {
    const { chart } = database({ serviceType: ServiceType.NODE_PORT, serviceNodePort: 30432, extraPorts: [{ name: 'peers', port: 7003 }] });
    expect(Testing.synth(chart)[1].spec.ports.map((p: any) => p.nodePort)).toEqual([30432, undefined]);
  });

  test('ports for members only are ports of the headless Service alone', () => {
    const { chart } = database({ extraPorts: [{ name: 'peers', port: 7003, membersOnly: true }], memberServices: {} });
    const ports = Testing.synth(chart).filter(({ kind }) => kind === 'Service').map(({ metadata, spec }) =>
      [metadata.name, spec.ports.map((p: any) => p.name)]);
    expect(ports).toEqual([['orders-headless', ['database', 'peers']], ['orders', ['database']], ['orders-0', ['database']]]);
  });

  test('a Service for clients that selects the primary, or none', () => {
    const { chart, db } = database({ clientSelector: { role: 'primary' } });
    expect(Testing.synth(chart)[1].spec.selector).toEqual({ ...db.selectorLabels, role: 'primary' });
    expect(manifest(chart, 'StatefulSet').spec.template.metadata.labels).toEqual(db.selectorLabels);
    const without = database({ clientService: false });
    expect([without.db.service, without.db.host]).toEqual([without.db.headlessService, 'orders-headless.shop.svc']);
    expect(Testing.synth(without.chart).map(({ kind }) => kind)).toEqual(['Service', 'StatefulSet']);
  });

  test('a Service for each member', () => {
    const { chart, db } = database({ replicas: 2, memberServices: { type: ServiceType.LOAD_BALANCER, sourceRanges: ['10.0.0.0/8'], loadBalancerClass: 'a/b' } });
    const services = Testing.synth(chart).filter(({ metadata }) => /^orders-\d$/.test(metadata.name));
    expect(services.map(({ spec }) => spec.selector)).toEqual(['orders-0', 'orders-1'].map(pod =>
      ({ ...db.selectorLabels, 'statefulset.kubernetes.io/pod-name': pod })));
    expect(services[1].spec).toMatchObject({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'], loadBalancerClass: 'a/b' });
    expect(db.memberServices.map(({ name }) => name)).toEqual(['orders-0', 'orders-1']);
    expect(database().db.memberServices).toEqual([]);
  });

  test('hibernation changes the number of pods only', () => {
    const objects = (hibernated: boolean) => Testing.synth(database({ replicas: 3, hibernated }).chart);
    const awake = objects(false);
    awake.find(({ kind }) => kind === 'StatefulSet').spec.replicas = 0;
    expect(objects(true)).toEqual(awake);
  });

  test('a user of the namespace', () => {
    const { spec } = manifest(database({ userFromNamespace: true, runAsGroup: 1002, fsGroup: 1003 }).chart, 'StatefulSet').spec.template;
    expect(spec.securityContext).toEqual({ fsGroupChangePolicy: 'OnRootMismatch', runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('no spreading, deletion and OnDelete when asked for', () => {
    const { chart } = database({
      replicas: 2, nodeSpread: Spread.NONE, zoneSpread: Spread.NONE, retention: ClaimRetention.DELETE, updateStrategy: UpdateStrategy.onDelete(),
    });
    const { spec } = manifest(chart, 'StatefulSet');
    expect(spec.template.spec.topologySpreadConstraints).toBeUndefined();
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Delete' });
    expect(spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });
});

describe('StatefulDatabase, config files', () => {
  const template = (props: Partial<StatefulDatabaseProps>) => manifest(database(props).chart, 'StatefulSet').spec.template;
  const hashOf = (props: Partial<StatefulDatabaseProps>) => template(props).metadata.annotations?.['cdk8s-stateful/config-hash'];

  test('pods roll with config and configFiles, not with liveConfig', () => {
    const live = (text: string) => hashOf({ config: { a: 'x' }, liveConfig: { b: text }, configPath: '/etc/engine' });
    expect(live('1')).toBe(live('2'));
    expect(live('1')).toBe(hashOf({ config: { a: 'x' }, configPath: '/etc/engine' }));
    expect(hashOf({ liveConfig: { b: '1' }, configPath: '/etc/engine' })).toBeUndefined();
    expect(hashOf({ configFiles: { '/etc/a': '1' } })).not.toBe(hashOf({ configFiles: { '/etc/a': '2' } }));
  });

  test('a single file hides no other file of its directory, and is in no other directory', () => {
    const props = { config: { a: 'x' }, configPath: '/etc/engine', configFiles: { '/etc/engine.d/b.conf': 'y' } };
    const { spec } = template(props);
    expect(spec.containers[0].volumeMounts.slice(1)).toEqual([
      { mountPath: '/etc/engine', name: 'config', readOnly: true },
      { mountPath: '/etc/engine.d/b.conf', name: 'config-files', readOnly: true, subPath: 'etc-engine.d-b.conf' },
    ]);
    expect(spec.volumes).toEqual([
      { configMap: { items: [{ key: 'a', path: 'a' }], name: 'orders-config' }, name: 'config' },
      { configMap: { items: [{ key: 'etc-engine.d-b.conf', path: 'etc-engine.d-b.conf' }], name: 'orders-config' }, name: 'config-files' },
    ]);
    expect(manifest(database(props).chart, 'ConfigMap').data).toEqual({ 'a': 'x', 'etc-engine.d-b.conf': 'y' });
  });

  test('a single file tells the checks where the engine has its data', () => {
    const redis = { ...MINIMAL, image: 'redis:8.6.1', args: ['/etc/redis/redis.conf'], storage: { ...MINIMAL.storage, mountPath: '/data' } };
    const inFile = (text: string) => errorsOf(database({ ...redis, configFiles: { '/etc/redis/redis.conf': text } }).chart);
    expect(inFile('dir /data\n')).toEqual([]);
    expect(inFile('dir /elsewhere\n')).toEqual([expect.stringContaining('CS144')]);
  });
});

describe('StatefulDatabase, names and handles', () => {
  test('hosts and claims', () => {
    const { db } = database();
    expect([db.host, db.podHost(0), db.claimName(2)]).toEqual(['orders.shop.svc', 'orders-0.orders-headless.shop.svc', 'data-orders-2']);
    expect(db.claimName(1, 'wal')).toBe('wal-orders-1');
    expect(db.domain).toBe('orders-headless.shop.svc');
  });

  test('ids of the objects are a contract', () => {
    const { db } = database({ replicas: 3, config: { a: 'b' }, configPath: '/etc/engine' });
    expect(db.node.children.map(child => child.node.id)).toEqual(['HeadlessService', 'Service', 'Config', 'Resource', 'DisruptionBudget']);
    expect(ApiObject.of(db)).toBe(db.statefulSet);
  });

  test('patches apply to the finished manifest, newer fields included', () => {
    const { chart, db } = database();
    db.headlessService.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
    db.statefulSet.addJsonPatch(JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 7));
    expect(Testing.synth(chart)[0].spec.trafficDistribution).toBe('PreferClose');
    expect(manifest(chart, 'StatefulSet').spec.template.spec.terminationGracePeriodSeconds).toBe(7);
  });

  test('the same bytes twice, and pods roll only with the content of config files', () => {
    const hash = (content: string) => {
      const { chart } = database({ config: { 'a.conf': content, 'b.conf': 'x' }, configPath: '/etc/engine' });
      expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
      return manifest(chart, 'StatefulSet').spec.template.metadata.annotations['cdk8s-stateful/config-hash'];
    };
    expect(hash('one')).toBe(hash('one'));
    expect(hash('one')).not.toBe(hash('two'));
  });

  test('collections grow', () => {
    const { chart, db } = database();
    db.addInitContainer({ name: 'first', image: 'registry.example.com/tool:1.0.0' });
    db.addSidecar(Sidecar.container({ name: 'second', image: 'registry.example.com/tool:1.0.0' }));
    db.addVolume({ volume: Volume.emptyDir('cache'), mountPath: '/cache' });
    const { spec } = manifest(chart, 'StatefulSet').spec.template;
    expect([spec.initContainers[0].name, spec.containers[1].name, spec.volumes[0].name]).toEqual(['first', 'second', 'cache']);
    expect(spec.initContainers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  test('a generated name is a legal one', () => {
    const { chart, db } = database({ name: undefined });
    expect(db.name).toMatch(/^test-orders-/);
    expect(errorsOf(chart)).toEqual([]);
  });
});

/** Each mistake with a part of its message, and a neighbour that passes. */
const ERRORS: [string, Partial<StatefulDatabaseProps>, RegExp, Partial<StatefulDatabaseProps>][] = [
  ['CS101', { name: 'a'.repeat(53) }, /name: got 'a{53}', allowed is at most 52/, { name: 'a'.repeat(52) }],
  ['CS101', { name: '1orders' }, /starting with a letter/, { name: 'orders1' }],
  [
    'CS104', { storage: { ...MINIMAL.storage, name: 'My_Data' } }, /storage\.name: got 'My_Data'/,
    { storage: { ...MINIMAL.storage, name: 'my-data' } },
  ],
  [
    'CS120', { env: { ENGINE_PASSWORD: 'hunter2' } }, /env\.ENGINE_PASSWORD: got a literal value, not shown here.*secretEnv/,
    { env: { ENGINE_PASSWORD_FILE: '/run/secret' } },
  ],
  ['CS120', { env: { URL: 'engine://app:hunter2@host' } }, /env\.URL/, { env: { URL: 'engine://app@host' } }],
  ['CS120', { args: ['--password=hunter2'] }, /container 'database' args/, { args: ['--password=$(ENGINE_PASSWORD)'] }],
  ['CS121', { image: 'two words' }, /image: got 'two words'/, { image: 'engine:1.2.3' }],
  ['CS122', { startupBudget: Duration.seconds(0) }, /startupBudget: got 0 s/, { startupBudget: Duration.seconds(1) }],
  ['CS122', { ready: Probe.http('ready') }, /ready\.path: got 'ready'/, { ready: Probe.http('/ready') }],
  ['CS122', { ready: Probe.exec() }, /ready: got \[\]/, { ready: Probe.exec('true') }],
  ['CS122', { alive: Probe.tcp({ failureThreshold: 0 }) }, /alive\.failureThreshold: got 0/, { alive: Probe.tcp({ failureThreshold: 1 }) }],
  [
    'CS122', { alive: Probe.tcp({ failureThreshold: 2 ** 31 }) }, /alive\.failureThreshold: got 2147483648/,
    { alive: Probe.tcp({ failureThreshold: 2 ** 31 - 1 }) },
  ],
  [
    'CS122', { alive: Probe.tcp({ period: Duration.millis(1500) }) }, /alive\.period: got 1\.5 s/,
    { alive: Probe.tcp({ period: Duration.seconds(2) }) },
  ],
  ['CS122', { alive: Probe.tcp({ port: 70000 }) }, /alive\.port: got 70000/, { alive: Probe.tcp({ port: 65535 }) }],
  ['CS123', { env: { 'A B': 'x' } }, /env: got 'A B'/, { env: { A_B: 'x' } }],
  ['CS123', { sidecars: [Sidecar.container({ name: 'b', image: 'a:1.0.0', env: [{ name: '', value: 'x' }] })] }, /env of container 'b': got ''/,
    { sidecars: [Sidecar.container({ name: 'b', image: 'a:1.0.0', env: [{ name: 'A', value: 'x' }] })] }],
  [
    'CS123', { env: { A: 'x' }, extraEnv: [{ name: 'A', value: 'y' }] }, /env: got 'A', allowed is one value/,
    { env: { A: 'x' }, extraEnv: [{ name: 'B', value: 'y' }] },
  ],
  [
    'CS123', { env: { A: '$(B)', B: 'x' } }, /env\.A.*move A to extraEnv/,
    { env: { B: '$(A)$(valueOf)', A: 'x' }, secretEnv: { C: SecretKey.of('s', 'c') } },
  ],
  ['CS124', { config: { 'a.conf': '' } }, /configPath: got nothing/, { config: { 'a.conf': '' }, configPath: '/etc/engine' }],
  ['CS124', { config: { 'a/b': '' }, configPath: '/etc/engine' }, /config: got 'a\/b'/, { config: { a_b: '' }, configPath: '/etc/engine' }],
  ['CS124', { configPath: '/etc/engine' }, /only together with config/, {}],
  ['CS124', { config: {}, configPath: '/etc/engine' }, /at least one file/, { config: { a: '' }, configPath: '/etc/engine' }],
  [
    'CS124', { config: { a: 'x'.repeat(1024 * 1024 + 1) }, configPath: '/etc/engine' }, /at most 1 MiB/,
    { config: { a: 'x'.repeat(1024 * 1024) }, configPath: '/etc/engine' },
  ],
  ['CS125', { port: 0 }, /port 'database': got 0/, { port: 1 }],
  ['CS125', { portName: 'much-too-long-name' }, /name of port 7000: got 'much-too-long-name'/, { portName: 'fifteen-letters' }],
  ['CS125', { extraPorts: [{ name: 'database', port: 7001 }] }, /one port for each name/, { extraPorts: [{ name: 'peers', port: 7001 }] }],
  [
    'CS125', { extraPorts: [{ name: 'peers', port: 7000 }] }, /port: got 7000\/TCP/,
    { extraPorts: [{ name: 'peers', port: 7000, protocol: PortProtocol.UDP }] },
  ],
  ['CS125', { extraPorts: [{ name: 'peers', port: 7001, protocol: 'tcp' as PortProtocol }] },
    /protocol of port 'peers': got 'tcp', allowed is TCP, UDP, SCTP/,
    { extraPorts: [{ name: 'peers', port: 7001, protocol: PortProtocol.TCP }] }],
  ['CS126', { sidecars: [Sidecar.container({ name: 'database', image: 'a:1.0.0' })] }, /each name once/, { sidecars: [Sidecar.container({ name: 'exporter', image: 'a:1.0.0' })] }],
  ['CS126', { sidecars: [Sidecar.container({ name: 'exporter' })] }, /image of container 'exporter'/, { sidecars: [Sidecar.container({ name: 'exporter', image: 'a:1.0.0' })] }],
  [
    'CS126', { sidecars: [Sidecar.container({ name: 'exporter', image: ' a:1.0.0' })] }, /image of container 'exporter': got ' a:1\.0\.0'/,
    { sidecars: [Sidecar.container({ name: 'exporter', image: 'a:1.0.0' })] },
  ],
  ['CS126', { sidecars: [Sidecar.container({ name: 'b', image: 'a:1.0.0', volumeMounts: [{ name: 'dat', mountPath: '/data' }] })] },
    /got 'dat', allowed is a volume of the pod: data/,
    { sidecars: [Sidecar.container({ name: 'b', image: 'a:1.0.0', volumeMounts: [{ name: 'data', mountPath: '/data' }] })] }],
  ['CS127', { scratch: ['tmp'] }, /scratch: got 'tmp'/, { scratch: ['/tmp'] }],
  ['CS127', { scratch: ['/data/'] }, /got '\/data', allowed is one volume for each path/, { scratch: ['/data/tmp'] }],
  ['CS127', { scratch: ['/a/b', '/a-b'] }, /paths that differ in more/, { scratch: ['/a/b', '/a-c'] }],
  ['CS127', { storage: { ...MINIMAL.storage, subPath: '../x' } }, /subPath of 'data'/, { storage: { ...MINIMAL.storage, subPath: 'x' } }],
  [
    'CS127', { extraStorage: [{ ...MINIMAL.storage, mountPath: '/wal' }] }, /name of a volume: got 'data'/,
    { extraStorage: [{ ...MINIMAL.storage, name: 'wal', mountPath: '/wal' }] },
  ],
  ['CS128', { resources: { memory: Size.kibibytes(0.5) } }, /resources\.memory: got 0\.5Ki/, { resources: { memory: Size.mebibytes(6) } }],
  [
    'CS128', { resources: { memory: Size.gibibytes(1), cpu: Cpu.millis(-1) } }, /resources\.cpu: got -1m/,
    { resources: { memory: Size.gibibytes(1), cpu: Cpu.millis(1) } },
  ],
  ['CS128', { resources: { memory: Size.gibibytes(1), cpu: Cpu.cores(2), cpuLimit: Cpu.cores(1) } }, /at least the request of 2/,
    { resources: { memory: Size.gibibytes(1), cpu: Cpu.cores(2), cpuLimit: Cpu.cores(2) } }],
  ['CS122', { ready: Probe.http('/', { headers: { 'X Probe': 'a' } }) }, /ready\.headers: got 'X Probe'/,
    { ready: Probe.http('/', { headers: { 'X-Probe': 'a b' } }) }],
  ['CS124', { liveConfig: { a: 'b' } }, /configPath: got nothing/, { liveConfig: { a: 'b' }, configPath: '/etc/engine' }],
  ['CS124', { config: { a: 'b' }, liveConfig: { a: 'c' }, configPath: '/etc/engine' }, /key of the ConfigMap: got 'a'/,
    { config: { a: 'b' }, liveConfig: { b: 'c' }, configPath: '/etc/engine' }],
  ['CS124', { configFiles: { '/etc/a/b': 'x', '/etc/a-b': 'y' } }, /key of the ConfigMap: got 'etc-a-b'/,
    { configFiles: { '/etc/a/b': 'x', '/etc/a-c': 'y' } }],
  ['CS124', { config: { a: 'b' }, configPath: '/etc/a/', configFiles: { '/etc/a/b': 'x' } }, /configFiles: got '\/etc\/a\/b', allowed is paths outside/,
    { config: { a: 'b' }, configPath: '/etc/a', configFiles: { '/etc/a2/b': 'x' } }],
  ['CS124', { configFiles: {} }, /configFiles: got no files/, {}],
  ['CS124', { configFiles: { '/etc/a b': 'x' } }, /configFiles: got '\/etc\/a b'/, { configFiles: { '/etc/a_b': 'x' } }],
  ['CS124', { configFiles: { '/etc/a/': 'x' } }, /configFiles: got '\/etc\/a\/'/, { configFiles: { '/etc/a/b': 'x' } }],
  ['CS127', { configFiles: { 'etc/a': 'x' } }, /configFiles: got 'etc\/a'/, { configFiles: { '/etc/a': 'x' } }],
  ['CS131', { storage: { ...MINIMAL.storage, labels: { 'a b': 'x' } } }, /storage\.labels: got 'a b'/,
    { storage: { ...MINIMAL.storage, labels: { a: 'x' } } }],
  ['CS131', { storage: { ...MINIMAL.storage, annotations: { 'a b': 'x' } } }, /storage\.annotations: got 'a b'/,
    { storage: { ...MINIMAL.storage, annotations: { a: 'x y' } } }],
  ['CS132', { serviceAccountName: 'engine', serviceAccountAnnotations: { a: 'b' } }, /nothing with serviceAccountName 'engine'/,
    { serviceAccountAnnotations: { a: 'b' } }],
  ['CS131', { serviceAccountAnnotations: { 'a b': 'x' } }, /serviceAccountAnnotations: got 'a b'/, { serviceAccountAnnotations: { a: 'x' } }],
  ['CS129', { gracePeriod: Duration.seconds(0) }, /gracePeriod: got 0 s/, { gracePeriod: Duration.seconds(1) }],
  ['CS129', { preStop: ['sh', '-c', 'sleep 120'] }, /less than the grace period of 120 s/, { preStop: ['sh', '-c', 'sleep 119'] }],
  ['CS129', { preStop: [] }, /preStop: got \[\]/, { preStop: ['true'] }],
  ['CS130', { runAsUser: -1 }, /runAsUser: got -1/, { runAsUser: 0 }],
  ['CS131', { labels: { 'app.kubernetes.io/name': 'other' } }, /which the selector uses/, { labels: { 'app.kubernetes.io/version': '1' } }],
  ['CS131', { labels: { a: 'not a value' } }, /labels\.a: got 'not a value'/, { labels: { a: 'value' } }],
  ['CS131', { labels: { 'a..b/c': 'x' } }, /labels: got 'a\.\.b\/c'/, { labels: { 'a.b/c': 'x', 'valueOf': 'x' } }],
  ['CS131', { podAnnotations: { 'a b': 'x' } }, /podAnnotations: got 'a b'/, { podAnnotations: { 'Example.com/A': 'x' } }],
  ['CS132', { serviceAccountName: 'Bad_Name' }, /serviceAccountName/, { serviceAccountName: 'good-name' }],
  ['CS132', { secretEnv: { A: SecretKey.of('s', 'a/b') } }, /secretEnv\.A: got 'a\/b'/, { secretEnv: { A: SecretKey.of('s', 'a.b') } }],
  ['CS132', { secretEnv: { A: SecretKey.of('s', '..a') } }, /secretEnv\.A: got '\.\.a'/, { secretEnv: { A: SecretKey.of('s', '.a') } }],
  ['CS132', { imagePullPolicy: 'Sometimes' }, /Always, IfNotPresent, Never/, { imagePullPolicy: 'Never' }],
  ['CS133', { podManagement: 'Serial' as PodManagement }, /podManagement: got 'Serial'/, { podManagement: PodManagement.ORDERED_READY }],
  ['CS133', { storage: { ...MINIMAL.storage, accessMode: 'RWO' as AccessMode } }, /storage\.accessMode: got 'RWO'/, {}],
  ['CS134', { serviceNodePort: 30432 }, /nothing for a Service of type ClusterIP/, { serviceNodePort: 30432, serviceType: ServiceType.NODE_PORT }],
  ['CS134', { serviceSourceRanges: ['10.0.0.300/8'], serviceType: ServiceType.LOAD_BALANCER }, /got '10\.0\.0\.300\/8', allowed is networks/,
    { serviceSourceRanges: ['10.0.0.30/8', 'fd00::/128'], serviceType: ServiceType.LOAD_BALANCER }],
  [
    'CS134', { serviceSourceRanges: ['10.0.0.0/33'], serviceType: ServiceType.LOAD_BALANCER }, /got '10\.0\.0\.0\/33'/,
    { serviceSourceRanges: ['10.0.0.0/32'], serviceType: ServiceType.LOAD_BALANCER },
  ],
  ['CS134', { serviceSourceRanges: ['10.0.0.0'], serviceType: ServiceType.LOAD_BALANCER }, /networks such as/,
    { serviceSourceRanges: ['10.0.0.0/8'], serviceType: ServiceType.LOAD_BALANCER }],
  ['CS134', { serviceExternalTrafficPolicy: TrafficPolicy.LOCAL }, /nothing for a Service of type ClusterIP/,
    { serviceExternalTrafficPolicy: TrafficPolicy.LOCAL, serviceType: ServiceType.NODE_PORT }],
  ['CS134', { serviceInternalTrafficPolicy: 'Node' as TrafficPolicy }, /one of Cluster, Local/, { serviceInternalTrafficPolicy: TrafficPolicy.LOCAL }],
  ['CS134', { ipFamilyPolicy: 'Dual' as IpFamilyPolicy }, /one of SingleStack/, { ipFamilyPolicy: IpFamilyPolicy.REQUIRE_DUAL_STACK }],
  ['CS134', { ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] }, /ipFamilyPolicy: got nothing, allowed is PreferDualStack or RequireDualStack/,
    { ipFamilies: [IpFamily.IPV4, IpFamily.IPV6], ipFamilyPolicy: IpFamilyPolicy.PREFER_DUAL_STACK }],
  ['CS134', { ipFamilies: [IpFamily.IPV4, IpFamily.IPV4] }, /each once/, { ipFamilies: [IpFamily.IPV4] }],
  ['CS134', { memberServices: { nodePorts: [30001] } }, /memberServices\.nodePorts: got 30001, allowed is nothing for a Service of type ClusterIP/,
    { memberServices: { type: ServiceType.NODE_PORT, nodePorts: [30001] } }],
  ['CS134', { replicas: 2, memberServices: { type: ServiceType.NODE_PORT, nodePorts: [30001] } }, /one port for each of the 2 members/,
    { replicas: 2, memberServices: { type: ServiceType.NODE_PORT, nodePorts: [30001, 30002] } }],
  ['CS134', { replicas: 2, memberServices: { type: ServiceType.NODE_PORT, nodePorts: [30001, 30001] } }, /each port once/,
    { replicas: 2, memberServices: { type: ServiceType.NODE_PORT, nodePorts: [30001, 30002] } }],
  ['CS134', { clientService: false, clientSelector: { a: 'b' } }, /clientSelector: .* nothing without a Service for clients/, { clientService: false }],
  ['CS134', { clientService: false, serviceType: ServiceType.NODE_PORT }, /serviceType: .* nothing without a Service for clients/,
    { clientService: false, serviceAccountName: 'engine' }],
  ['CS131', { clientSelector: { 'app.kubernetes.io/name': 'other' } }, /which the selector uses/, { clientSelector: { role: 'primary' } }],
  ['CS149', { hibernated: true, retention: ClaimRetention.DELETE }, /hibernated: got true, allowed is false with the retention Delete/,
    { hibernated: true, retention: ClaimRetention.DELETE_WHEN_DELETED }],
  ['CS140', { replicas: 1.5 }, /replicas: got 1\.5/, { replicas: 0 }],
  ['CS140', { replicas: 2 ** 31 }, /replicas: got 2147483648/, { replicas: 2 ** 31 - 1 }],
  ['CS140', { replicas: 2 ** 31, memberServices: {} }, /replicas: got 2147483648/, { replicas: 2, memberServices: {} }],
  [
    'CS141', { ...POSTGRES, replicas: 3 }, /replicas: got 3, allowed is 1 for PostgreSQL.*3 unrelated databases/,
    { ...POSTGRES, replicas: 3, members: Members.INDEPENDENT },
  ],
  [
    'CS142', { replicas: 5, quorum: true, maxUnavailable: 3 }, /at most 2, what a quorum of 5 can lose/,
    { replicas: 5, quorum: true, maxUnavailable: 2 },
  ],
  ['CS142', { maxUnavailable: 1 }, /nothing for one member/, { maxUnavailable: 1, replicas: 2 }],
  ['CS142', { maxUnavailable: -1, replicas: 2 }, /maxUnavailable: got -1/, { maxUnavailable: 2, replicas: 2 }],
  [
    'CS143', { updateStrategy: UpdateStrategy.rollingUpdate({ partition: -1 }) }, /partition: got -1/,
    { updateStrategy: UpdateStrategy.rollingUpdate({ partition: 0 }) },
  ],
  ['CS143', { minReady: Duration.millis(1) }, /minReady: got 0\.001 s/, { minReady: Duration.seconds(1) }],
  ['CS144', { ...POSTGRES, storage: MINIMAL.storage }, /storage\.mountPath: got \['\/data'\].*elsewhere the data is lost/, POSTGRES],
  ['CS144', { ...POSTGRES, env: {}, storage: { ...POSTGRES.storage!, mountPath: '/var/lib/postgresql' } },
    /got '\/var\/lib\/postgresql'.* hides the claim there and is deleted with the container/,
    { ...POSTGRES, env: { PGDATA: '/var/lib/postgresql/pgdata' }, storage: { ...POSTGRES.storage!, mountPath: '/var/lib/postgresql' } }],
  ['CS144', { image: 'mongo:8.0.15', storage: { ...MINIMAL.storage, mountPath: '/data' } }, /mount the storage at \/data\/db/,
    { image: 'mongo:8.0.15', scratch: ['/tmp'], storage: { ...MINIMAL.storage, mountPath: '/data/db' } }],
  [
    'CS145', { ...POSTGRES, env: {} }, /lost\+found, which PostgreSQL refuses/,
    { ...POSTGRES, image: 'postgres:18.1-trixie', env: {}, storage: { ...POSTGRES.storage!, mountPath: '/var/lib/postgresql' } },
  ],
  ['CS145', { ...POSTGRES, env: { PGDATA: '/var/lib/postgresql/data' } }, /lost\+found, which PostgreSQL refuses/, POSTGRES],
];

describe('StatefulDatabase, each error', () => {
  test.each(ERRORS)('%s %#', (id, wrong, message, right) => {
    const errors = errorsOf(database(wrong).chart);
    expect(errors.filter(line => line.startsWith(`[test/Orders] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(database(right).chart)).toEqual([]);
  });

  test('CS102 context that is no version', () => {
    expect(errorsOf(database({}, '1.26').chart).join()).toMatch(/CS102 context 'cdk8s-stateful\/kubernetes-version': got '1\.26'/);
    for (const version of ['1.35.x', 'latest', '35', 1.35]) {
      expect(errorsOf(database({}, version as any).chart).join())
        .toMatch(/CS102 .*allowed is '1\.27' or newer as a string, with or without a patch release \('1\.35\.4'\)/);
    }
    for (const version of ['1.27', '1.35.4', 'v1.34.1-gke.100']) {
      expect(errorsOf(database({}, version).chart)).toEqual([]);
    }
  });

  test('CS103 fields that the target version does not have', () => {
    const newer: Partial<StatefulDatabaseProps> = { nativeSidecars: [Sidecar.container({ name: 'a', image: 'a:1.0.0' })] };
    expect(errorsOf(database(newer, '1.28').chart).join())
      .toMatch(/CS103 nativeSidecars: got \['a'\], allowed is nothing unless output is for Kubernetes 1\.29 or newer \(it is for 1\.28\)/);
    expect(errorsOf(database(newer, '1.29').chart)).toEqual([]);
    const surge: Partial<StatefulDatabaseProps> = { replicas: 5, updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }) };
    for (const version of ['1.34', '1.35', '1.35.4', '1.36']) {
      expect(errorsOf(database(surge, version).chart).join()).toMatch(
        /CS103 updateStrategy\.maxUnavailable: got 2, allowed is nothing unless output is for Kubernetes 1\.35\.0 to 1\.35\.3, or 1\.37 or newer/,
      );
    }
    for (const version of ['1.35.0', '1.35.3', '1.37']) {
      expect(errorsOf(database(surge, version).chart)).toEqual([]);
    }
  });

  test('CS105 two objects of one name in a chart', () => {
    const { chart } = database();
    new StatefulDatabase(chart, 'Again', MINIMAL);
    expect(errorsOf(chart).join('\n')).toMatch(/CS105 name: got StatefulSet 'orders' of both test\/Orders\/Resource and test\/Again\/Resource/);
  });

  test('CS106 claims that two sets would share', () => {
    const { chart } = database({ name: 'web', storage: { ...MINIMAL.storage, name: 'data-x' } });
    new StatefulDatabase(chart, 'Other', { ...MINIMAL, name: 'x-web' });
    expect(errorsOf(chart).join()).toMatch(/CS106 name: got the claims 'data-x-web-<ordinal>' of test\/Orders and test\/Other/);
  });

  test('all mistakes are reported together', () => {
    expect(errorsOf(database({ name: 'Bad Name', port: 0, image: '' }).chart).length).toBeGreaterThanOrEqual(3);
  });
});

/** Each warning, and a neighbour without it. */
const WARNINGS: [string, Partial<StatefulDatabaseProps>, Partial<StatefulDatabaseProps>][] = [
  ['CS520', { resources: {} }, {}],
  [
    'CS521', { config: { 'a.conf': 'password = hunter2\n' }, configPath: '/etc/engine' },
    { config: { 'a.conf': 'password = ${ENGINE_PASSWORD}\n' }, configPath: '/etc/engine' },
  ],
  ['CS522', { image: 'engine:latest' }, { image: 'engine:1.2.3' }],
  ['CS523', { alive: Probe.exec('ask', 'orders-headless') }, { alive: Probe.exec('ask', '127.0.0.1') }],
  ['CS524', { scratch: ['/tmp'], scratchLimit: Size.gibibytes(2), resources: { memory: Size.gibibytes(1), ephemeralStorage: Size.gibibytes(1) } },
    { scratch: ['/tmp'], scratchLimit: Size.gibibytes(1), resources: { memory: Size.gibibytes(1), ephemeralStorage: Size.gibibytes(1) } }],
  ['CS525', { replicas: 2, maxUnavailable: 0 }, { replicas: 2, maxUnavailable: 1 }],
  ['CS526', { replicas: 4, quorum: true }, { replicas: 5, quorum: true }],
  [
    'CS527', { replicas: 3, updateStrategy: UpdateStrategy.rollingUpdate({ partition: 3 }) },
    { replicas: 3, updateStrategy: UpdateStrategy.rollingUpdate({ partition: 2 }) },
  ],
  ['CS528', { replicas: 3, minReady: Duration.seconds(0) }, { replicas: 3, minReady: Duration.seconds(1) }],
  ['CS529', { replicas: 3, quorum: true, podManagement: PodManagement.ORDERED_READY }, { replicas: 3, quorum: true }],
  ['CS530', { replicas: 3, nodeSelector: { 'kubernetes.io/hostname': 'node-a' } }, { replicas: 3, nodeSelector: { disk: 'fast' } }],
  ['CS531', { tolerations: [{ operator: 'Exists' }] }, { tolerations: [{ operator: 'Exists', key: 'database' }] }],
  ['CS532', { ...POSTGRES, gracePeriod: Duration.seconds(5) }, { ...POSTGRES, gracePeriod: Duration.seconds(120) }],
];

describe('StatefulDatabase, each warning', () => {
  test('CS534 Parallel where a broken revision stops the set', () => {
    const silent = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const warned = (version: string, props: Partial<StatefulDatabaseProps> = {}) => warningIds(database(props, version).chart).includes('CS534');
    expect(['1.34', '1.35', '1.35.3', '1.35.4', '1.36', '1.37'].filter(version => warned(version))).toEqual(['1.35', '1.35.3']);
    expect(warned('1.35.3', { podManagement: PodManagement.ORDERED_READY })).toBe(false);
    expect(warned('1.35.3', { updateStrategy: UpdateStrategy.onDelete() })).toBe(false);
    silent.mockRestore();
  });

  test.each(WARNINGS)('%s', (id, odd, usual) => {
    const silent = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(warningIds(database(odd).chart)).toEqual([id]);
    expect(errorsOf(database(odd).chart)).toEqual([]);
    expect(warningIds(database(usual).chart)).toEqual([]);
    silent.mockRestore();
  });
});
