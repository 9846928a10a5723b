import { App, Chart, Size } from 'cdk8s';
import { LocalDiskPool } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new LocalDiskPool(chart, 'Disks', {
  name: 'local-disks',
  // The mistake: a disk without a node. The old volume had its node in an annotation that nothing reads any more.
  nodes: [],
  paths: ['/mnt/disks/ssd1'],
  size: Size.gibibytes(100),
});

app.synth();
