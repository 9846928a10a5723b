import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Probe, Provisioner, SecretKey, StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();

// StorageClasses are cluster-scoped. In a separate chart, another team can apply them and several apps can use them.
const cluster = new Chart(app, 'cluster');
const fast = new StorageTier(cluster, 'Fast', {
  name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, iops: 6000, encrypted: true }),
});
const cheap = new StorageTier(cluster, 'Cheap', { name: 'cheap', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.SC1, encrypted: true }) });

const shop = new Chart(app, 'shop', { namespace: 'shop' });
shop.addDependency(cluster);

const orders = new StatefulDatabase(shop, 'Orders', {
  name: 'orders',
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  port: 5432,
  portName: 'postgresql',
  storage: { size: Size.gibibytes(100), tier: fast, mountPath: '/var/lib/postgresql/data' },
  // The second claim of each member, archive-orders-0, for the archived write-ahead log.
  extraStorage: [{ name: 'archive', size: Size.gibibytes(500), tier: cheap, mountPath: '/archive' }],
  args: [
    '-c', 'archive_mode=on',
    // A file gets its final name when it is complete, and is never overwritten.
    '-c', 'archive_command=test ! -f /archive/%f && cp %p /archive/%f.tmp && sync /archive/%f.tmp && mv /archive/%f.tmp /archive/%f',
    '-c', 'archive_timeout=5min',
  ],
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
  scratch: ['/tmp', '/var/run/postgresql'],
  resources: { cpu: Cpu.millis(500), memory: Size.gibibytes(2) },
  ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
  alive: Probe.exec('sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]'),
  startupBudget: Duration.minutes(60),
});
orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'base backups are made from outside of the cluster');

app.synth();
