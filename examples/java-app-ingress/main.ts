import { App, Chart, Size } from 'cdk8s';
import { AccessMode, EbsVolumeType, NetworkAccess, NetworkPeer, Provisioner, StorageTier, apps } from 'cdk8s-stateful';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const fast = new StorageTier(chart, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }) });

// Users reach the application at https://billing.example.com.
new apps.JavaApp(chart, 'Billing', {
  name: 'billing',
  image: 'registry.example.com/billing:4.2.0',
  port: 8080,
  dataPath: '/var/lib/billing',
  storage: { size: Size.gibibytes(20), tier: fast, accessMode: AccessMode.READ_WRITE_ONCE_POD },
  livenessPath: '/actuator/health/liveness',
  readinessPath: '/actuator/health/readiness',
  // The jar file is in the image.
  jmxExporter: { agentPath: '/opt/jmx_prometheus_javaagent-1.6.0.jar' },
  // cert-manager creates the certificate.
  exposure: apps.Exposure.ingress({ host: 'billing.example.com', className: 'nginx', certManagerClusterIssuer: 'letsencrypt' }),
  // Only the ingress controller sends requests, and only Prometheus reads the metrics.
  networkPolicy: NetworkAccess.clients([NetworkPeer.namespace('ingress-nginx')], { metrics: [NetworkPeer.namespace('monitoring')] }),
});

app.synth();
