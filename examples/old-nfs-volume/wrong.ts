import { App, Chart, Size } from 'cdk8s';
import { AccessMode, ReclaimPolicy, StaticVolume, VolumeSource } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new StaticVolume(chart, 'Reports', {
  name: 'reports',
  source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/exports/reports' }),
  size: Size.gibibytes(5),
  accessModes: [AccessMode.READ_WRITE_MANY],
  // The mistakes: two options in one string, and a policy that erases the export when the claim is deleted.
  mountOptions: ['hard,nfsvers=4.1'],
  reclaimPolicy: 'Recycle' as ReclaimPolicy,
});

app.synth();
