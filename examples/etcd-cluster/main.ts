import { App, Chart, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Provisioner, StorageTier, apps } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

// Three members on three nodes; one member may fail.
new apps.Etcd(chart, 'Etcd', {
  name: 'etcd',
  // tls.crt, tls.key and ca.crt, as in a Secret of cert-manager.
  tlsSecretName: 'etcd-tls',
  storage: { size: Size.gibibytes(8), tier: fast },
  resources: { cpu: Cpu.millis(500), memory: Size.gibibytes(2) },
  // Network disks are slower than local disks.
  extraSettings: { 'heartbeat-interval': '250', 'election-timeout': '2500' },
  // Returns the space of deleted keys to the file system, while few write.
  defragmentation: { schedule: '0 4 * * 0' },
  backup: { schedule: '0 * * * *', storage: { size: Size.gibibytes(50), tier: fast }, keep: 24 },
});

app.synth();
