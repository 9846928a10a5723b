import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { EVERYTHING, MONITORED, expressionsOf, metricsIn, objectsOf, rulesOf } from './monitored-apps';
import { NetworkAccess, NetworkPeer, StorageTier, apps } from '../../src';
import { makeMetrics } from '../../src/apps/shared/metrics-objects';
import { errorsOf, testChart, warningIds } from '../constructs/support';
import { DEFINED } from '../e2e/support/defined-kinds';

const ROOT = join(__dirname, '..', '..');
const APPS = Object.keys(MONITORED);
const PAGES: { [app: string]: string } = { Postgres: 'postgres', Etcd: 'etcd', Fluentd: 'fluentd', NodeExporter: 'node-exporter' };
const PORTS: { [app: string]: number } = { Postgres: 9187, Etcd: 2381, Fluentd: 24231, NodeExporter: 9100 };

const DISKS = StorageTier.fromName('fast');
const all = apps.Metrics.podMonitor(EVERYTHING);
const ofKind = (objects: any[], kind: string) => objects.filter(object => object.kind === kind);
const templates = (objects: any[]) => [...ofKind(objects, 'StatefulSet'), ...ofKind(objects, 'DaemonSet')].map(({ spec }) => spec.template);
const pageOf = (app: string) => readFileSync(join(ROOT, 'docs', 'how-to', `${PAGES[app]}.md`), 'utf8');
const dashboardOf = (app: string, chart?: Chart) => {
  const [{ data }] = objectsOf(app, all, {}, chart).filter(({ metadata }) => metadata.labels?.grafana_dashboard);
  const [[file, content]] = Object.entries<string>(data);
  return { file, dashboard: JSON.parse(content) };
};

/** Strict: a field that the definition does not have is a mistake. */
function problemsOf({ apiVersion, kind, metadata: _, ...fields }: any): string[] {
  const defined = DEFINED.find(each => `${each.group}/v1` === apiVersion && each.kind === kind)!;
  const closed = JSON.parse(JSON.stringify({ type: 'object', ...defined.fields }), (__, value) =>
    value?.properties && value.additionalProperties === undefined ? { ...value, additionalProperties: false } : value);
  const validate = new Ajv({ strictSchema: false }).compile(closed);
  return validate(fields) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe.each(APPS)('%s', app => {
  test('has the same pods without metrics, with a PodMonitor, and with all of its objects, apart from an exporter', () => {
    const [none, monitored, complete] = [undefined, apps.Metrics.podMonitor(), all].map(metrics => objectsOf(app, metrics));
    const kinds = ['PodMonitor', 'PrometheusRule'];
    const others = (objects: any[]) => objects.filter(({ kind, metadata }) => !kinds.includes(kind) && !metadata.labels?.grafana_dashboard);
    expect(ofKind(none, 'PodMonitor')).toEqual([]);
    expect(kinds.map(kind => ofKind(monitored, kind).length)).toEqual([1, 0]);
    expect(others(complete)).toEqual(others(monitored));
    if (app !== 'Postgres') {
      expect(others(monitored)).toEqual(none);
    }
  });

  test('has its metrics on the port called metrics, which is no port for clients', () => {
    const objects = objectsOf(app, apps.Metrics.podMonitor());
    for (const { spec } of templates(objects)) {
      const ports = spec.containers.flatMap((container: any) => container.ports ?? []).filter(({ name }: any) => name === 'metrics');
      expect(ports.map(({ containerPort }: any) => containerPort)).toEqual([PORTS[app]]);
    }
    expect(ofKind(objects, 'Service').filter(({ spec }) => spec.clusterIP !== 'None').flatMap(({ spec }) => spec.ports)
      .filter(({ name }: any) => name === 'metrics')).toEqual([]);
  });

  test('selects its pods', () => {
    const objects = objectsOf(app, apps.Metrics.podMonitor());
    const [{ spec: { selector } }] = ofKind(objects, 'PodMonitor');
    const [{ key, values }] = selector.matchExpressions
      ?? [{ key: 'app.kubernetes.io/name', values: [selector.matchLabels['app.kubernetes.io/name']] }];
    expect(templates(objects).map(({ metadata }) => metadata.labels[key])).toEqual(values);
  });

  test('has annotations instead, which those of the user replace', () => {
    const annotations = (podAnnotations?: object) =>
      templates(objectsOf(app, apps.Metrics.annotations(), { podAnnotations })).map(({ metadata }) => metadata.annotations);
    for (const found of annotations()) {
      expect(found).toMatchObject({
        'prometheus.io/path': '/metrics', 'prometheus.io/port': `${PORTS[app]}`, 'prometheus.io/scheme': 'http', 'prometheus.io/scrape': 'true',
      });
    }
    for (const found of annotations({ 'prometheus.io/scrape': 'false', 'team': 'shop' })) {
      expect(found).toMatchObject({ 'prometheus.io/scrape': 'false', 'prometheus.io/port': `${PORTS[app]}`, 'team': 'shop' });
    }
    expect(objectsOf(app, apps.Metrics.annotations()).filter(({ apiVersion }) => apiVersion.startsWith('monitoring.'))).toEqual([]);
  });

  test('makes objects with the fields of their definitions', () => {
    const objects = objectsOf(app, apps.Metrics.podMonitor({ ...EVERYTHING, interval: Duration.minutes(1) }));
    const made = [...ofKind(objects, 'PodMonitor'), ...ofKind(objects, 'PrometheusRule')];
    expect(made.map(({ metadata }) => metadata.labels.release)).toEqual(['prometheus', 'prometheus']);
    expect(made.flatMap(problemsOf)).toEqual([]);
    expect(made[0].spec.podMetricsEndpoints[0].interval).toBe('60s');
    expect(problemsOf({ ...made[0], spec: { ...made[0].spec, selctor: {} } })).not.toEqual([]);
  });

  test('has alerts that say what happens, and where the page tells what to do', () => {
    const anchors = [...pageOf(app).matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-'));
    const [, table] = pageOf(app).split(/^## Alerts$/m);
    for (const { rules } of rulesOf(app).groups) {
      for (const { alert, labels, annotations } of rules) {
        expect(labels).toMatchObject({ app: expect.any(String), namespace: 'shop', severity: expect.stringMatching(/^(critical|warning)$/) });
        expect(Object.keys(annotations).sort()).toEqual(['description', 'runbook_url', 'summary']);
        const [page, anchor] = annotations.runbook_url.split('#');
        expect(existsSync(join(ROOT, page.split('/blob/main/')[1]))).toBe(true);
        expect(anchors).toContain(anchor);
        expect(table).toContain(`| \`${alert}\` |`);
      }
    }
  });

  test('has a dashboard with the fields that Grafana needs', () => {
    const { file, dashboard } = dashboardOf(app);
    expect(file).toMatch(/^[a-z-]+-shop-[a-z-]+\.json$/);
    expect(dashboard).toMatchObject({
      schemaVersion: 39, title: expect.stringContaining('shop/'), uid: expect.stringMatching(/^[0-9a-f]{16}$/), time: { from: 'now-6h', to: 'now' },
    });
    expect(dashboard.templating.list).toEqual([{ label: 'Data source', name: 'datasource', query: 'prometheus', type: 'datasource' }]);
    expect(new Set(dashboard.panels.map(({ id }: any) => id)).size).toBe(dashboard.panels.length);
    expect(new Set(dashboard.panels.map(({ gridPos: { x, y } }: any) => `${x},${y}`)).size).toBe(dashboard.panels.length);
    for (const panel of dashboard.panels) {
      expect(panel).toMatchObject({
        datasource: { type: 'prometheus', uid: '${datasource}' },
        fieldConfig: { defaults: { unit: expect.any(String) }, overrides: [] },
        gridPos: { h: 8, w: 12 },
        title: expect.any(String),
        type: 'timeseries',
      });
      expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24);
      expect(panel.targets.map(({ refId }: any) => refId)).toEqual(panel.targets.map((_: object, i: number) => 'ABCDEFG'[i]));
      expect(panel.targets.every(({ expr, legendFormat }: any) => expr && legendFormat)).toBe(true);
    }
  });

  test('asks only for series of its own pods, claims and jobs', () => {
    const expressions = expressionsOf(objectsOf(app, all));
    for (const [, matchers] of expressions.flatMap(text => [...text.matchAll(/[a-z_]\{([^}]*)\}/g)])) {
      expect(matchers).toMatch(/^namespace="shop",(job="shop\/[a-z-]+",pod=~?|persistentvolumeclaim=~|cronjob=)"/);
    }
    expect(metricsIn(expressions).length).toBeGreaterThan(5);
    expect(JSON.stringify(objectsOf(app, all))).not.toMatch(/%\{|undefined|NaN/);
  });

  test('works in a chart without namespace, and has another dashboard in another namespace', () => {
    const chart = (namespace?: string) => new Chart(new App({ outdir: Testing.app().outdir }), 'other', { namespace });
    const [rule] = ofKind(objectsOf(app, all, {}, chart()), 'PrometheusRule');
    expect(JSON.stringify(rule)).not.toMatch(/namespace|%\{|undefined/);
    expect(new Set([undefined, 'shop', 'other'].map(namespace => dashboardOf(app, chart(namespace)).dashboard.uid)).size).toBe(3);
  });

  test('gives its objects, and reports mistakes', () => {
    const chart = testChart();
    const { metrics } = MONITORED[app](chart, { metrics: all });
    expect([metrics?.podMonitor.kind, metrics?.prometheusRule?.kind, metrics?.dashboard?.kind]).toEqual(['PodMonitor', 'PrometheusRule', 'ConfigMap']);
    expect(errorsOf(chart)).toEqual([]);
    const errors = (options: apps.PodMonitorOptions) => {
      const wrong = testChart();
      MONITORED[app](wrong, { metrics: apps.Metrics.podMonitor(options) });
      return errorsOf(wrong).map(line => /CS\d+/.exec(line)![0]);
    };
    expect(errors({ interval: Duration.millis(1500) })).toEqual(['CS317']);
    expect(errors({ interval: Duration.seconds(0) })).toEqual(['CS317']);
    expect(errors({ interval: Duration.seconds(1) })).toEqual([]);
    expect(errors({ labels: { 'a b': 'c' } })).toEqual(['CS131']);
    expect(errors({ labels: { 'app.kubernetes.io/name': 'other' } })).toEqual(['CS131']);
  });
});

test('values in alerts follow from the props', () => {
  const text = (props: Partial<apps.PostgresProps>) => {
    const chart = testChart();
    new apps.Postgres(chart, 'Orders', {
      name: 'orders', secretName: 'orders', storage: { size: Size.gibibytes(10), tier: DISKS }, metrics: all, ...props,
    });
    return JSON.stringify(ofKind(Testing.synth(chart), 'PrometheusRule')).replace(/\\"/g, "'");
  };
  expect(text({})).toContain("pg_wal_size_bytes{namespace='shop',job='shop/orders',pod=~'orders-[0-9]+'} > 4294967296");
  expect(text({})).not.toMatch(/Replica|Backup|wal-/);
  expect(text({ walStorage: { size: Size.gibibytes(5), tier: DISKS } })).toContain("persistentvolumeclaim=~'(data|wal)-orders-[0-9]+'");
  expect(text({ readReplicas: 2, promotedReplica: 1, maxReplicaLag: Size.mebibytes(1) }))
    .toMatch(/lsn_diff\{namespace='shop',job='shop\/orders',pod='orders-replica-1'\} > 1048576/);
});

test('members that are hibernated on purpose raise no alert', () => {
  const objects = objectsOf('Etcd', all, { hibernated: true });
  expect(['PodMonitor', 'PrometheusRule'].map(kind => ofKind(objects, kind).length)).toEqual([1, 0]);
});

test('an app without alerts and dashboard says so', () => {
  const errors = (options: apps.PodMonitorOptions) => {
    const chart = testChart();
    const app = { name: 'app', metrics: apps.Metrics.podMonitor(options) };
    makeMetrics(chart, { app, workloads: ['app'], page: 'java-app', rules: [], hasDashboard: false });
    return errorsOf(chart).map(line => /CS\d+ [\w.]+/.exec(line)![0]);
  };
  expect(errors(EVERYTHING)).toEqual(['CS318 metrics.alerts', 'CS318 metrics.dashboard']);
  expect(errors({ alerts: false, dashboard: false })).toEqual([]);
});

test('the series of the node exporter have the node and its zone, those of Fluentd the node', () => {
  const spec = (app: string) => ofKind(objectsOf(app, apps.Metrics.podMonitor()), 'PodMonitor')[0].spec;
  const labels = (app: string) => spec(app).podMetricsEndpoints[0].relabelings.map(({ targetLabel }: any) => targetLabel);
  expect([labels('NodeExporter'), spec('NodeExporter').attachMetadata]).toEqual([['node', 'zone'], { node: true }]);
  expect([labels('Fluentd'), spec('Fluentd').attachMetadata]).toEqual([['node'], undefined]);
});

/** https://github.com/fluent/fluent-plugin-prometheus#exposed-metrics-1 */
const OF_THE_PLUGIN = [
  ...['retry_count', 'num_errors', 'emit_records', 'write_count', 'buffer_total_bytes', 'buffer_queue_length', 'buffer_available_space_ratio']
    .map(name => `fluentd_output_status_${name}`),
  'fluentd_tail_file_position',
];

test('Fluentd, which tests do not have, serves the metrics that its plugin describes', () => {
  expect(metricsIn(expressionsOf(objectsOf('Fluentd', all)))).toEqual([...OF_THE_PLUGIN, 'up'].sort());
});

test('only members may read the metrics with a NetworkPolicy without peers for them', () => {
  const objects = objectsOf('Postgres', apps.Metrics.podMonitor(), { networkPolicy: NetworkAccess.members() });
  expect(ofKind(objects, 'NetworkPolicy').flatMap(({ spec }) => spec.ingress.slice(1)).flatMap(({ ports }: any) => ports.map(({ port }: any) => port)))
    .toEqual([5432, 5432]);
});

test.each(APPS.filter(app => app !== 'NodeExporter'))('CS538 warns of a NetworkPolicy that keeps Prometheus from %s', app => {
  const warned = (metrics: apps.Metrics | undefined, networkPolicy?: NetworkAccess) => {
    const chart = testChart();
    objectsOf(app, metrics, { networkPolicy }, chart);
    return warningIds(chart).filter(id => id === 'CS538').length;
  };
  const peers = NetworkAccess.members({ metrics: [NetworkPeer.namespace('monitoring')] });
  for (const metrics of [apps.Metrics.podMonitor(), apps.Metrics.annotations()]) {
    expect([NetworkAccess.members(), peers, undefined].map(policy => warned(metrics, policy))).toEqual([1, 0, 0]);
  }
  expect(warned(undefined, NetworkAccess.members())).toBe(0);
});
