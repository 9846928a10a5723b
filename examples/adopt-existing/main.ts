import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, PersistentDeployment, Probe, SecretKey, StatefulDatabase, StorageTier, Volume } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// The class of the existing claims.
const existing = StorageTier.fromName('gp2');

// Claims are called <storage>-<database>-<ordinal>: these two names give the existing claim data-orders-0.
const orders = new StatefulDatabase(chart, 'Orders', {
  name: 'orders',
  storage: { name: 'data', size: Size.gibibytes(50), tier: existing, mountPath: '/var/lib/postgresql/data' },
  // The same major version, user and directory as before, because the files on the volume depend on them.
  image: 'postgres:16.11-bookworm',
  runAsUser: 999,
  env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
  port: 5432,
  portName: 'postgresql',
  secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
  scratch: ['/tmp', '/var/run/postgresql'],
  resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
  ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
  alive: Probe.exec('sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]'),
  startupBudget: Duration.minutes(60),
});
orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'AWS Backup takes snapshots of the volume, as before');

// A claim with another name is mounted, not created.
new PersistentDeployment(chart, 'Wiki', {
  name: 'wiki',
  image: 'registry.example.com/wiki:4.2.1',
  runAsUser: 1000,
  port: 8080,
  volumes: [{ volume: Volume.claim('data', 'wiki-pv-claim'), mountPath: '/var/lib/wiki' }],
  scratch: ['/tmp'],
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(512) },
});

app.synth();
