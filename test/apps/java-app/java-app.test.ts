import { Chart, Size, Testing } from 'cdk8s';
import { Connection, Warnings, apps } from '../../../src';
import { FAST, errorsOf, manifest, testChart, warningIds } from '../../constructs/support';
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

describe('exposure', () => {
  const exposed = (exposure: apps.Exposure) => {
    const { chart, app } = javaApp({ exposure });
    const object = (app.ingress ?? app.httpRoute)!.toJson();
    expect(errorsOf(chart)).toEqual([]);
    return { metadata: object.metadata, spec: object.spec };
  };

  test('an Ingress, with the certificate of cert-manager', () => {
    const { chart, app } = javaApp({
      exposure: apps.Exposure.ingress({
        host: 'billing.example.com', className: 'nginx', certManagerClusterIssuer: 'letsencrypt', annotations: { 'nginx.org/client-max-body-size': '64m' },
      }),
      labels: { team: 'billing' },
    });
    expect(Testing.synth(chart).filter(({ kind }) => kind === 'Ingress')).toMatchSnapshot();
    expect([app.ingress?.name, app.httpRoute]).toEqual(['billing', undefined]);
    // It refers to a port of the Service.
    expect(app.database.service.toJson().spec.ports).toEqual([expect.objectContaining({ name: 'http', port: 8080 })]);
  });

  test('an Ingress with a Secret of the user, without one, and below a path', () => {
    const host = 'billing.example.com';
    expect(exposed(apps.Exposure.ingress({ host, tlsSecretName: 'billing' })).spec.tls).toEqual([{ hosts: [host], secretName: 'billing' }]);
    expect(exposed(apps.Exposure.ingress({ host, certManagerIssuer: 'ca', tlsSecretName: 'mine' }))).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/issuer': 'ca' } }, spec: { tls: [{ secretName: 'mine' }] },
    });
    const { metadata, spec } = exposed(apps.Exposure.ingress({ host, path: '/billing' }));
    expect([metadata.annotations, spec.tls, spec.ingressClassName, spec.rules[0].http.paths[0].path]).toEqual([undefined, undefined, undefined, '/billing']);
  });

  test('an HTTPRoute of a Gateway', () => {
    const { chart, app } = javaApp({
      exposure: apps.Exposure.gateway({
        hosts: ['billing.example.com'], gatewayName: 'public', gatewayNamespace: 'gateways', sectionName: 'https', annotations: { a: 'b' },
      }),
    });
    expect(Testing.synth(chart).filter(({ kind }) => kind === 'HTTPRoute')).toMatchSnapshot();
    expect([app.httpRoute?.name, app.ingress]).toEqual(['billing', undefined]);
    expect(exposed(apps.Exposure.gateway({ hosts: ['*.example.com'], gatewayName: 'public', path: '/billing' })).spec).toEqual({
      hostnames: ['*.example.com'],
      parentRefs: [{ name: 'public' }],
      rules: [{ backendRefs: [{ name: 'billing', port: 8080 }], matches: [{ path: { type: 'PathPrefix', value: '/billing' } }] }],
    });
  });

  test.each<[string, apps.Exposure, apps.Exposure]>([
    ['CS297', ingress({ host: 'https://billing.example.com' }), ingress({ host: 'billing.example.com' })],
    ['CS297', ingress({ host: '10.0.0.1' }), ingress({ host: '*.example.com' })],
    ['CS297', ingress({ host: '010.0.0.1' }), ingress({ host: '10.example.com' })],
    ['CS297', ingress({ host: '*.*.example.com' }), ingress({ host: 'localhost' })],
    ['CS297', gateway({ hosts: [] }), gateway({ hosts: ['a.example.com', '*.b.example.com'] })],
    ['CS297', gateway({ hosts: Array(17).fill('a.example.com') }), gateway({ hosts: Array(16).fill('a.example.com') })],
    ['CS297', gateway({ hosts: ['Billing'] }), gateway({ hosts: ['billing'] })],
    ['CS298', ingress({ path: 'billing' }), ingress({ path: '/billing' })],
    ['CS298', ingress({ path: '/a//b' }), ingress({ path: '/a/b/' })],
    ['CS298', gateway({ path: '/a/..' }), gateway({ path: '/a/..b' })],
    ['CS298', gateway({ path: '/a b' }), gateway({ path: '/a%20b' })],
    ['CS298', gateway({ path: `/${'a'.repeat(1024)}` }), gateway({ path: `/${'a'.repeat(1023)}` })],
    ['CS299', ingress({ certManagerIssuer: 'ca', certManagerClusterIssuer: 'ca' }), ingress({ certManagerClusterIssuer: 'ca' })],
    ['CS299', ingress({ annotations: { 'cert-manager.io/issuer': 'ca' } }), ingress({ annotations: { 'cert-manager.io/duration': '2160h' } })],
    ['CS299', ingress({ annotations: { 'cert-manager.io/cluster-issuer': 'ca' } }), ingress({ annotations: { 'cert-manager.io/issuer-kind': 'a' } })],
    ['CS132', ingress({ className: 'Nginx' }), ingress({ className: 'nginx' })],
    ['CS132', ingress({ tlsSecretName: 'a_b' }), ingress({ tlsSecretName: 'a-b' })],
    ['CS132', gateway({ gatewayName: '' }), gateway({ gatewayName: 'public' })],
    ['CS132', gateway({ gatewayNamespace: 'a.b' }), gateway({ gatewayNamespace: 'a' })],
    ['CS131', gateway({ annotations: { 'a b': '' } }), gateway({ annotations: { 'a/b': '' } })],
  ])('%s, and the neighbour passes', (id, wrong, right) => {
    expect(errorsOf(javaApp({ exposure: wrong }).chart)).toEqual([expect.stringContaining(id)]);
    expect(errorsOf(javaApp({ exposure: right }).chart)).toEqual([]);
  });

  test('CS107 an object that no factory made', () => {
    const exposure = { host: 'billing.example.com' } as unknown as apps.Exposure;
    expect(() => javaApp({ exposure })).toThrow('CS107 exposure: got an object, allowed is an Exposure; use Exposure.ingress() or Exposure.gateway()');
  });

  function ingress(options: object): apps.Exposure {
    return apps.Exposure.ingress({ host: 'billing.example.com', ...options });
  }

  function gateway(options: object): apps.Exposure {
    return apps.Exposure.gateway({ hosts: ['billing.example.com'], gatewayName: 'public', ...options });
  }
});

describe('metrics and debugger', () => {
  const portsOf = ({ database: { service, headlessService } }: apps.JavaApp) =>
    [service, headlessService].map(object => object.toJson().spec.ports.map(({ name, port }: any) => `${name} ${port}`));
  const launcher = (container: any) => container.env.find((variable: any) => variable.name === 'JDK_JAVA_OPTIONS')?.value;

  test('the port of the application is for members only', () => {
    const { app, container } = javaApp({ metricsPort: 9090 });
    expect(portsOf(app)).toEqual([['http 8080'], ['http 8080', 'metrics 9090']]);
    expect([app.metricsPort, launcher(container())]).toEqual([9090, undefined]);
    expect(javaApp().app.metricsPort).toBeUndefined();
  });

  test('the JMX exporter', () => {
    const { chart, app, container } = javaApp({ jmxExporter: { agentPath: '/opt/jmx.jar' } });
    expect([app.metricsPort, launcher(container())]).toEqual([9404, '-javaagent:/opt/jmx.jar=9404:/etc/jmx-exporter/config.yaml']);
    expect(container().volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/etc/jmx-exporter/config.yaml', readOnly: true }));
    expect(manifest(chart, 'ConfigMap').data).toEqual({ 'etc-jmx-exporter-config.yaml': 'rules:\n- pattern: ".*"\n' });
    expect(warningIds(chart)).toEqual([]);
    const own = javaApp({ jmxExporter: { agentPath: '/opt/jmx.jar', config: 'rules: []\n' }, metricsPort: 9999 });
    expect(launcher(own.container())).toBe('-javaagent:/opt/jmx.jar=9999:/etc/jmx-exporter/config.yaml');
    expect(manifest(own.chart, 'ConfigMap').data).toEqual({ 'etc-jmx-exporter-config.yaml': 'rules: []\n' });
  });

  test('CS571 the debugger, which clients of the Service cannot reach', () => {
    const { chart, app, container } = javaApp({ debugPort: 5005 });
    expect(launcher(container())).toBe('-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005');
    expect(portsOf(app)).toEqual([['http 8080'], ['http 8080', 'debug 5005']]);
    expect([errorsOf(chart), warningIds(chart)]).toEqual([[], ['CS571']]);
    Warnings.of(chart).acknowledge('CS571', 'a namespace for tests');
    expect(warningIds(chart)).toEqual([]);
  });
});
