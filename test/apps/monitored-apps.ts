import { Chart, Size, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { StorageTier, apps } from '../../src';
import { testChart } from '../constructs/support';

const storage = { size: Size.gibibytes(50), tier: StorageTier.fromName('fast') };
const backup = { schedule: '@daily', storage };

/** An app with everything that has alerts of its own. */
export type Monitored = apps.MetricsProps & apps.AppProps;

/** Apps with metrics, in the namespace `shop`. */
export const MONITORED: { readonly [app: string]: (chart: Chart, more: Omit<Monitored, 'name'>) => Construct & { readonly metrics?: apps.MetricsObjects } } = {
  Postgres: (chart, more) => new apps.Postgres(chart, 'Orders', { ...more, name: 'orders', secretName: 'orders', storage, readReplicas: 2, backup }),
  Etcd: (chart, more) => new apps.Etcd(chart, 'Etcd', { ...more, name: 'etcd', tlsSecretName: 'etcd', storage, backup }),
  Fluentd: (chart, more) => new apps.Fluentd(chart, 'Logs', { ...more, name: 'fluentd', output: apps.FluentdOutput.forward({ host: 'aggregator' }) }),
  NodeExporter: (chart, more) => new apps.NodeExporter(chart, 'Nodes', { ...more, name: 'node-exporter' }),
};

/** All that an app can make for Prometheus and Grafana. */
export const EVERYTHING: apps.PodMonitorOptions = { labels: { release: 'prometheus' }, alerts: true, dashboard: true };

/** The objects of an app. */
export function objectsOf(app: string, metrics?: apps.Metrics, more: object = {}, chart = testChart()): any[] {
  MONITORED[app](chart, { metrics, ...more });
  return Testing.synth(chart);
}

/** The alerts of an app. */
export function rulesOf(app: string): { readonly groups: { readonly name: string; readonly rules: any[] }[] } {
  return objectsOf(app, apps.Metrics.podMonitor(EVERYTHING)).find(({ kind }) => kind === 'PrometheusRule').spec;
}

/** The expressions of the alerts and dashboards among the objects. */
export function expressionsOf(objects: any[]): string[] {
  return objects.flatMap(({ kind, metadata, spec, data }) => {
    if (kind === 'PrometheusRule') {
      return spec.groups.flatMap(({ rules }: any) => rules.map(({ expr }: any) => expr));
    }
    return metadata.labels?.grafana_dashboard === undefined ? [] : Object.values<string>(data)
      .flatMap(text => JSON.parse(text).panels.flatMap(({ targets }: any) => targets.map(({ expr }: any) => expr)));
  });
}

/** Names of the metrics in expressions: each has label matchers. */
export function metricsIn(expressions: string[]): string[] {
  return [...new Set(expressions.flatMap(text => [...text.matchAll(/\b([a-z_:][a-zA-Z0-9_:]*)\{/g)].map(match => match[1])))].sort();
}
