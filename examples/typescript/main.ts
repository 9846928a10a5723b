import { App, Chart, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, LocalDiskPool, LogDaemon, Probe, Provisioner, SecretKey, StatefulDatabase, StorageTier, apps } from 'cdk8s-stateful';
import { Construct } from 'constructs';

class Shop extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });

    const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
    const orders = new StatefulDatabase(this, 'Orders', {
      name: 'orders',
      image: 'postgres:17.11-trixie',
      runAsUser: 999,
      port: 5432,
      storage: { size: Size.gibibytes(100), tier, mountPath: '/var/lib/postgresql/data' },
      env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
      secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
      scratch: ['/tmp', '/var/run/postgresql'],
      resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
    });
    orders.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Velero makes the backups of the namespace');
    const address = orders.podHost(0); // orders-0.orders-headless.shop.svc

    const nvme = new LocalDiskPool(this, 'Nvme', {
      name: 'nvme', nodes: ['node-a', 'node-b', 'node-c'], paths: ['/mnt/disks/nvme0'], size: Size.gibibytes(800),
    });
    const ledger = new apps.Postgres(this, 'Ledger', {
      name: 'ledger',
      secretName: 'ledger-postgres',
      readReplicas: 2,
      storage: { size: Size.gibibytes(500), tier: nvme },
      resources: { memory: Size.gibibytes(8) },
    });
    ledger.database.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Velero makes the backups of the namespace');
    new LogDaemon(this, 'Logs', {
      name: 'logs',
      image: 'fluent/fluent-bit:5.1.1',
      config: { 'fluent-bit.yaml': 'service: {flush: 1, http_server: on, health_check: on}\n' },
      configPath: '/fluent-bit/etc/conf',
      env: { ORDERS: address },
      ports: [{ name: 'http', port: 2020 }],
      alive: Probe.http('/api/v1/health'),
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(200) },
    });
  }
}

const app = new App();
new Shop(app, 'shop');
app.synth();
