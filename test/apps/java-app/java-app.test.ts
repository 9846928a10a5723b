import { Chart, Size, Testing } from 'cdk8s';
import { Connection, apps } from '../../../src';
import { FAST, errorsOf, manifest, testChart } from '../../constructs/support';
import { JAVA_APP } from '../cases/java-app';
import { appSuite } from '../suite';

appSuite(JAVA_APP);

function javaApp(props: Partial<apps.JavaAppProps> = {}) {
  const chart = testChart();
  const app = new apps.JavaApp(chart, 'Billing', { ...JAVA_APP.defaults, ...props });
  const container = () => manifest(chart, 'StatefulSet').spec.template.spec.containers[0];
  return { chart, app, container, options: () => container().env.find((e: any) => e.name === 'JAVA_TOOL_OPTIONS').value };
}

describe('the process', () => {
  test('has an address', () => {
    const { app } = javaApp();
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
