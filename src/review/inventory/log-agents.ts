import { Inventory, Workload } from './inventory';

/** Image names of agents that read logs of the node and keep their read position. */
const AGENTS = /(^|\/)(fluentd|fluentd-kubernetes-daemonset|fluent-bit|filebeat|vector|promtail|alloy|logstash|opentelemetry-collector|opentelemetry-collector-contrib|opentelemetry-collector-k8s|otelcol-contrib|fluentd-hec|syslog-ng|rsyslog|elastic-agent|logging-operator-fluentbit)(:|@|$)/;

/** DaemonSets that read logs. */
export function logAgents(inventory: Inventory): Workload[] {
  return inventory.workloadsOf('DaemonSet').filter(({ pod }) => (pod.containers ?? []).some((container: any) => AGENTS.test(container.image ?? ''))
    && (pod.volumes ?? []).some((volume: any) => /^\/var\/(log|lib\/docker)/.test(volume.hostPath?.path ?? '')));
}
