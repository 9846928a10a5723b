import { Metrics } from './metrics';

/** Metrics of an app. */
export interface MetricsProps {
  /**
   * How Prometheus finds the metrics of the pods. An engine that serves no metrics itself gets an exporter in each pod.
   *
   * @default - Prometheus is not told about the pods, and there is no exporter
   */
  readonly metrics?: Metrics;
}
