import { ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { input, makeOf } from '../../constructs/support/input';

/** Options of {@link Metrics.podMonitor}. */
export interface PodMonitorOptions {
  /**
   * Labels of the PodMonitor and of the PrometheusRule, by which a Prometheus selects them (`podMonitorSelector` and
   * `ruleSelector`), such as `release` of kube-prometheus-stack.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Time between two scrapes, in whole seconds.
   *
   * @default - the scrape interval of the Prometheus
   */
  readonly interval?: Duration;

  /**
   * Whether to create a PrometheusRule with the alerts of the app. The page of the app lists them. Alerts about backups
   * need kube-state-metrics, and alerts about volumes need the metrics of the kubelet. In a chart without namespace, alerts take
   * the members of all apps of this name for those of the app: give the chart a namespace.
   *
   * @default false
   */
  readonly alerts?: boolean;

  /**
   * Whether to create a ConfigMap with a Grafana dashboard and the label `grafana_dashboard: "1"`, which the sidecar of the
   * Helm chart of Grafana loads.
   *
   * @default false
   * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
   */
  readonly dashboard?: boolean;
}

/**
 * How Prometheus finds the metrics of an app. The metrics are on the port called `metrics` of each pod. No Service for clients
 * has this port. With `networkPolicy`, allow Prometheus to connect with `metrics` of {@link NetworkAccess}.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * new apps.Etcd(this, 'Etcd', {
 *   name: 'etcd', tlsSecretName: 'etcd-tls',
 *   storage: { size: Size.gibibytes(8), tier },
 *   metrics: apps.Metrics.podMonitor({ labels: { release: 'prometheus' }, alerts: true, dashboard: true }),
 * });
 */
export class Metrics {
  /**
   * Annotations of the pods with the prefix `prometheus.io/`, for a Prometheus whose scrape configuration reads them. The pods
   * restart when the annotations are added.
   *
   * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations
   */
  public static annotations(): Metrics {
    return new Metrics(undefined);
  }

  /**
   * A PodMonitor for the Prometheus operator, whose custom resource definitions must exist in the cluster.
   *
   * @see https://prometheus-operator.dev/docs/developer/getting-started/#using-podmonitors
   */
  public static podMonitor(options: PodMonitorOptions = {}): Metrics {
    return makeOf(Metrics, input('PodMonitorOptions', options), () => new Metrics(options));
  }

  private constructor(
    /** @internal Options of the PodMonitor; annotations without them. */
    public readonly _podMonitor: PodMonitorOptions | undefined,
  ) {}
}

/** The objects by which Prometheus and Grafana know an app. */
export interface MetricsObjects {
  /** The PodMonitor. */
  readonly podMonitor: ApiObject;
  /**
   * The PrometheusRule.
   *
   * @default - none without `alerts`, and while the app is hibernated
   */
  readonly prometheusRule?: ApiObject;
  /**
   * The ConfigMap with the dashboard.
   *
   * @default - none without `dashboard`
   */
  readonly dashboard?: k8s.KubeConfigMap;
}
