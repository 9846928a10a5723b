import { Size } from 'cdk8s';
import { FluentdMultiline, linesOf } from './fluentd-multiline';
import { ResolvedOutput } from './fluentd-output-render';
import { mebibytes } from '../shared/size';

export const METRICS_PORT = 24231;
/** Input for the configuration. */
export interface FluentdConfig {
  /** Name of the daemon. The agent does not read its own log. */
  readonly name: string;
  /** Namespace of the daemon; none if the chart has no namespace. */
  readonly namespace?: string;
  /** Directory for positions and the buffer. */
  readonly stateDirectory: string;
  readonly bufferSize: Size;
  readonly kubernetesMetadata: boolean;
  readonly multiline: FluentdMultiline[];
  readonly extraConfig?: string;
  readonly output: ResolvedOutput;
}

/**
 * `fluent.conf`. Fluentd advances a position after it has written the line to the buffer file. If Fluentd stops in between,
 * it repeats lines and loses none.
 */
export function fluentConf(config: FluentdConfig): string {
  const { kubernetesMetadata, multiline, extraConfig, output } = config;
  return [
    OWN_EVENTS,
    METRICS,
    containers(config),
    pieces(multiline.length > 0 ? '@LINES' : '@ROOT'),
    ...multiline.length > 0 ? [linesOf(multiline)] : [],
    ...kubernetesMetadata ? [METADATA] : [],
    ...extraConfig === undefined ? [] : [extraConfig.trim()],
    ...output.before ?? [],
    match(config),
    '',
  ].join('\n');
}

const OWN_EVENTS = `\
# What Fluentd says of itself is in the log of its container already.
<label @FLUENT_LOG>
  <match **>
    @type null
  </match>
</label>`;

/** https://github.com/fluent/fluent-plugin-prometheus */
const METRICS = `\
<source>
  @type prometheus
  bind 0.0.0.0
  port ${METRICS_PORT}
</source>
<source>
  @type prometheus_tail_monitor
</source>
<source>
  @type prometheus_output_monitor
</source>`;

/**
 * The kubelet compresses all rotated files except the newest. The links in /var/log/containers never point to that file.
 * https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
 * https://docs.fluentd.org/input/tail#follow_inodes
 */
function containers({ name, namespace, stateDirectory }: FluentdConfig): string {
  return `\
<source>
  @type tail
  @id containers
  @label @PIECES
  # With the file that was rotated last: what was written while no agent ran may be there.
  path /var/log/pods/*/*/*.log,/var/log/pods/*/*/*.log.????????-??????
  # Its own lines would go round for ever.
  exclude_path ["/var/log/pods/${namespace ?? '*'}_${name}-?????_*/*/*"]
  pos_file ${stateDirectory}/containers.pos
  follow_inodes true
  read_from_head true
  refresh_interval 5s
  rotate_wait 30s
  emit_unmatched_lines true
  tag kubernetes.*
  <parse>
    @type cri
    time_format %Y-%m-%dT%H:%M:%S.%N%z
  </parse>
</source>`;
}

/** https://github.com/fluent-plugins-nursery/fluent-plugin-concat */
function pieces(label: string): string {
  return `\
# The runtime writes long lines in pieces, all but the last with a P. A rest that never ends is passed on too.
<label @PIECES>
  <filter **>
    @type concat
    key message
    separator ""
    partial_key logtag
    partial_value P
    stream_identity_key stream
    use_first_timestamp true
    timeout_label ${label}
  </filter>
  <match **>
    @type relabel
    @label ${label}
  </match>
</label>`;
}

const METADATA = `\
<filter kubernetes.**>
  @type kubernetes_metadata
  # The plugin's own leaves out files that were rotated.
  tag_to_kubernetes_name_regexp pods\\.(?<namespace>[^_]+)_(?<pod_name>[^_]+)_(?<pod_uuid>[^_.]+)\\.(?<container_name>[^.]+)\\.
</filter>`;

function match({ stateDirectory, bufferSize, output }: FluentdConfig): string {
  const { keys, lines } = output.buffer ?? { keys: '', lines: ['flush_interval 5s'] };
  return `\
<match **>
${output.lines.map(line => `  ${line}`).join('\n')}
  <buffer${keys}>
    @type file
    path ${stateDirectory}/buffer
    total_limit_size ${mebibytes(bufferSize)}m
    chunk_limit_size 8m
${lines.map(line => `    ${line}`).join('\n')}
    flush_at_shutdown true
    retry_forever true
    retry_max_interval 30s
    overflow_action block
  </buffer>
</match>`;
}
