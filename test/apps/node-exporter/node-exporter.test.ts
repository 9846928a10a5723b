import { Sidecar, apps } from '../../../src';
import { manifest, testChart } from '../../constructs/support';
import { NODE_EXPORTER } from '../cases/node-exporter';
import { appSuite } from '../suite';

appSuite(NODE_EXPORTER);

function nodeExporter(props: Partial<apps.NodeExporterProps> = {}) {
  const chart = testChart();
  const app = new apps.NodeExporter(chart, 'Metrics', { ...NODE_EXPORTER.defaults, ...props });
  return { app, container: () => manifest(chart, 'DaemonSet').spec.template.spec.containers[0] };
}

test('it knows its port', () => expect([nodeExporter().app.port, nodeExporter({ port: 9101 }).app.port]).toEqual([9100, 9101]));

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

test('its images are also those that are added later', () => {
  const { app } = nodeExporter({ image: 'registry.example.com/exporter:1.2.3' });
  app.daemon.addSidecar(Sidecar.of({ name: 'proxy', image: 'registry.example.com/proxy:1.2.3' }));
  expect(app.images).toEqual(['registry.example.com/exporter:1.2.3', 'registry.example.com/proxy:1.2.3']);
});
