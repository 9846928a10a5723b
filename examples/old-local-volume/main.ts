import { App, Chart, Size } from 'cdk8s';
import { Cpu, LocalDiskPool, Probe, SecretKey, StatefulDatabase, Warnings } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// The StorageClass, and one PersistentVolume for each disk, with affinity to its node.
const disks = new LocalDiskPool(chart, 'Disks', {
  name: 'local-disks',
  nodes: ['node-a', 'node-b'],
  paths: ['/mnt/disks/ssd1'],
  size: Size.gibibytes(100),
});

const orders = new StatefulDatabase(chart, 'Orders', {
  name: 'orders',
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  port: 5432,
  portName: 'postgresql',
  // A claim gets a whole disk, even if it requests less.
  storage: { size: Size.gibibytes(100), tier: disks, mountPath: '/var/lib/postgresql/data' },
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
  scratch: ['/tmp', '/var/run/postgresql'],
  resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
  ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
  alive: Probe.exec('sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]'),
});
orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'a dump leaves the node every night');

// One PostgreSQL server on one disk is intended here, so the warning is acknowledged.
Warnings.of(chart).acknowledge('CS508', 'a dump leaves the node every night, and losing a day is accepted');

app.synth();
