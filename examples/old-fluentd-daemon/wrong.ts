import { App, Chart, Size } from 'cdk8s';
import { LogDaemon } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'logging', { namespace: 'logging' });

new LogDaemon(chart, 'Fluentd', {
  name: 'fluentd',
  image: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1',
  // The mistakes: a directory that nodes with containerd do not have, and a password in plain text.
  logDirectories: ['/var/log', '/var/lib/docker/containers'],
  env: { FLUENT_ELASTICSEARCH_HOST: 'elasticsearch.logging.svc', FLUENT_ELASTICSEARCH_PASSWORD: 'changeme' },
  resources: { memory: Size.mebibytes(512) },
});

app.synth();
