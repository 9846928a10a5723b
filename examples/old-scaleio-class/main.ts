import { App, Chart, Size } from 'cdk8s';
import { Cpu, Probe, Provisioner, SecretKey, StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// PowerFlex is the current name of ScaleIO. Its CSI driver has to be installed in the cluster.
const block = new StorageTier(chart, 'Block', {
  name: 'block',
  provisioner: Provisioner.powerFlex({ storagePool: 'pool1', systemId: '1a2b3c4d5e6f7a8b', fsType: 'xfs' }),
});

const orders = new StatefulDatabase(chart, 'Orders', {
  name: 'orders',
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  port: 5432,
  portName: 'postgresql',
  storage: { size: Size.gibibytes(64), tier: block, mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
  scratch: ['/tmp', '/var/run/postgresql'],
  resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
  ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
  alive: Probe.exec('sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]'),
});
orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Velero makes the backups of the namespace');

app.synth();
