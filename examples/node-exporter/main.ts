import { App, Chart } from 'cdk8s';
import { apps } from 'cdk8s-stateful';

const app = new App();
// The namespace needs the label pod-security.kubernetes.io/enforce: privileged, for the host paths.
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });

new apps.NodeExporter(chart, 'Metrics', { name: 'node-exporter' });

app.synth();
