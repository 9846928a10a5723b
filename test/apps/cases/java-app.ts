import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { NetworkAccess, NetworkPeer, SecretKey, Spread, apps } from '../../../src';
import { FAST } from '../../constructs/support';
import { badText, mixed, name, path, port } from '../../properties/arbitraries';
import { APP, LOCAL, MEMBERS, SERVICE, appCase } from '../case';

const exposure = fc.record({
  host: mixed(fc.constantFrom('billing.example.com', '*.example.com'), fc.constantFrom('Billing', '010.0.0.1', 'http://a', '*', 'a.*.b')),
  path: mixed(fc.constantFrom('/', '/billing', '/a/'), fc.constantFrom('billing', '/a//b', '/a/..', '/%2F')),
  tlsSecretName: name,
  certManagerIssuer: name,
  certManagerClusterIssuer: name,
}, { requiredKeys: ['host'], noNullPrototype: true }).map(options => apps.Exposure.ingress(options));

export const JAVA_APP = appCase<apps.JavaAppProps>({
  title: 'JavaApp',
  file: 'java-app',
  type: apps.JavaApp,
  defaults: {
    name: 'billing',
    image: 'registry.example.com/billing:4.2.0',
    port: 8080,
    dataPath: '/var/lib/billing',
    storage: { size: Size.gibibytes(20), tier: FAST },
  },
  everything: {
    ...APP,
    ...MEMBERS,
    ...SERVICE,
    networkPolicy: NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8')], { metrics: [NetworkPeer.namespace('monitoring')] }),
    exposure: apps.Exposure.ingress({ host: 'billing.example.com', certManagerClusterIssuer: 'letsencrypt' }),
    jmxExporter: { agentPath: '/opt/jmx_prometheus_javaagent-1.6.0.jar', config: 'lowercaseOutputName: true\n' },
    metricsPort: 9405,
    storage: { size: Size.gibibytes(20), tier: LOCAL },
    helperImage: 'registry.example.com/curl:8.16.0',
    replicas: 3,
    runAsUser: 1000,
    javaOptions: ['-Xmx6g', '-XX:+UseZGC', '-XX:+HeapDumpOnOutOfMemoryError', '-XX:HeapDumpPath=/var/lib/billing/dumps'],
    args: ['--spring.profiles.active=shop'],
    env: { TZ: 'UTC' },
    secretEnv: { BILLING_KEY: SecretKey.of('billing', 'key') },
    config: { 'application.yaml': 'server: {shutdown: graceful}\n' },
    configPath: '/etc/billing',
    readinessPath: '/actuator/health/readiness',
    livenessPath: '/actuator/health/liveness',
    gracePeriod: Duration.seconds(90),
    nodeSpread: Spread.HARD,
  },
  instead: { debugPort: { debugPort: 5005 }, userFromNamespace: { userFromNamespace: true, runAsUser: undefined } },
  errors: [
    ['CS320', { javaOptions: ['-Xms1g -Xss1m'] }, { javaOptions: ['-Xms500m', '-Xss1m'] }],
    ['CS320', { javaOptions: ['Xms1g'] }, { javaOptions: ['-ea'] }],
    ['CS321', { env: { JAVA_TOOL_OPTIONS: '-Xmx1g' } }, { env: { JDK_JAVA_OPTIONS: '-Xlog:gc' } }],
    ['CS322', { javaOptions: ['-Xmx1g'] }, { javaOptions: ['-Xmx768m'] }],
    ['CS322', { javaOptions: ['-XX:MaxHeapSize=2147483648'] }, { javaOptions: ['-XX:MaxHeapSize=536870912'] }],
    ['CS322', { javaOptions: ['-Xmx512m', '-Xmx2g'] }, { javaOptions: ['-Xmx2g', '-Xmx512m'] }],
    ['CS322', { javaOptions: ['-Xms2g'] }, { javaOptions: ['-Xms512m', '-XX:MaxRAMPercentage=60'] }],
    ['CS322', { javaOptions: ['-XX:MaxRAMPercentage=100'] }, { javaOptions: ['-XX:MaxRAMPercentage=80'] }],
    ['CS323', { javaOptions: ['-Xmx512m', '-XX:MaxRAMPercentage=50'] }, { javaOptions: ['-XX:InitialRAMPercentage=50', '-XX:MaxRAMPercentage=50'] }],
    ['CS321', { env: { JDK_JAVA_OPTIONS: '-Dx=y' }, debugPort: 5005 }, { env: { JAVA_OPTS: '-Dx=y' }, debugPort: 5005 }],
    ['CS328', { jmxExporter: { agentPath: 'jmx.jar' } }, { jmxExporter: { agentPath: '/jmx.jar' } }],
    ['CS328', { jmxExporter: { agentPath: '/a b/jmx.jar' } }, { jmxExporter: { agentPath: '/a-b/jmx.jar' } }],
    ['CS328', { jmxExporter: { agentPath: '/a"b.jar' } }, { jmxExporter: { agentPath: '/a:b.jar' } }],
    ['CS125', { metricsPort: 8080 }, { metricsPort: 8081 }],
    ['CS127', { dataPath: 'data' }, { dataPath: '/data' }],
    ['CS125', { port: 0 }, { port: 1 }],
  ],
  warnings: [
    ['CS570', { javaOptions: ['-Xmx900m'] }, { javaOptions: ['-Xmx800m'] }],
    ['CS570', { javaOptions: ['-XX:MaxRAMPercentage=90'] }, { javaOptions: ['-XX:MaxRAMPercentage=85'] }],
    ['CS571', { debugPort: 5005 }, { metricsPort: 5005 }],
  ],
  ports: { 8080: 'clients', 9405: 'metrics' },
  scaling: [{ replicas: 2 }, { replicas: 5 }],
  generated: {
    port,
    dataPath: path,
    javaOptions: fc.array(mixed(fc.constantFrom('-Xmx512m', '-XX:+UseZGC', '-XX:MaxRAMPercentage=60'), badText), { maxLength: 2 }),
    readinessPath: path,
    livenessPath: path,
    configPath: path,
    metricsPort: port,
    debugPort: port,
    jmxExporter: fc.record({ agentPath: mixed(fc.constant('/opt/jmx.jar'), path) }),
    exposure,
  },
});
