import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, LocalDiskPool, Probe, Spread, StatefulDatabase } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'search', { namespace: 'search' });

// One disk on each of three nodes, which the operator has mounted.
const nvme = new LocalDiskPool(chart, 'Nvme', {
  name: 'nvme',
  nodes: ['node-a', 'node-b', 'node-c'],
  paths: ['/mnt/disks/nvme0'],
  size: Size.gibibytes(800),
});

// The first member starts the cluster, the others join it.
const start = `#!/bin/sh
set -eu
first=http://vectors-0.vectors-headless.search.svc:6335
self=http://\${HOSTNAME}.vectors-headless.search.svc:6335
if [ "\${HOSTNAME}" = vectors-0 ]; then
  exec ./entrypoint.sh --uri "$self"
fi
exec ./entrypoint.sh --bootstrap "$first" --uri "$self"
`;

new StatefulDatabase(chart, 'Vectors', {
  name: 'vectors',
  image: 'qdrant/qdrant:v1.15.5-unprivileged',
  runAsUser: 1000,
  replicas: 3,
  port: 6333,
  portName: 'http',
  extraPorts: [{ name: 'grpc', port: 6334 }, { name: 'p2p', port: 6335 }],
  // A claim gets a whole disk, and the member stays on this node.
  storage: { size: Size.gibibytes(800), tier: nvme, mountPath: '/qdrant/storage' },
  nodeSpread: Spread.HARD,
  quorum: true,
  command: ['sh', '/scripts/start.sh'],
  config: { 'start.sh': start },
  configPath: '/scripts',
  env: {
    QDRANT__CLUSTER__ENABLED: 'true',
    QDRANT__STORAGE__SNAPSHOTS_PATH: '/qdrant/storage/snapshots',
    QDRANT__STORAGE__TEMP_PATH: '/qdrant/storage/temp',
    QDRANT_INIT_FILE_PATH: '/qdrant/init/.qdrant-initialized',
  },
  scratch: ['/qdrant/init', '/tmp'],
  resources: { cpu: Cpu.cores(2), memory: Size.gibibytes(16) },
  ready: Probe.http('/readyz'),
  alive: Probe.http('/livez'),
  minReady: Duration.seconds(30),
});

app.synth();
