import { App, Chart, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Provisioner, StorageTier, apps } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });
const cheap = new StorageTier(chart, 'Cheap', { name: 'cheap', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.SC1, encrypted: true }) });

// One primary and two replicas. A commit waits until one replica has it too.
new apps.Postgres(chart, 'Orders', {
  name: 'orders',
  secretName: 'orders-postgres',
  databaseName: 'orders',
  readReplicas: 2,
  synchronous: true,
  storage: { size: Size.gibibytes(100), tier: fast },
  resources: { cpu: Cpu.cores(1), memory: Size.gibibytes(4) },
  // The Prometheus of the Helm release prometheus scrapes the exporters and raises the alerts.
  metrics: apps.Metrics.podMonitor({ labels: { release: 'prometheus' }, alerts: true, dashboard: true }),
  // Nightly, on disks of another class than the data.
  backup: { schedule: '0 3 * * *', storage: { size: Size.gibibytes(200), tier: cheap }, keep: 14 },
});

app.synth();
