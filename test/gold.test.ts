import { readFileSync } from 'fs';
import { join } from 'path';
import { Chart, Duration, Size, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  AccessMode, Cpu, EbsVolumeType, LocalDiskPool, LogDaemon, Probe, Provisioner, SecretKey, StatefulDatabase, StaticVolume, StorageTier, VolumeSource,
} from '../src';

/**
 * What an expert wrote by hand, against what the library makes from the props that stand beside it. Deviations are in
 * the files of test/gold only, each marked there with `# deviation:` and its reason.
 */
describe('gold', () => {
  test('database.yaml: StatefulDatabase', () => {
    const chart = new Chart(Testing.app(), 'test');
    const alive = Probe.command(['sh', '-c', 'pg_isready -q -h 127.0.0.1; [ $? -le 1 ]']);
    new StatefulDatabase(chart, 'Orders', {
      name: 'orders',
      image: 'postgres:17.11-trixie',
      runAsUser: 999,
      port: 5432,
      portName: 'postgresql',
      storage: { size: Size.gibibytes(100), tier: StorageTier.fromName('fast'), mountPath: '/var/lib/postgresql/data' },
      env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
      secretEnv: { POSTGRES_PASSWORD: SecretKey.of('orders-postgres', 'postgres-password') },
      scratch: ['/tmp', '/var/run/postgresql'],
      resources: { cpu: Cpu.millis(250), memory: Size.gibibytes(1) },
      ready: Probe.exec('pg_isready', '-q', '-h', '127.0.0.1'),
      alive,
      startupBudget: Duration.minutes(60),
    });
    expect(Testing.synth(chart)).toEqual(gold('database.yaml'));
  });

  test('storage.yaml: StorageTier, LocalDiskPool, StaticVolume', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
    new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });
    new LocalDiskPool(chart, 'Nvme', { name: 'nvme', nodes: ['node-a', 'node-b'], paths: ['/mnt/disks/ssd1'], size: Size.gibibytes(100) });
    new StaticVolume(chart, 'Reports', {
      name: 'reports',
      source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/exports/reports' }),
      size: Size.gibibytes(5),
      accessModes: [AccessMode.READ_WRITE_MANY],
      mountOptions: ['hard', 'nfsvers=4.1'],
    });
    expect(Testing.synth(chart)).toEqual(gold('storage.yaml'));
  });

  test('log-daemon.yaml: LogDaemon', () => {
    const chart = new Chart(Testing.app(), 'test');
    new LogDaemon(chart, 'Logs', {
      name: 'logs',
      image: 'fluent/fluent-bit:5.1.1',
      config: { 'fluent-bit.yaml': 'service: {flush: 1}\n' },
      configPath: '/fluent-bit/etc/conf',
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(200) },
    });
    expect(Testing.synth(chart)).toEqual(gold('log-daemon.yaml'));
  });
});

function gold(file: string): unknown[] {
  return parseAllDocuments(readFileSync(join(__dirname, 'gold', file), 'utf8')).map(document => document.toJS());
}
