import { App, Chart, Size } from 'cdk8s';
import { AccessMode, Cpu, PersistentDeployment, StaticVolume, Volume, VolumeSource, Warnings } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// The volume and the claim refer to each other, so no other claim can bind to the export.
const reports = new StaticVolume(chart, 'Reports', {
  name: 'reports',
  source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/exports/reports' }),
  size: Size.gibibytes(5),
  accessModes: [AccessMode.READ_WRITE_MANY],
  mountOptions: ['hard', 'nfsvers=4.1'],
});

const viewer = new PersistentDeployment(chart, 'Viewer', {
  name: 'viewer',
  image: 'registry.example.com/report-viewer:2.3.0',
  runAsUser: 1000,
  port: 8080,
  volumes: [{ volume: Volume.claim('reports', reports.claimName), mountPath: '/srv/reports' }],
  scratch: ['/tmp'],
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(256) },
});

// fsGroup has no effect on NFS: change the owner of the export on the server.
Warnings.of(viewer).acknowledge('CS506', 'the export belongs to user 1000');

app.synth();
