import { App, Chart, Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Cpu, EbsVolumeType, PodManagement, Probe, Provisioner, Spread, StatefulDatabase, StorageTier, Volume } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const image = 'cassandra:5.0.9';
const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

const ring = new StatefulDatabase(chart, 'Ring', {
  name: 'ring',
  image,
  runAsUser: 999,
  replicas: 3,
  port: 9042,
  portName: 'cql',
  extraPorts: [{ name: 'intra', port: 7000 }, { name: 'tls-intra', port: 7001 }],
  storage: { size: Size.gibibytes(200), tier: fast, mountPath: '/var/lib/cassandra' },
  fieldEnv: { POD_IP: 'status.podIP' },
  env: {
    CASSANDRA_BROADCAST_ADDRESS: '$(POD_IP)',
    // The name of the ring, the data center and the rack can never change.
    CASSANDRA_CLUSTER_NAME: 'ring',
    CASSANDRA_DC: 'dc1',
    CASSANDRA_ENDPOINT_SNITCH: 'GossipingPropertyFileSnitch',
    CASSANDRA_LISTEN_ADDRESS: '$(POD_IP)',
    CASSANDRA_RACK: 'rack1',
    // The seeds: two members, with their DNS names of the headless Service.
    CASSANDRA_SEEDS: 'ring-0.ring-headless.shop.svc,ring-1.ring-headless.shop.svc',
    // nodetool and cqlsh write their history to this directory.
    HOME: '/tmp',
    // Half of the memory. By default, the image uses a share of the memory of the node.
    MAX_HEAP_SIZE: '2G',
  },
  // The entry point changes the config files, and the root file system is read-only.
  volumes: [{ volume: Volume.emptyDir('conf'), mountPath: '/etc/cassandra' }],
  initContainers: [{
    name: 'copy-conf',
    image,
    command: ['cp', '-r', '/etc/cassandra/.', '/conf'],
    volumeMounts: [{ name: 'conf', mountPath: '/conf' }],
    // Namespaces with a quota refuse a container without requests. It runs before the others, so it adds nothing to the pod.
    resources: {
      limits: { memory: k8s.Quantity.fromString('4Gi') },
      requests: { cpu: k8s.Quantity.fromString('1'), memory: k8s.Quantity.fromString('4Gi') },
    },
  }],
  scratch: ['/tmp', '/var/log/cassandra'],
  resources: { cpu: Cpu.cores(1), memory: Size.gibibytes(4) },
  // The port for clients opens when the member has joined, the other port immediately.
  ready: Probe.tcp(),
  alive: Probe.tcp({ port: 7000, period: Duration.seconds(30) }),
  startupBudget: Duration.hours(3),
  // Members join one after the other, and flush all data before they stop.
  podManagement: PodManagement.ORDERED_READY,
  minReady: Duration.seconds(60),
  preStop: ['nodetool', 'drain'],
  gracePeriod: Duration.minutes(5),
  nodeSpread: Spread.HARD,
});
ring.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Medusa copies snapshots of all members to S3, from outside of this chart');

app.synth();
