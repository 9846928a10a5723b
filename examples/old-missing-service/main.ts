import { App, Chart, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Probe, Provisioner, Spread, StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

const etcd = new StatefulDatabase(chart, 'Etcd', {
  name: 'etcd',
  image: 'quay.io/coreos/etcd:v3.6.5',
  runAsUser: 1000,
  replicas: 3,
  // Two members on one node would be lost together, and with them the quorum.
  nodeSpread: Spread.HARD,
  port: 2379,
  portName: 'client',
  extraPorts: [{ name: 'peer', port: 2380 }],
  storage: { size: Size.gibibytes(10), tier: fast, mountPath: '/var/lib/etcd' },
  fieldEnv: { POD_NAME: 'metadata.name' },
  env: {
    ETCD_ADVERTISE_CLIENT_URLS: 'http://$(POD_NAME).etcd-headless.shop.svc:2379',
    ETCD_DATA_DIR: '/var/lib/etcd/data',
    ETCD_INITIAL_ADVERTISE_PEER_URLS: 'http://$(POD_NAME).etcd-headless.shop.svc:2380',
    // Every member has its own DNS name, because the headless Service comes with the StatefulSet.
    ETCD_INITIAL_CLUSTER: 'etcd-0=http://etcd-0.etcd-headless.shop.svc:2380,'
      + 'etcd-1=http://etcd-1.etcd-headless.shop.svc:2380,'
      + 'etcd-2=http://etcd-2.etcd-headless.shop.svc:2380',
    ETCD_LISTEN_CLIENT_URLS: 'http://0.0.0.0:2379',
    ETCD_LISTEN_PEER_URLS: 'http://0.0.0.0:2380',
    ETCD_NAME: '$(POD_NAME)',
  },
  resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
  // Readiness depends on a quorum, liveness on this process only.
  ready: Probe.http('/readyz'),
  alive: Probe.http('/livez'),
});
etcd.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'a job of another chart saves a snapshot every hour');

app.synth();
