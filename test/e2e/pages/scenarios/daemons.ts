import { kubectl } from '../../cluster';
import { Scenario, Step, act, applied, sh } from '../scenario';
import { NEXT } from '../test-forms';

const FLUENTD = 'fluentd: Run Fluentd';
const EXPORTER = 'node-exporter: Run the Prometheus node exporter';

/** A namespace as `kubectl create namespace` makes it: without a level. */
const unlabelled: Step = act('no level is said yet', operator =>
  operator.shell('kubectl label namespace shop pod-security.kubernetes.io/enforce- pod-security.kubernetes.io/enforce-version-'));

const everywhere = (name: string): Step => act('it runs on every node', async operator => {
  await operator.shell(`kubectl -n shop rollout status daemonset/${name}`);
  expect(await operator.shell(`kubectl -n shop get daemonset ${name} -o jsonpath='{.status.numberReady}'`)).toBe(`${operator.nodes.length}`);
});

const configuration = (text: string): Step => act('the configuration says it', async operator =>
  expect(await operator.shell("kubectl -n shop get configmap fluentd-config -o jsonpath='{.data}'")).toContain(operator.here(text)));

export const DAEMONS: Scenario[] = [
  {
    name: 'apps.Fluentd',
    level: 'privileged',
    steps: [
      unlabelled,
      sh(`${FLUENTD}, sh 1`),
      applied(`${FLUENTD}, ts 1`),
      everywhere('fluentd'),
      configuration('aggregator.logging.svc'),
      act('the password is in a file', operator => operator.shell("printf 'se$cret' > search-password.txt")),
      sh('fluentd: The Secret, sh 1'),
      applied('fluentd: The Secret, ts 1'),
      everywhere('fluentd'),
      configuration('search.logging.svc'),
      act('the operator of Elasticsearch makes its authority', operator =>
        operator.shell('kubectl -n shop create secret generic search-es-http-certs-public --from-literal=ca.crt=x')),
      applied('fluentd: The Secret, ts 2'),
      everywhere('fluentd'),
      sh('fluentd: Upgrade, change, sh 1'),
      ...([
        ['fluentd: Outputs, ts 1', '@type opensearch'],
        ['fluentd: S3, ts 1', 's3_region eu-central-1'],
        ['fluentd: S3, ts 2', 's3_endpoint https://minio.storage.svc:9000'],
        ['fluentd: Kafka, ts 1', '@type kafka2'],
        ['fluentd: Grafana Loki, ts 1', '@type loki'],
        ['fluentd: Other outputs, ts 1', '@type gelf'],
        ['fluentd: Stack traces, ts 1', 'multiline_start_regexp'],
      ] as const).flatMap(([block, text]) => [applied(block), everywhere('fluentd'), configuration(text)]),
      applied('fluentd: Filter, ts 1'),
      everywhere('fluentd'),
      configuration('pattern /healthz/'),
      applied('fluentd: Metrics, ts 1'),
      everywhere('fluentd'),
    ],
  },
  {
    name: 'apps.NodeExporter',
    level: 'privileged',
    steps: [
      unlabelled,
      sh(`${EXPORTER}, sh 1`),
      applied(`${EXPORTER}, ts 1`),
      everywhere('node-exporter'),
      applied('node-exporter: Metrics, ts 1'),
      everywhere('node-exporter'),
      applied('node-exporter: Add metrics of your own, ts 1'),
      everywhere('node-exporter'),
      applied(`${EXPORTER}, ts 1`, { NodeExporter: props => ({ ...props, image: NEXT.nodeExporter }) }),
      everywhere('node-exporter'),
      act('the exporter of each node answers', async ({ cluster, namespace }) => {
        for (const pod of await cluster.list('v1', 'Pod', namespace)) {
          const metrics = await kubectl('get', '--raw', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}:9100/proxy/metrics`);
          expect(metrics).toContain('node_uname_info{');
        }
      }),
    ],
  },
];
