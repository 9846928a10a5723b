import { App, Chart, Size } from 'cdk8s';
import { StatefulDatabase, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new StatefulDatabase(chart, 'Orders', {
  name: 'orders',
  image: 'postgres:17.11-trixie',
  runAsUser: 999,
  port: 5432,
  storage: { size: Size.gibibytes(100), tier: StorageTier.fromName('fast'), mountPath: '/var/lib/postgresql/data' },
  env: { POSTGRES_PASSWORD: 'hunter2' },
});
app.synth();
