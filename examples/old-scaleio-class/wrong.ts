import { App, Chart } from 'cdk8s';
import { Provisioner, StorageTier } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

new StorageTier(chart, 'Block', {
  name: 'block',
  // The mistake: a plugin that is no longer part of Kubernetes.
  provisioner: Provisioner.custom({
    name: 'kubernetes.io/scaleio',
    parameters: { gateway: 'https://192.168.99.200:443/api', system: 'scaleio', protectionDomain: 'pd0', storagePool: 'sp1', fsType: 'xfs' },
  }),
});

app.synth();
