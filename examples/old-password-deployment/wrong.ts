import { App, Chart, Size } from 'cdk8s';
import { PersistentDeployment, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'blog', { namespace: 'blog' });

new PersistentDeployment(chart, 'Mysql', {
  name: 'mysql',
  image: 'mysql:8.4.11',
  runAsUser: 999,
  port: 3306,
  portName: 'mysql',
  args: ['--datadir=/var/lib/mysql/data'],
  // The mistake: everybody who can read the manifest, its history or the Deployment has the password.
  env: { MYSQL_ROOT_PASSWORD: 'changeme' },
  storage: { size: Size.gibibytes(20), tier: StorageTier.fromName('fast'), mountPath: '/var/lib/mysql' },
  scratch: ['/tmp', '/var/run/mysqld'],
  resources: { memory: Size.gibibytes(2) },
});

app.synth();
