import { Duration, Size, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import {
  AccessMode, Cpu, NetworkAccess, NodeDaemon, PersistentDeployment, PortProtocol, Probe, SecretKey, ServiceType, Sidecar, SidecarProps,
  StatefulDatabaseProps, Volume, VolumeMode,
} from '../../../src';
import { FAST, MINIMAL, database, errorsOf, manifest, testChart, warningIds } from '../support';

const EXPORTER: SidecarProps = { name: 'exporter', image: 'registry.example.com/exporter:1.4.0' };
const PORTS = [{ name: 'metrics', port: 9187, membersOnly: true }, { name: 'admin', port: 9000, protocol: PortProtocol.TCP }];
/** The main container has a mount of each kind. */
const MAIN: Partial<StatefulDatabaseProps> = {
  config: { 'engine.conf': 'a = 1' },
  configPath: '/etc/engine',
  configFiles: { '/etc/hosts.allow': 'ALL', '/etc/motd': 'hello' },
  scratch: ['/tmp', '/var/run/engine'],
  volumes: [{ volume: Volume.secret('tls', 'orders-tls'), mountPath: '/tls' }],
};

function containers(props: Partial<SidecarProps>, main: Partial<StatefulDatabaseProps> = MAIN): any[] {
  return manifest(database({ ...main, sidecars: [Sidecar.of({ ...EXPORTER, ...props })] }).chart, 'StatefulSet').spec.template.spec.containers;
}

test('a sidecar has the restricted security context, and resources with a memory limit', () => {
  expect(containers({})[1]).toEqual({
    image: EXPORTER.image,
    name: 'exporter',
    resources: { limits: { memory: '128Mi' }, requests: { cpu: '20m', memory: '128Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
  });
  expect(containers({ resources: { cpu: Cpu.millis(50) } })[1].resources).toEqual({ limits: { memory: '128Mi' }, requests: { cpu: '50m', memory: '128Mi' } });
});

test('everything set', () => {
  const [, sidecar] = containers({
    command: ['exporter'],
    args: ['--verbose'],
    env: { B: '$(NODE)', A: 'a' },
    secretEnv: { PASSWORD: SecretKey.of('orders', 'password') },
    fieldEnv: { NODE: 'spec.nodeName' },
    ports: PORTS,
    ready: Probe.http('/ready'),
    alive: Probe.tcp({ port: 9000 }),
    startupBudget: Duration.minutes(1),
    resources: { cpu: Cpu.millis(10), memory: Size.mebibytes(32) },
    mounts: [{ name: 'data', mountPath: '/orders', readOnly: true }, { name: 'config' }, { name: '/var/run/engine/' }],
    scratch: ['/tmp', '/var/cache/exporter'],
    securityContext: { runAsUser: 65534 },
  });
  expect(sidecar).toMatchSnapshot();
});

test('a mount of the main container is found by its name and by its path', () => {
  const mountsOf = (name: string) => containers({ mounts: [{ name }] })[1].volumeMounts;
  expect(mountsOf('data')).toEqual([{ mountPath: '/data', name: 'data' }]);
  expect(mountsOf('/data')).toEqual(mountsOf('data'));
  expect(mountsOf('tls')).toEqual([{ mountPath: '/tls', name: 'tls', readOnly: true }]);
  expect(mountsOf('config-files')).toEqual([
    { mountPath: '/etc/hosts.allow', name: 'config-files', readOnly: true, subPath: 'etc-hosts.allow' },
    { mountPath: '/etc/motd', name: 'config-files', readOnly: true, subPath: 'etc-motd' },
  ]);
  expect(mountsOf('/tmp')).toEqual([{ mountPath: '/tmp', name: 'scratch', subPath: 'tmp' }]);
});

test('a block device is shared as a device', () => {
  const raw = { ...MINIMAL.storage, name: 'raw', mountPath: '/dev/raw', volumeMode: VolumeMode.BLOCK, accessMode: AccessMode.READ_WRITE_ONCE };
  const [, sidecar] = containers({ mounts: [{ name: 'raw', mountPath: '/dev/disk' }] }, { extraStorage: [raw] });
  expect(sidecar.volumeDevices).toEqual([{ devicePath: '/dev/disk', name: 'raw' }]);
});

test('scratch directories of a sidecar are its own, also without those of the main container', () => {
  const { spec } = manifest(database({ sidecars: [Sidecar.of({ ...EXPORTER, scratch: ['/tmp'] })] }).chart, 'StatefulSet').spec.template;
  expect(spec.volumes).toEqual([{ emptyDir: {}, name: 'scratch' }]);
  expect(spec.containers.map((c: any) => c.volumeMounts)).toEqual([
    [{ mountPath: '/data', name: 'data' }], [{ mountPath: '/tmp', name: 'scratch', subPath: 'sidecar-exporter/tmp' }],
  ]);
});

describe('ports', () => {
  const portsOf = (chart: any, name: string) =>
    Testing.synth(chart).find(o => o.kind === 'Service' && o.metadata.name === name).spec.ports.map(({ name: port, nodePort }: any) => [port, nodePort]);

  test('Services have the ports of sidecars, also of those that are added later', () => {
    const { chart, db } = database({ serviceType: ServiceType.NODE_PORT, serviceNodePort: 30000, memberServices: {} });
    db.addSidecar(Sidecar.of({ ...EXPORTER, ports: PORTS }));
    expect(portsOf(chart, 'orders-headless')).toEqual([['database', undefined], ['metrics', undefined], ['admin', undefined]]);
    expect(portsOf(chart, 'orders')).toEqual([['database', 30000], ['admin', undefined]]);
    expect(portsOf(chart, 'orders-0')).toEqual([['database', undefined], ['admin', undefined]]);
  });

  test('no Service has those of a Kubernetes struct', () => {
    const { chart } = database({
      sidecars: [Sidecar.container({ name: 'b', ports: [{ containerPort: 1, name: 'b' }], image: 'b:1.0' })],
    });
    expect(portsOf(chart, 'orders-headless')).toEqual([['database', undefined]]);
  });

  test('the NetworkPolicy treats ports with membersOnly as those of members', () => {
    const { chart } = database({ networkPolicy: NetworkAccess.members(), sidecars: [Sidecar.of({ ...EXPORTER, ports: [{ name: 'peer', port: 1, membersOnly: true }] })] });
    expect(manifest(chart, 'NetworkPolicy').spec.ingress[1].ports).toEqual([{ port: 7000, protocol: 'TCP' }]);
  });
});

test('native sidecars and sidecars of other workloads are the same', () => {
  const sidecar = Sidecar.of({ ...EXPORTER, ports: PORTS, mounts: [{ name: 'data' }] });
  const chart = testChart('1.34');
  new PersistentDeployment(chart, 'Wiki', { ...MINIMAL, name: 'wiki', nativeSidecars: [sidecar] });
  const daemon = new NodeDaemon(chart, 'Agent', {
    name: 'agent', image: 'agent:1.2.3', resources: { memory: Size.mebibytes(64) }, volumes: [{ volume: Volume.emptyDir('data'), mountPath: '/data' }],
  });
  daemon.addSidecar(sidecar);
  const [container] = containers({ ports: PORTS, mounts: [{ name: 'data' }] }).slice(1);
  expect(manifest(chart, 'Deployment').spec.template.spec.initContainers).toEqual([{ ...container, restartPolicy: 'Always' }]);
  expect(manifest(chart, 'DaemonSet').spec.template.spec.containers[1]).toEqual(container);
});

test('a privileged container has no restrictions that the API server would refuse', () => {
  const securityContext = { privileged: true };
  const unrestricted = { privileged: true, readOnlyRootFilesystem: true };
  expect(containers({ securityContext }, { securityContext }).map(container => container.securityContext)).toEqual([unrestricted, unrestricted]);
});

describe('errors', () => {
  const errors = (props: Partial<SidecarProps>) =>
    errorsOf(database({ ...MAIN, sidecars: [Sidecar.of({ ...EXPORTER, ...props })] }).chart).join('\n');

  test.each<[wrong: Partial<SidecarProps>, message: RegExp, right: Partial<SidecarProps>]>([
    [{ env: { DB_PASSWORD: 'geheim1' } }, /CS120 container 'exporter' env\.DB_PASSWORD/, { secretEnv: { DB_PASSWORD: SecretKey.of('a', 'b') } }],
    [{ args: ['--password=geheim1'] }, /CS120 container 'exporter' args/, { args: ['--password-file=/a'] }],
    [{ image: ' a:1.0' }, /CS121 image of sidecar 'exporter': got ' a:1\.0'/, { image: 'a:1.0' }],
    [{ image: `a@sha256:${'0'.repeat(63)}` }, /CS121 image of sidecar 'exporter'.*copy the whole digest/, { image: `a@sha256:${'0'.repeat(64)}` }],
    [{ alive: Probe.http('x', { port: 1 }) }, /CS122 alive\.path of sidecar 'exporter'/, { alive: Probe.http('/x', { port: 1 }) }],
    [{ ready: Probe.tcp() }, /CS122 ready\.port of sidecar 'exporter': got nothing/, { ready: Probe.tcp(), ports: PORTS }],
    [{ startupBudget: Duration.seconds(0), alive: Probe.exec('a') }, /CS122 startupBudget of sidecar 'exporter'.*positive/,
      { startupBudget: Duration.seconds(1), alive: Probe.exec('a') }],
    [{ startupBudget: Duration.seconds(1) }, /CS122 startupBudget of sidecar 'exporter': got 1 s, allowed is nothing without alive/, {}],
    [{ env: { '1A': 'a' } }, /CS123 env of sidecar 'exporter': got '1A'/, { env: { A1: 'a' } }],
    [{ env: { A: '$(B)', B: 'b' } }, /CS123 env\.A of sidecar 'exporter'.*read the variable in the program, or use Sidecar\.container\(\): \$\(B\)/,
      { env: { B: '$(A)', A: 'a' } }],
    [{ fieldEnv: { A: 'status.phase' } }, /CS123 fieldEnv\.A of sidecar 'exporter'/, { fieldEnv: { A: 'status.podIP' } }],
    [{ ports: [{ name: 'database', port: 1 }] }, /CS125 name of a port: got 'database'/, { ports: [{ name: 'metrics', port: 1 }] }],
    [{ ports: [{ name: 'metrics', port: 7000 }] }, /CS125 port: got 7000\/TCP, allowed is each port once/, { ports: [{ name: 'metrics', port: 7001 }] }],
    [{ ports: [{ name: 'metrics', port: 0 }] }, /CS125 port 'metrics': got 0/, { ports: [{ name: 'metrics', port: 1 }] }],
    [{ name: 'a_b' }, /CS126 name of a container: got 'a_b'.*; rename it$/, { name: 'a-b' }],
    [{ name: 'database' }, /CS126 name of a container: got 'database', allowed is each name once/, { name: 'databases' }],
    [{ scratch: ['tmp'] }, /CS127 scratch of sidecar 'exporter': got 'tmp'/, { scratch: ['/tmp'] }],
    [{ scratch: ['/a/b', '/a-b'] }, /CS127 scratch of sidecar 'exporter': got 'a-b'/, { scratch: ['/a/b', '/ab'] }],
    [{ mounts: [{ name: 'data', mountPath: 'orders' }] }, /CS127 mountPath of sidecar 'exporter': got 'orders'/,
      { mounts: [{ name: 'data', mountPath: '/orders' }] }],
    [{ mounts: [{ name: 'data', mountPath: '/tmp' }], scratch: ['/tmp/'] }, /CS127 path of sidecar 'exporter': got '\/tmp'/,
      { mounts: [{ name: 'data', mountPath: '/tmp' }], scratch: ['/tmp2'] }],
    [{ resources: { memory: Size.mebibytes(5) } }, /CS128 resources\.memory of sidecar 'exporter'/, { resources: { memory: Size.mebibytes(6) } }],
    [{ secretEnv: { A: SecretKey.of('A', 'b') } }, /CS132 secretEnv\.A of sidecar 'exporter'/, { secretEnv: { A: SecretKey.of('a', 'b') } }],
    [{ mounts: [{ name: 'dat' }] },
      /CS161 mounts of sidecar 'exporter': got 'dat', allowed is a volume or path of the main container: data, config, .*\/tmp/, { mounts: [{ name: 'data' }] }],
    [{ mounts: [{ name: 'config-files', mountPath: '/a' }] },
      /CS162 mountPath of 'config-files' of sidecar 'exporter': got '\/a'.* 2 mounts .*name each by its path: \/etc\/hosts\.allow, \/etc\/motd/,
      { mounts: [{ name: '/etc/motd', mountPath: '/a' }] }],
  ])('%j', (wrong, message, right) => {
    expect(errors(wrong)).toMatch(message);
    expect(errors(right)).toBe('');
  });

  test('CS163 a block device cannot be read-only', () => {
    const raw = { ...MINIMAL.storage, name: 'raw', mountPath: '/dev/raw', volumeMode: VolumeMode.BLOCK, tier: FAST };
    const of = (readOnly: boolean | undefined) =>
      errorsOf(database({ extraStorage: [raw], sidecars: [Sidecar.of({ ...EXPORTER, mounts: [{ name: 'raw', readOnly }] })] }).chart).join();
    expect(of(true)).toMatch(/CS163 readOnly of 'raw' of sidecar 'exporter': got true/);
    expect(of(undefined)).toBe('');
  });

  test('CS125 two sidecars do not have the same port', () => {
    const of = (port: number) => errorsOf(database({
      sidecars: [Sidecar.of({ ...EXPORTER, ports: PORTS }), Sidecar.of({ ...EXPORTER, name: 'b', ports: [{ name: 'b', port }] })],
    }).chart).join();
    expect(of(9000)).toMatch(/CS125 port: got 9000\/TCP/);
    expect(of(9001)).toBe('');
  });

  test('CS125 a container of Kubernetes has ports of its own', () => {
    const of = (...ports: k8s.ContainerPort[]) =>
      errorsOf(database({ sidecars: [Sidecar.container({ name: 'proxy', image: 'proxy:1.2.3', ports })] }).chart).join();
    expect(of({ containerPort: 7000 })).toMatch(/CS125 port: got 7000\/TCP, allowed is each port once/);
    expect(of({ name: 'database', containerPort: 7001 })).toMatch(/CS125 name of a port: got 'database'/);
    expect(of({ containerPort: 7000, protocol: 'UDP' }, { containerPort: 7001 })).toBe('');
  });

  test('warnings of the main container apply to sidecars', () => {
    const ids = (props: Partial<SidecarProps>) => warningIds(database({ sidecars: [Sidecar.of({ ...EXPORTER, ...props })] }).db);
    expect(ids({ image: 'exporter' })).toEqual(['CS522']);
    expect(ids({ alive: Probe.exec('check', 'orders-headless') })).toEqual(['CS523']);
    expect(ids({})).toEqual([]);
  });
});
