import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, EbsVolumeType, Probe, Provisioner, SecretKey, StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'blog', { namespace: 'blog' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

// `mysqladmin ping` answers even when access is denied, so a probe needs no password.
const ping = Probe.exec('mysqladmin', '-h', '127.0.0.1', '--connect-timeout=3', 'ping');

const mysql = new StatefulDatabase(chart, 'Mysql', {
  name: 'mysql',
  image: 'mysql:8.4.11',
  runAsUser: 999,
  port: 3306,
  portName: 'mysql',
  // MySQL initializes an empty directory only, and the root of a new volume contains lost+found.
  args: ['--datadir=/var/lib/mysql/data'],
  // One claim for each member, which the StatefulSet names: data-mysql-0.
  storage: { size: Size.gibibytes(20), tier: fast, mountPath: '/var/lib/mysql' },
  env: { MYSQL_DATABASE: 'blog', MYSQL_ROOT_HOST: 'localhost', MYSQL_USER: 'blog' },
  // Names of keys, never values: the Secret is created outside of this program.
  secretEnv: {
    MYSQL_PASSWORD: SecretKey.of('mysql', 'mysql-password'),
    MYSQL_ROOT_PASSWORD: SecretKey.of('mysql', 'mysql-root-password'),
  },
  scratch: ['/tmp', '/var/run/mysqld'],
  resources: { cpu: Cpu.millis(500), memory: Size.gibibytes(2) },
  ready: ping,
  alive: ping,
  startupBudget: Duration.minutes(60),
});
mysql.statefulSet.metadata.addAnnotation('cdk8s-stateful.dev/ignore-ST67', 'Velero makes the backups of the namespace');

app.synth();
