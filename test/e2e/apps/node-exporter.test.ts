import { recordApp } from './record';
import { apps } from '../../../src';
import { Cluster, eventually, kubectl } from '../cluster';
import { everywhere, podsOf } from '../drills/log-agents';
import { threeNodes } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

const IMAGE = process.env.E2E_NODE_EXPORTER_IMAGE ?? 'cdk8s-stateful-e2e-node-exporter:test';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

testWithSharedNodes('every node has an exporter that measures it, and that holds no volume back', async () => {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'privileged', async namespace => {
    await cluster.applyAll(synthesize(namespace, chart => new apps.NodeExporter(chart, 'Metrics', { name: 'node-exporter', image: IMAGE })));
    await everywhere(cluster, namespace, 'node-exporter', nodes);

    let series = Infinity;
    for (const pod of await podsOf(cluster, namespace, 'node-exporter')) {
      const metrics = await kubectl('get', '--raw', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}:9100/proxy/metrics`);
      series = Math.min(series, metrics.split('\n').filter(line => line.startsWith('node_')).length);
      expect(metrics).toMatch(/^node_uname_info\{.*\} 1$/m);
      expect(metrics).toMatch(/^node_filesystem_size_bytes\{.*mountpoint="\/"\} /m);
      expect(metrics).not.toContain('/var/lib/kubelet/pods/');
    }
    expect(series).toBeGreaterThan(200);

    // A volume that comes and goes while the exporter runs: it sees both, or the node could not give the volume up.
    const [exporter] = await podsOf(cluster, namespace, 'node-exporter');
    const mounts = async (uid: string) =>
      (await cluster.exec(namespace, exporter.metadata.name, ['cat', '/proc/self/mountinfo'])).includes(`/host/root/var/lib/kubelet/pods/${uid}/`);
    await cluster.apply(podWithVolume(namespace, exporter.spec.nodeName));
    const { uid } = (await cluster.get('v1', 'Pod', namespace, 'guest')).metadata;
    await eventually('the exporter sees the volume', () => mounts(uid));
    await cluster.delete('v1', 'Pod', namespace, 'guest');
    await eventually('the exporter sees that it is gone', async () => !await mounts(uid));
    recordApp('NodeExporter', 'a pod on each node; a volume mounted and given up while it runs',
      `${nodes.length} nodes, at least ${series} series each; no mount held back`);
  });
});

function podWithVolume(namespace: string, node: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'guest', namespace },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      terminationGracePeriodSeconds: 1,
      containers: [{
        name: 'guest',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', 'infinity'],
        volumeMounts: [{ name: 'memory', mountPath: '/memory' }],
      }],
      volumes: [{ name: 'memory', emptyDir: { medium: 'Memory' } }],
    },
  };
}
