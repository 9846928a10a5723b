import { ApiObject, Chart, Duration, Size, Testing } from 'cdk8s';
import {
  Cpu, HostPathType, LogDaemon, LogDaemonProps, MountPropagation, NetworkAccess, NetworkPeer, NodeDaemon, NodeDaemonProps, Probe,
  SecretKey, Sidecar, Volume,
} from '../../../src';
import { errorsOf, manifest, testChart, warningIds } from '../support';

const MINIMAL: NodeDaemonProps = { name: 'agent', image: 'registry.example.com/agent:1.2.3', resources: { memory: Size.mebibytes(64) } };
const READ_PODS = [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }];

function daemon(props: Partial<NodeDaemonProps> = {}, kubernetesVersion?: string) {
  const chart = testChart(kubernetesVersion);
  return { chart, it: new NodeDaemon(chart, 'Agent', { ...MINIMAL, ...props }) };
}

function logs(props: Partial<LogDaemonProps> = {}) {
  const chart = testChart();
  return { chart, it: new LogDaemon(chart, 'Logs', { ...MINIMAL, name: 'logs', ...props }) };
}

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

describe('NodeDaemon', () => {
  test('defaults', () => {
    const { chart, it } = daemon();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(warningIds(chart)).toEqual([]);
    expect(ApiObject.of(it)).toBe(it.daemonSet);
  });

  test('everything set', () => {
    const { chart, it } = daemon({
      hostPaths: [
        { name: 'root', path: '/', mountPath: '/host', mountPropagation: MountPropagation.HOST_TO_CONTAINER },
        {
          name: 'state',
          path: '/var/lib/agent',
          pathType: HostPathType.DIRECTORY_OR_CREATE,
          readOnly: false,
          mountPropagation: MountPropagation.BIDIRECTIONAL,
        },
      ],
      ports: [{ name: 'metrics', port: 9100, hostPort: 9100 }],
      runAsUser: 0,
      runAsGroup: 0,
      privileged: true,
      hostNetwork: true,
      hostPid: true,
      maxUnavailable: 2,
      minReady: Duration.seconds(10),
      clusterRules: READ_PODS,
      config: { 'agent.yaml': 'a: b\n' },
      configPath: '/etc/agent',
      ready: Probe.http('/ready'),
      alive: Probe.tcp(),
      startupBudget: Duration.minutes(1),
      tolerations: [{ operator: 'Exists' }],
      nativeSidecars: [Sidecar.container({ name: 'helper', image: 'a:1.0.0' })],
      secretEnv: { KEY: SecretKey.of('a', 'b') },
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
      scratch: ['/tmp'],
    });
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(it.node.children.map(child => child.node.id)).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Config', 'Resource']);
  });

  test('host paths are read-only and typed unless said otherwise', () => {
    const { chart, it } = daemon();
    it.addHostPath({ name: 'sys', path: '/sys' });
    it.addVolume({ volume: Volume.emptyDir('cache'), mountPath: '/cache' });
    it.addSidecar(Sidecar.container({ name: 'sidecar', image: 'a:1.0.0' }));
    it.addInitContainer({ name: 'init', image: 'a:1.0.0' });
    const { spec } = manifest(chart, 'DaemonSet').spec.template;
    expect(spec.volumes[0]).toEqual({ name: 'sys', hostPath: { path: '/sys', type: 'Directory' } });
    expect(spec.containers[0].volumeMounts[0]).toEqual({ mountPath: '/sys', name: 'sys', readOnly: true });
    expect([spec.containers[1].name, spec.initContainers[0].name]).toEqual(['sidecar', 'init']);
  });

  test('surge, and updates by hand', () => {
    expect(manifest(daemon({ maxSurge: 1 }).chart, 'DaemonSet').spec.updateStrategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(manifest(daemon({ updateOnDelete: true }).chart, 'DaemonSet').spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test.each<[string, Partial<NodeDaemonProps>, RegExp, Partial<NodeDaemonProps>]>([
    ['CS101', { name: 'My Agent' }, /name: got 'My Agent'/, { name: 'my-agent' }],
    ['CS122', { alive: Probe.tcp() }, /alive\.port: got nothing/, { alive: Probe.tcp(), ports: [{ name: 'metrics', port: 9100 }] }],
    ['CS170', { maxSurge: 1, maxUnavailable: 1 }, /0 with maxUnavailable 1/, { maxSurge: 1, maxUnavailable: 0 }],
    ['CS170', { maxUnavailable: 0 }, /at least 1 without maxSurge/, { maxUnavailable: 1 }],
    ['CS170', { maxUnavailable: 1.5 }, /maxUnavailable: got 1\.5/, { maxUnavailable: 2 }],
    ['CS170', { updateOnDelete: true, maxUnavailable: 1 }, /nothing with updateOnDelete/, { updateOnDelete: true }],
    ['CS170', { minReady: Duration.millis(1) }, /minReady/, { minReady: Duration.seconds(1) }],
    [
      'CS171', { maxSurge: 1, ports: [{ name: 'a', port: 1, hostPort: 1 }] }, /maxSurge: got 1, allowed is 0 with a host port/,
      { maxSurge: 1, ports: [{ name: 'a', port: 1 }] },
    ],
    ['CS171', { maxSurge: 1, hostNetwork: true }, /0 with hostNetwork/, { hostNetwork: true }],
    ['CS172', { ports: [{ name: 'a', port: 1, hostPort: 0 }] }, /hostPort of 'a': got 0/, { ports: [{ name: 'a', port: 1, hostPort: 2 }] }],
    [
      'CS172', { ports: [{ name: 'a', port: 1, hostPort: 2 }], hostNetwork: true }, /1, the port itself/,
      { ports: [{ name: 'a', port: 1, hostPort: 1 }], hostNetwork: true },
    ],
    [
      'CS172', { ports: [{ name: 'a', port: 1, hostPort: 9 }, { name: 'b', port: 2, hostPort: 9 }] }, /each host port once/,
      { ports: [{ name: 'a', port: 1, hostPort: 9 }, { name: 'b', port: 2, hostPort: 8 }] },
    ],
    ['CS173', { clusterRules: READ_PODS, serviceAccountName: 'other' }, /one of the two/, { serviceAccountName: 'other' }],
    ['CS173', { clusterRules: [] }, /at least one rule/, { clusterRules: READ_PODS }],
    [
      'CS173', { clusterRules: READ_PODS, mountServiceAccountToken: false }, /true or nothing/,
      { clusterRules: READ_PODS, mountServiceAccountToken: true },
    ],
    ['CS198', { hostPaths: [{ name: 'a', path: '/a', mountPropagation: MountPropagation.BIDIRECTIONAL }] }, /not privileged/,
      { hostPaths: [{ name: 'a', path: '/a', mountPropagation: MountPropagation.BIDIRECTIONAL }], privileged: true }],
    ['CS191', { hostPaths: [{ name: 'a', path: 'a', mountPath: '/a' }] }, /path of volume 'a'/, { hostPaths: [{ name: 'a', path: '/a' }] }],
    [
      'CS191', { hostPaths: [{ name: 'a', path: '/a', pathType: 'Folder' as HostPathType }] }, /type of volume 'a'/,
      { hostPaths: [{ name: 'a', path: '/a', pathType: HostPathType.FILE }] },
    ],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(daemon(wrong).chart).filter(line => line.startsWith(`[test/Agent] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(daemon(right).chart)).toEqual([]);
  });

  test('CS103 native sidecars need Kubernetes 1.29', () => {
    expect(errorsOf(daemon({ nativeSidecars: [Sidecar.container({ name: 'a', image: 'a:1.0.0' })] }, '1.28').chart).join()).toMatch(/CS103 nativeSidecars/);
  });

  test('CS174 rules name the namespace of their account', () => {
    const chart = new Chart(Testing.app(), 'test');
    new NodeDaemon(chart, 'Agent', { ...MINIMAL, clusterRules: READ_PODS });
    expect(errorsOf(chart).join()).toMatch(/CS174 clusterRules: got rules in a chart without namespace/);
  });

  test.each<[string, Partial<NodeDaemonProps>, Partial<NodeDaemonProps>]>([
    ['CS540', { hostPaths: [{ name: 'a', path: '/etc', readOnly: false }] }, { hostPaths: [{ name: 'a', path: '/etc' }] }],
    ['CS541', { volumes: [{ volume: Volume.claim('a', 'a'), mountPath: '/a' }] }, { volumes: [{ volume: Volume.emptyDir('a'), mountPath: '/a' }] }],
    ['CS542', { clusterRules: [{ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }] }, { clusterRules: READ_PODS }],
  ])('%s', (id, odd, usual) => {
    expect(warningIds(daemon(odd).chart)).toEqual([id]);
    expect(warningIds(daemon(usual).chart)).toEqual([]);
  });
});

describe('LogDaemon', () => {
  test('defaults', () => {
    const { chart, it } = logs();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(it.stateDirectory).toBe('/var/lib/logs');
  });

  test('everything set', () => {
    const { chart } = logs({
      logDirectories: ['/var/log', '/opt/app/log'],
      stateDirectory: '/var/lib/agent',
      dockerLogs: true,
      kubernetesMetadata: true,
      clusterRules: READ_PODS,
      ports: [{ name: 'metrics', port: 2020 }],
      networkPolicy: NetworkAccess.members({ metrics: [NetworkPeer.namespace('monitoring')] }),
    });
    expect(Testing.synth(chart)).toMatchSnapshot();
  });

  test('never sees the directory of Docker Engine unless asked', () => {
    expect(JSON.stringify(Testing.synth(logs().chart))).not.toContain('docker');
    expect(JSON.stringify(Testing.synth(logs({ dockerLogs: true }).chart))).toContain('/var/lib/docker/containers');
  });

  test.each<[string, Partial<LogDaemonProps>, RegExp, Partial<LogDaemonProps>]>([
    ['CS180', { logDirectories: [] }, /at least one directory/, { logDirectories: ['/var/log'] }],
    ['CS181', { logDirectories: ['/var/lib/docker/containers'] }, /without dockerLogs/, { dockerLogs: true }],
    [
      'CS181', { hostPaths: [{ name: 'a', path: '/var/lib/docker' }] }, /without dockerLogs/,
      { hostPaths: [{ name: 'a', path: '/var/lib/dockerish' }] },
    ],
    ['CS182', { maxSurge: 1 }, /0 for a log daemon/, { maxUnavailable: 2 }],
    ['CS191', { stateDirectory: 'state' }, /path of volume 'state'/, { stateDirectory: '/state' }],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(logs(wrong).chart).filter(line => line.startsWith(`[test/Logs] ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(logs(right).chart)).toEqual([]);
  });

  test('CS106 two agents on one state directory', () => {
    const { chart } = logs();
    new LogDaemon(chart, 'More', { ...MINIMAL, name: 'more', stateDirectory: '/var/lib/logs' });
    expect(errorsOf(chart).join()).toMatch(/CS106 name: got the state directory '\/var\/lib\/logs' of the nodes of test\/Logs and test\/More/);
  });

  test('CS543 state that a reboot removes', () => {
    expect(warningIds(logs({ stateDirectory: '/run/logs' }).chart)).toEqual(['CS543']);
    expect(warningIds(logs({ stateDirectory: '/var/lib/run' }).chart)).toEqual([]);
  });

  test('CS544 positions in the container', () => {
    const tail = (position: string) =>
      warningIds(logs({ configPath: '/etc/agent', config: { 'agent.conf': `[INPUT]\n  Name tail\n  ${position}\n` } }).chart);
    expect(tail('DB /tmp/pos.db')).toEqual(['CS544']);
    expect(tail('pos_file /var/log/pos')).toEqual(['CS544']);
    expect(tail('DB /var/lib/logs/pos.db')).toEqual([]);
    expect(tail('db: /var/lib/logs/pos.db')).toEqual([]);
    expect(tail('# a db in /tmp')).toEqual([]);
    const beside = {
      hostPaths: [{ name: 'more', path: '/srv/agent', readOnly: false }],
      configPath: '/etc/agent',
      config: { 'agent.conf': 'DB /srv/agent/pos.db\n' },
    };
    expect(warningIds(logs(beside).chart)).toEqual([]);
  });
});
