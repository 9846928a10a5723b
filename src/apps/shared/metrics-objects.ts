import { createHash } from 'crypto';
import { ApiObject, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { load } from 'js-yaml';
import { AppBaseProps } from './app-props';
import { asset } from './asset';
import { jobNames } from './backup';
import { MetricsObjects, PodMonitorOptions } from './metrics';
import { MetricsProps } from './metrics-props';
import { isWholeSeconds, seconds, secondsText } from '../../constructs/support/duration';
import { Finding, checkAtSynthesis, error, warning, words } from '../../constructs/support/finding';
import { LABEL, selectorLabels } from '../../constructs/support/labels';
import { checkLabels } from '../../constructs/support/labels-check';
import { makeObject } from '../../constructs/support/objects';
import { HibernationProps } from '../../constructs/workload/hibernation-props';
import { NetworkAccessProps } from '../../constructs/workload/network-access-props';
import { METRICS } from '../../constructs/workload/network-policy';

const API_VERSION = 'monitoring.coreos.com/v1';
const PAGES = 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/how-to';

/** The metrics of an app. */
export interface MetricsPlan {
  readonly app: AppBaseProps & MetricsProps & HibernationProps & NetworkAccessProps;
  /** Names of the workloads whose pods have a port called `metrics`. */
  readonly workloads: string[];
  /** Whether the workloads are DaemonSets, whose series get the label `node`. */
  readonly isDaemon?: boolean;
  /** Whether the series also get the label `zone` of the node. Prometheus must then be allowed to list and watch nodes. */
  readonly hasZone?: boolean;
  /** Name of the page for operators, and of the folder of the app below `assets`. */
  readonly page: string;
  /** Groups of `alerts.yaml` that fit the props, with their folder below `assets`: `etcd/members`, `lib/volumes`. */
  readonly rules: string[];
  /** Whether the folder of the app has a `dashboard.json`. */
  readonly hasDashboard: boolean;
  /** Names of the storages, for the volumes of the members. */
  readonly storages?: string[];
  /** Further placeholders of the rules. */
  readonly values?: { [placeholder: string]: string | number };
}

/**
 * Creates a PodMonitor `<name>` (id `PodMonitor`) and, on request, a PrometheusRule `<name>` (`PrometheusRule`) and a ConfigMap
 * `<name>-dashboard` (`Dashboard`). Nothing without {@link Metrics.podMonitor}.
 */
export function makeMetrics(scope: Construct, plan: MetricsPlan): MetricsObjects | undefined {
  const { app: { name, labels, metrics, hibernated }, page, rules, hasDashboard } = plan;
  const options = metrics?._podMonitor;
  checkAtSynthesis(scope, () => checkReachable(plan.app));
  if (options === undefined) {
    return undefined;
  }
  checkAtSynthesis(scope, () => checkPodMonitor(options, plan));
  const own = { ...labels, ...selectorLabels(name) };
  const metadata = { name, labels: { ...options.labels, ...own } };
  return {
    podMonitor: makeObject(ApiObject, scope, 'PodMonitor', {
      apiVersion: API_VERSION, kind: 'PodMonitor', metadata, spec: renderPodMonitor(plan, options),
    }),
    // Members that were stopped on purpose are no reason for an alert.
    prometheusRule: options.alerts && rules.length > 0 && !hibernated ? makeObject(ApiObject, scope, 'PrometheusRule', {
      apiVersion: API_VERSION, kind: 'PrometheusRule', metadata, spec: { groups: renderGroups(scope, plan) },
    }) : undefined,
    dashboard: options.dashboard && hasDashboard ? makeObject(k8s.KubeConfigMap, scope, 'Dashboard', {
      metadata: { name: `${name}-dashboard`, labels: { grafana_dashboard: '1', ...own } },
      // The sidecar of Grafana writes the files of all namespaces to one directory.
      data: { [`${[page, Chart.of(scope).namespace, name].filter(part => part !== undefined).join('-')}.json`]: renderDashboard(scope, plan) },
    }) : undefined,
  };
}

/** The annotations of {@link Metrics.annotations} and of the user; undefined without both. */
export function scrapeAnnotations({ metrics, podAnnotations }: AppBaseProps & MetricsProps, port: number): { [key: string]: string } | undefined {
  return metrics === undefined || metrics._podMonitor !== undefined ? podAnnotations : {
    'prometheus.io/path': '/metrics',
    'prometheus.io/port': `${port}`,
    'prometheus.io/scheme': 'http',
    'prometheus.io/scrape': 'true',
    ...podAnnotations,
  };
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitorSpec */
function renderPodMonitor({ workloads, isDaemon, hasZone }: MetricsPlan, { interval }: PodMonitorOptions): object {
  const relabelings = [
    ...isDaemon ? [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }] : [],
    ...hasZone ? [{ sourceLabels: ['__meta_kubernetes_node_label_topology_kubernetes_io_zone'], targetLabel: 'zone' }] : [],
  ];
  return {
    attachMetadata: hasZone ? { node: true } : undefined,
    podMetricsEndpoints: [{
      interval: interval && `${seconds(interval)}s`,
      path: '/metrics',
      port: METRICS,
      relabelings: relabelings.length > 0 ? relabelings : undefined,
    }],
    selector: workloads.length === 1 ? { matchLabels: selectorLabels(workloads[0]) }
      : { matchExpressions: [{ key: LABEL.NAME, operator: 'In', values: workloads }] },
  };
}

interface Placeholders {
  readonly [placeholder: string]: string;
}

/** A group of rules in `alerts.yaml`. */
interface Group {
  readonly name: string;
  readonly rules: { readonly labels: { [label: string]: string } }[];
}

/** Each alert has the labels of the app, because an expression may leave none, and because receivers are chosen by them. */
function renderGroups(scope: Construct, plan: MetricsPlan): object[] {
  const { namespace } = Chart.of(scope);
  const { app: { name }, rules } = plan;
  const values = placeholders(scope, plan);
  const folders = [...new Set(rules.map(group => group.split('/')[0]))];
  return folders.flatMap(folder => (load(asset(folder, 'alerts.yaml')) as { groups: Group[] }).groups
    .filter(group => rules.includes(`${folder}/${group.name}`)).map(group => ({
      name: `${name}-${group.name}`,
      rules: group.rules.map(rule => ({ ...mapped(rule, text => filled(text, values)), labels: { ...rule.labels, app: name, namespace } })),
    })));
}

function renderDashboard(scope: Construct, plan: MetricsPlan): string {
  const values = Object.entries(placeholders(scope, plan)).map(([key, value]) => [key, JSON.stringify(value).slice(1, -1)]);
  return filled(asset(plan.page, 'dashboard.json'), Object.fromEntries(values));
}

/** The values of `%{…}` in rules and dashboards: see `assets/lib/alerts.yaml`. */
function placeholders(scope: Construct, { app: { name }, workloads, isDaemon, page, storages = [], values = {} }: MetricsPlan): Placeholders {
  const { namespace } = Chart.of(scope);
  const inNamespace = namespace === undefined ? '' : `namespace="${namespace}",`;
  const pods = `${oneOf(workloads)}-${isDaemon ? '[a-z0-9]{5}' : '[0-9]+'}`;
  const [backup] = jobNames(name);
  // Other PodMonitors may scrape the same pods, such as that of a service mesh:
  // https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitorSpec
  const job = namespace === undefined ? `job=~"[^/]+/${name}"` : `job="${namespace}/${name}"`;
  return {
    job,
    pods: `${inNamespace}${job},pod=~"${pods}"`,
    claims: `${inNamespace}persistentvolumeclaim=~"${oneOf(storages)}-${pods}"`,
    backup: `${inNamespace}cronjob="${backup}"`,
    inNamespace,
    name: namespace === undefined ? name : `${namespace}/${name}`,
    page: `${PAGES}/${page}.md`,
    uid: createHash('sha256').update(`${page}/${namespace}/${name}`).digest('hex').slice(0, 16),
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `${value}`])),
  };
}

function oneOf(names: string[]): string {
  return names.length === 1 ? names[0] : `(${names.join('|')})`;
}

function filled(text: string, values: Placeholders): string {
  return text.replace(/%\{(\w+)\}/g, (_, placeholder: string) => values[placeholder]);
}

/** A copy of a value in which all texts are mapped. */
function mapped<T>(value: T, map: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, each) => typeof each === 'string' ? map(each) : each);
}

function checkPodMonitor({ labels, interval, alerts, dashboard }: PodMonitorOptions, { app, rules, hasDashboard }: MetricsPlan): Finding[] {
  return [
    ...checkLabels('metrics.labels', labels, selectorLabels(app.name)),
    ...interval === undefined || isWholeSeconds(interval, 1) ? [] : [error('CS317', 'metrics.interval', secondsText(interval),
      'at least one whole second', 'give a Duration such as Duration.seconds(30), or leave it out')],
    ...alerts && rules.length === 0 ? [missing('metrics.alerts')] : [],
    ...dashboard && !hasDashboard ? [missing('metrics.dashboard')] : [],
  ];
}

/** An alert about members that are down would fire all the time. */
function checkReachable({ metrics, networkPolicy }: MetricsPlan['app']): Finding[] {
  return metrics === undefined || networkPolicy?._metrics.length !== 0 ? [] : [warning('CS538', 'networkPolicy.metrics', words('no peers'),
    'peers for an app with metrics', 'name the pods of Prometheus, or acknowledge the warning if another NetworkPolicy admits them')];
}

function missing(prop: string): Finding {
  return error('CS318', prop, true, 'nothing: the library has none for this app', 'leave it out, and create the object yourself');
}
