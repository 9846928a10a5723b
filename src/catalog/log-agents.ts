/** How an agent that tails log files keeps its positions. */
export interface LogAgentFacts {
  readonly name: string;
  /** Last parts of the repositories of its images. */
  readonly images: string[];
  /** Finds the parts of its configuration that tail files. */
  readonly inputs: RegExp;
  /** Finds the file or directory of the positions in such a part, or in the whole file where all parts share it. */
  readonly position: RegExp;
  readonly positionOf: 'input' | 'file';
  /** The setting, as the documentation writes it. */
  readonly setting: string;
  /** Where the positions are without the setting; none if there are none. */
  readonly byDefault?: string;
  /** Whether it watches files with inotify. */
  readonly usesInotify?: boolean;
  readonly evidence: string;
}

export const LOG_AGENTS: LogAgentFacts[] = [
  {
    name: 'Fluent Bit',
    images: ['fluent-bit', 'logging-operator-fluentbit', 'aws-for-fluent-bit'],
    inputs: /^[ \t]*\[INPUT\](?:(?!^[ \t]*\[)[^])*?^[ \t]*name[ \t]+tail\b(?:(?!^[ \t]*\[)[^])*/gim,
    position: /^[ \t]*db[ \t]+(\S+)/im,
    positionOf: 'input',
    setting: 'DB',
    // https://docs.fluentbit.io/manual/data-pipeline/inputs/tail
    usesInotify: true,
    evidence: 'https://docs.fluentbit.io/manual/data-pipeline/inputs/tail#keep_state',
  },
  {
    name: 'Fluentd',
    images: ['fluentd', 'fluentd-kubernetes-daemonset', 'fluentd-hec'],
    inputs: /<source>(?:(?!<\/source>)[^])*?@?type[ \t]+"?tail\b(?:(?!<\/source>)[^])*/g,
    position: /^[ \t]*pos_file[ \t]+"?([^\s"]+)/m,
    positionOf: 'input',
    setting: 'pos_file',
    // https://docs.fluentd.org/input/tail#enable_stat_watcher
    usesInotify: true,
    evidence: 'https://docs.fluentd.org/input/tail#pos_file-highly-recommended',
  },
  {
    name: 'Logstash',
    images: ['logstash'],
    inputs: /^[ \t]*file[ \t]*\{(?:(?!^[ \t]*\})[^])*/gm,
    position: /sincedb_path[ \t]*=>[ \t]*["']([^"']+)/,
    positionOf: 'input',
    setting: 'sincedb_path',
    byDefault: '/usr/share/logstash/data/plugins/inputs/file',
    evidence: 'https://www.elastic.co/docs/reference/logstash/plugins/plugins-inputs-file#plugins-inputs-file-sincedb_path',
  },
  {
    name: 'Promtail',
    images: ['promtail'],
    inputs: /^scrape_configs:(?:[^])*__path__/gm,
    position: /^positions:\s*\n[ \t]+filename:[ \t]*["']?([^\s"']+)/m,
    positionOf: 'file',
    setting: 'positions.filename',
    byDefault: '/var/log/positions.yaml',
    // https://github.com/grafana/loki/issues/4740
    usesInotify: true,
    evidence: 'https://grafana.com/docs/loki/latest/send-data/promtail/configuration/#positions',
  },
  {
    name: 'Filebeat',
    images: ['filebeat', 'filebeat-oss'],
    inputs: /^filebeat\.(inputs|autodiscover):/gm,
    position: /^path\.data:[ \t]*["']?([^\s"']+)/m,
    positionOf: 'file',
    setting: 'path.data',
    byDefault: '/usr/share/filebeat/data',
    evidence: 'https://www.elastic.co/docs/reference/beats/filebeat/directory-layout#_docker',
  },
  {
    name: 'Vector',
    images: ['vector'],
    inputs: /^\s*["']?type["']?\s*[:=]\s*["']?kubernetes_logs["']?\s*$/gm,
    position: /^["']?data_dir["']?\s*[:=]\s*["']?([^\s"']+)/m,
    positionOf: 'file',
    setting: 'data_dir',
    byDefault: '/var/lib/vector/',
    evidence: 'https://vector.dev/docs/reference/configuration/global-options/#data_dir',
  },
];

/** Last parts of the repositories of other agents, whose configuration is not read. */
export const OTHER_LOG_AGENTS = [
  'alloy', 'opentelemetry-collector', 'opentelemetry-collector-contrib', 'opentelemetry-collector-k8s', 'otelcol-contrib',
  'syslog-ng', 'rsyslog', 'elastic-agent',
];
