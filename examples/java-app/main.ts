import { App, Chart, Size } from 'cdk8s';
import { AccessMode, Cpu, EbsVolumeType, Provisioner, SecretKey, StorageTier, apps } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

// A Spring Boot application that stores files.
new apps.JavaApp(chart, 'Billing', {
  name: 'billing',
  image: 'registry.example.com/billing:4.2.0',
  port: 8080,
  dataPath: '/var/lib/billing',
  // No second pod may mount the volume, not even on the same node.
  storage: { size: Size.gibibytes(20), tier: fast, accessMode: AccessMode.READ_WRITE_ONCE_POD },
  resources: { cpu: Cpu.millis(500), memory: Size.gibibytes(2) },
  secretEnv: { BILLING_SIGNING_KEY: SecretKey.of('billing', 'signing-key') },
  config: { 'application.yaml': 'server: {shutdown: graceful}\nmanagement: {endpoint: {health: {probes: {enabled: true}}}}\n' },
  configPath: '/etc/billing',
  args: ['--spring.config.additional-location=/etc/billing/'],
  livenessPath: '/actuator/health/liveness',
  readinessPath: '/actuator/health/readiness',
});

app.synth();
