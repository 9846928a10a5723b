import { App, Chart, Size } from 'cdk8s';
import { Cpu, LogDaemon, Probe } from 'cdk8s-stateful';

const app = new App();
// The namespace needs the label pod-security.kubernetes.io/enforce: privileged, for the paths of the node.
const chart = new Chart(app, 'logging', { namespace: 'logging' });

const config = `<source>
  @type tail
  path /var/log/containers/*.log
  exclude_path ["/var/log/containers/fluentd*.log"]
  pos_file /var/lib/fluentd/containers.pos
  read_from_head true
  rotate_wait 30
  tag kubernetes.*
  <parse>
    @type cri
  </parse>
</source>
<filter kubernetes.**>
  @type concat
  key message
  use_partial_cri_logtag true
  partial_cri_logtag_key logtag
  partial_cri_stream_key stream
</filter>
<source>
  @type prometheus
  bind 0.0.0.0
  port 24231
</source>
<match kubernetes.**>
  @type forward
  require_ack_response true
  <server>
    host fluentd-aggregator.logging.svc
    port 24224
  </server>
  <buffer>
    @type file
    path /var/lib/fluentd/buffer
    flush_at_shutdown true
    retry_forever true
    overflow_action block
  </buffer>
</match>
`;

new LogDaemon(chart, 'Fluentd', {
  name: 'fluentd',
  image: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-forward-1.1',
  // /var/log is read only; positions and buffers are in /var/lib/fluentd of the node.
  config: { 'fluent.conf': config },
  configPath: '/fluentd/etc',
  scratch: ['/tmp'],
  ports: [{ name: 'metrics', port: 24231 }],
  ready: Probe.http('/metrics'),
  alive: Probe.http('/metrics'),
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(512) },
});

app.synth();
