import { Chart, Duration, Size, Testing } from 'cdk8s';
import { Connection, Cpu, NetworkAccess, NetworkPeer, SecretKey, ServiceType, Spread, apps } from '../../../src';
import { FAST, errorsOf, manifest, testChart, warningIds } from '../../constructs/support';

const MINIMAL: apps.JavaAppProps = {
  name: 'billing',
  image: 'registry.example.com/billing:4.2.0',
  port: 8080,
  dataPath: '/var/lib/billing',
  storage: { size: Size.gibibytes(20), tier: FAST },
};

function javaApp(props: Partial<apps.JavaAppProps> = {}) {
  const chart = testChart();
  const app = new apps.JavaApp(chart, 'Billing', { ...MINIMAL, ...props });
  const container = () => manifest(chart, 'StatefulSet').spec.template.spec.containers[0];
  return { chart, app, container, options: () => container().env.find((e: any) => e.name === 'JAVA_TOOL_OPTIONS').value };
}

describe('defaults', () => {
  test('make one writer', () => {
    const { chart, app } = javaApp();
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(warningIds(chart)).toEqual([]);
    expect([app.host, app.port]).toEqual(['billing.shop.svc', 8080]);
  });

  test('the heap follows memory, and a process whose heap is full ends', () => {
    expect(javaApp().options()).toBe('-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError');
    expect(javaApp({ resources: { memory: Size.mebibytes(512) } }).options()).toBe('-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError');
  });

  test('a heap of your own is the only one', () => {
    expect(javaApp({ javaOptions: ['-Xmx600m', '-XX:+UseZGC'] }).options()).toBe('-XX:+ExitOnOutOfMemoryError -Xmx600m -XX:+UseZGC');
    expect(javaApp({ javaOptions: ['-XX:MaxRAMPercentage=60'] }).options()).toBe('-XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=60');
  });

  test('nothing but the data directory and /tmp is writable', () => {
    const { securityContext, volumeMounts } = javaApp().container();
    expect(securityContext.readOnlyRootFilesystem).toBe(true);
    expect(volumeMounts.map((m: any) => m.mountPath)).toEqual(['/var/lib/billing', '/tmp']);
  });
});

test('everything set', () => {
  const { chart } = javaApp({
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
    resources: { cpu: Cpu.cores(2), memory: Size.gibibytes(8) },
    serviceType: ServiceType.NODE_PORT,
    serviceNodePort: 30080,
    networkPolicy: NetworkAccess.clients([NetworkPeer.cidr('10.0.0.0/8')]),
    imagePullSecrets: ['registry'],
    nodeSelector: { pool: 'apps' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'apps', effect: 'NoSchedule' }],
    priorityClassName: 'business',
    labels: { team: 'billing' },
    podAnnotations: { revision: '7' },
  });
  expect(Testing.synth(chart)).toMatchSnapshot();
});

describe('connections', () => {
  const storage = { size: Size.gibibytes(20), tier: FAST };
  const postgres = (chart: Chart, databaseName?: string) =>
    new apps.Postgres(chart, 'Orders', { name: 'orders', secretName: 'orders-postgres', databaseName, storage });
  const etcd = (chart: Chart, tlsSecretName?: string) => new apps.Etcd(chart, 'Etcd', { name: 'etcd', tlsSecretName, storage });

  test('to a database and to a cluster with TLS', () => {
    const { chart, app } = javaApp({ env: { SPRING_DATASOURCE_URL: 'jdbc:$(ORDERS_URL)' } });
    app.addConnection('ORDERS', postgres(chart).connection);
    app.addConnection('ETCD', etcd(chart, 'etcd-tls').connection);
    const names = ['billing', 'billing-headless', 'billing-identity'];
    expect(Testing.synth(chart).filter(({ metadata }) => names.includes(metadata.name))).toMatchSnapshot();
  });

  test('CS151 a pod of another namespace cannot use the Secret of the database, and needs none for a cluster without TLS', () => {
    const chartOf = (namespace: string) => new Chart(Testing.app(), 'data', { namespace });
    const errors = (connection: Connection) => {
      const { chart, app } = javaApp();
      app.addConnection('OTHER', connection);
      return errorsOf(chart);
    };
    const message = "CS151 connection 'OTHER': got Secret 'orders-postgres' in namespace 'data', allowed is Secrets in 'shop'";
    expect(errors(postgres(chartOf('data')).connection)).toEqual([expect.stringContaining(message)]);
    expect(errors(postgres(chartOf('shop')).connection)).toEqual([]);
    expect(errors(etcd(chartOf('data'), 'etcd-tls').connection)).toEqual([expect.stringContaining("CS151 connection 'OTHER': got Secret 'etcd-tls'")]);
    expect(errors(etcd(chartOf('data')).connection)).toEqual([]);
  });
});

describe('errors', () => {
  test.each([
    ['CS320', { javaOptions: ['-Xms1g -Xss1m'] }, { javaOptions: ['-Xms500m', '-Xss1m'] }],
    ['CS320', { javaOptions: ['Xms1g'] }, { javaOptions: ['-ea'] }],
    ['CS321', { env: { JAVA_TOOL_OPTIONS: '-Xmx1g' } }, { env: { JDK_JAVA_OPTIONS: '-Xlog:gc' } }],
    ['CS322', { javaOptions: ['-Xmx1g'] }, { javaOptions: ['-Xmx768m'] }],
    ['CS322', { javaOptions: ['-XX:MaxHeapSize=2147483648'] }, { javaOptions: ['-XX:MaxHeapSize=536870912'] }],
    ['CS323', { javaOptions: ['-Xmx512m', '-XX:MaxRAMPercentage=50'] }, { javaOptions: ['-XX:InitialRAMPercentage=50', '-XX:MaxRAMPercentage=50'] }],
    ['CS127', { dataPath: 'data' }, { dataPath: '/data' }],
    ['CS125', { port: 0 }, { port: 1 }],
  ] as [string, Partial<apps.JavaAppProps>, Partial<apps.JavaAppProps>][])('%s, and the neighbour passes', (id, wrong, right) => {
    expect(errorsOf(javaApp(wrong).chart).join('\n')).toContain(id);
    expect(errorsOf(javaApp(right).chart)).toEqual([]);
  });

  test('CS570 warns of a heap that leaves too little', () => {
    expect(warningIds(javaApp({ javaOptions: ['-Xmx900m'] }).chart)).toEqual(['CS570']);
    expect(warningIds(javaApp({ javaOptions: ['-Xmx800m'] }).chart)).toEqual([]);
  });
});
