import { Size, Testing } from 'cdk8s';
import { Cpu, apps } from '../../../src';
import { errorsOf, manifest, testChart, warningIds } from '../../constructs/support';

function nodeExporter(props: Partial<apps.NodeExporterProps> = {}) {
  const chart = testChart();
  const app = new apps.NodeExporter(chart, 'Metrics', { name: 'node-exporter', ...props });
  return { chart, app, container: () => manifest(chart, 'DaemonSet').spec.template.spec.containers[0] };
}

describe('defaults', () => {
  test('make a daemon without rights', () => {
    const { chart, app } = nodeExporter();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(warningIds(chart)).toEqual([]);
    expect(app.port).toBe(9100);
  });

  test('the root of the node is followed, so that volumes can be detached while it runs', () => {
    const mounts = nodeExporter().container().volumeMounts;
    expect(mounts.find((m: any) => m.mountPath === '/host/root'))
      .toEqual({ mountPath: '/host/root', mountPropagation: 'HostToContainer', name: 'root', readOnly: true });
    expect(mounts.every((m: any) => m.readOnly)).toBe(true);
  });

  test('it listens on the address of its node', () => {
    const { args, env } = nodeExporter().container();
    expect(args).toContain('--web.listen-address=[$(HOST_IP)]:9100');
    expect(env).toEqual([{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }]);
  });
});

test('everything set', () => {
  const { chart, app } = nodeExporter({
    image: 'registry.example.com/node-exporter:1.12.1',
    imagePullSecrets: ['registry'],
    port: 9101,
    textfileDirectory: '/var/lib/node-exporter',
    followMounts: false,
    extraArgs: ['--no-collector.wifi'],
    resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }, { key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }],
    priorityClassName: 'agents',
    labels: { team: 'platform' },
    podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' },
  });
  expect(Testing.synth(chart)).toMatchSnapshot();
  expect(app.port).toBe(9101);
});

describe('errors', () => {
  test.each([
    ['port', { port: 0 }, 'CS125'],
    ['textfileDirectory', { textfileDirectory: 'metrics' }, 'CS191'],
    ['name', { name: 'Node_Exporter' }, 'CS101'],
  ] as [string, Partial<apps.NodeExporterProps>, string][])('%s', (_, props, id) => {
    expect(errorsOf(nodeExporter(props).chart).join('\n')).toContain(id);
  });

  test('their neighbours pass', () => expect(errorsOf(nodeExporter({ port: 65535, textfileDirectory: '/metrics', name: 'n' }).chart)).toEqual([]));
});
