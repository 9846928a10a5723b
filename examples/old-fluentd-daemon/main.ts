import { App, Chart } from 'cdk8s';
import { apps } from 'cdk8s-stateful';

const app = new App();
// The namespace needs the label pod-security.kubernetes.io/enforce: privileged, for the paths of the node.
const chart = new Chart(app, 'logging', { namespace: 'logging' });

// /var/log is read-only; positions and buffers are in /var/lib/fluentd of the node.
new apps.Fluentd(chart, 'Fluentd', {
  name: 'fluentd',
  output: apps.FluentdOutput.forward({ host: 'fluentd-aggregator.logging.svc' }),
});

app.synth();
