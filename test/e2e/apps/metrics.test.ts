import { Size } from 'cdk8s';
import { IMAGE as ETCD } from './etcd-subject';
import { PRIMARY, make, podsOf as membersOf, render } from './postgres-subject';
import { recordApp } from './record';
import { Cpu, StorageTier, apps } from '../../../src';
import { EVERYTHING, expressionsOf, metricsIn } from '../../apps/monitored-apps';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { everywhere, podsOf } from '../drills/log-agents';
import { isReady, threeNodes } from '../drills/nodes';
import { inNamespace, removeNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

const NODE_EXPORTER = process.env.E2E_NODE_EXPORTER_IMAGE ?? 'cdk8s-stateful-e2e-node-exporter:test';

/** Metrics that others serve: Prometheus itself, the kubelet, and kube-state-metrics. */
const OF_OTHERS = [
  'up',
  'kubelet_volume_stats_available_bytes', 'kubelet_volume_stats_capacity_bytes',
  'kube_cronjob_next_schedule_time', 'kube_cronjob_status_last_schedule_time', 'kube_cronjob_status_last_successful_time',
];

const metrics = apps.Metrics.podMonitor(EVERYTHING);
const backup = { schedule: '0 3 * * *', storage: { size: Size.mebibytes(100), tier: StorageTier.fromName('standard') } };

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

/** Names of the metrics that the pods serve on the port called `metrics`. */
async function served(namespace: string, pods: Manifest[]): Promise<Set<string>> {
  const names = new Set<string>();
  for (const { metadata, spec } of pods) {
    const { containerPort } = spec.containers.flatMap((container: any) => container.ports ?? []).find(({ name }: any) => name === 'metrics');
    const text = await kubectl('get', '--raw', `/api/v1/namespaces/${namespace}/pods/${metadata.name}:${containerPort}/proxy/metrics`);
    text.split('\n').filter(line => /^[a-z]/.test(line)).forEach(line => names.add(line.split(/[ {]/)[0]));
  }
  return names;
}

/** Every metric in the alerts and in the dashboard is served. */
async function allServed(app: string, namespace: string, objects: Manifest[], pods: Manifest[]): Promise<void> {
  const asked = metricsIn(expressionsOf(objects)).filter(name => !OF_OTHERS.includes(name));
  const names = await served(namespace, pods);
  expect(asked.filter(name => !names.has(name))).toEqual([]);
  expect(asked.length).toBeGreaterThan(5);
  recordApp(app, 'every metric in the alerts and in the dashboard is served by the pods', `${asked.length} metrics`);
}

testWithSharedNodes('the primary of Postgres serves every metric in its alerts and in its dashboard', async () => {
  const subject = await make(cluster, { readReplicas: 1, metrics, backup });
  try {
    const pods = (await membersOf(subject)).filter(({ metadata }) => metadata.name === PRIMARY);
    await allServed('Postgres', subject.namespace, render(subject), pods);
  } finally {
    await removeNamespace(cluster, subject.namespace);
  }
});

testWithSharedNodes('a member of etcd serves every metric in its alerts and in its dashboard', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const objects = synthesize(namespace, chart => new apps.Etcd(chart, 'Etcd', {
      name: 'etcd',
      image: ETCD,
      helperImage: ETCD,
      replicas: 1,
      storage: { size: Size.gibibytes(1), tier: StorageTier.fromName('standard') },
      quota: Size.mebibytes(128),
      resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(128) },
      metrics,
      backup,
    }));
    await cluster.applyAll(objects);
    const member = await eventually('etcd-0 is ready', async () => {
      const pod = await cluster.get('v1', 'Pod', namespace, 'etcd-0');
      return pod && isReady(pod) && pod;
    });
    await allServed('Etcd', namespace, objects, [member]);
  });
});

testWithSharedNodes('the exporter of a node serves every metric in its alerts and in its dashboard', async () => {
  const nodes = await threeNodes(cluster);
  await inNamespace(cluster, 'privileged', async namespace => {
    const objects = synthesize(namespace, chart => new apps.NodeExporter(chart, 'Nodes', {
      name: 'node-exporter', image: NODE_EXPORTER, port: 9109, metrics,
    }));
    await cluster.applyAll(objects);
    await everywhere(cluster, namespace, 'node-exporter', nodes);
    await allServed('NodeExporter', namespace, objects, (await podsOf(cluster, namespace, 'node-exporter')).slice(0, 1));
  });
});
