import { App, Chart, Size } from 'cdk8s';
import { StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new StatefulDatabase(chart, 'Etcd', {
  // The mistake: the name is valid for a StatefulSet, but the name of a Service must not begin with a digit.
  name: '3-etcd',
  image: 'quay.io/coreos/etcd:v3.6.5',
  runAsUser: 1000,
  port: 2379,
  portName: 'client',
  storage: { size: Size.gibibytes(10), tier: StorageTier.fromName('fast'), mountPath: '/var/lib/etcd' },
  env: { ETCD_DATA_DIR: '/var/lib/etcd/data' },
  resources: { memory: Size.gibibytes(1) },
});

app.synth();
