import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Probe, Provisioner, SecretKey, StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// Volumes of the EBS CSI driver. A volume and its data stay when its claim is deleted.
const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

const orders = new StatefulDatabase(chart, 'Orders', {
  name: 'orders',
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  port: 5432,
  portName: 'postgresql',
  storage: { size: Size.gibibytes(100), tier: fast, mountPath: '/var/lib/postgresql/data' },
  // The root of a new volume contains lost+found, and initdb requires an empty directory.
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
  // The root file system is read-only.
  scratch: ['/tmp', '/var/run/postgresql'],
  resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
  ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
  // Exit code 1 means that the server runs but accepts no connections, as during recovery.
  alive: Probe.exec('sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]'),
  // Recovery after a crash may take this long before the liveness probe begins.
  startupBudget: Duration.minutes(60),
});
orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Velero makes the backups of the namespace');

app.synth();
