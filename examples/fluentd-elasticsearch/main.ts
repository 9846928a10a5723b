import { App, Chart } from 'cdk8s';
import { apps } from 'cdk8s-stateful';

const app = new App();
// The namespace needs the label pod-security.kubernetes.io/enforce: privileged, for the paths of the node.
const chart = new Chart(app, 'logging', { namespace: 'logging' });

new apps.Fluentd(chart, 'Logs', {
  name: 'fluentd',
  output: apps.FluentdOutput.elasticsearch({ host: 'search.logging.svc', indexPrefix: 'shop', secretName: 'search-writer' }),
  // Adds the labels of their pods to lines.
  kubernetesMetadata: true,
});

app.synth();
