import { Chart, Size, Testing } from 'cdk8s';
import {
  Connection, DatabaseConnection, DatabaseConnectionOptions, EndpointsConnection, EndpointsConnectionOptions, LogDaemon, NodeDaemon,
  PersistentDeployment, SecretKey, Volume,
} from '../../../src';
import { FAST, database, errorsOf, manifest, testChart } from '../support';

const DATABASE: DatabaseConnectionOptions = {
  host: 'orders.example.com', port: 5432, databaseName: 'app', user: 'clerk', password: SecretKey.of('orders-database', 'password'),
};
const ENDPOINTS: EndpointsConnectionOptions = { endpoints: ['kafka-0.example.com:9092', '[fd00::1]:9092'] };

const toDatabase = (options: Partial<DatabaseConnectionOptions> = {}) => DatabaseConnection.of({ ...DATABASE, ...options });
const toEndpoints = (options: Partial<EndpointsConnectionOptions> = {}) => EndpointsConnection.of({ ...ENDPOINTS, ...options });

/** A chart with one database that has these connections, by prefix. */
function connected(connections: { [prefix: string]: Connection }, props: Parameters<typeof database>[0] = {}): Chart {
  const { chart, db } = database(props);
  Object.entries(connections).forEach(([prefix, connection]) => db.addConnection(prefix, connection));
  return chart;
}

const pod = (chart: Chart, kind = 'StatefulSet') => manifest(chart, kind).spec.template.spec;
/** Values of the variables; a key of a Secret as `secret/key`. */
const envOf = (chart: Chart, kind?: string): { [name: string]: string } => Object.fromEntries(pod(chart, kind).containers[0].env
  .map(({ name, value, valueFrom }: any) => [name, value ?? `${valueFrom.secretKeyRef?.name}/${valueFrom.secretKeyRef?.key}`]));

describe('defaults', () => {
  test('a database is an address, a user and a reference to the password', () => {
    const chart = connected({ ORDERS: toDatabase() });
    expect(envOf(chart)).toEqual({
      ORDERS_DATABASE: 'app', ORDERS_HOST: 'orders.example.com', ORDERS_PASSWORD: 'orders-database/password', ORDERS_PORT: '5432', ORDERS_USER: 'clerk',
    });
    expect(pod(chart).volumes).toBeUndefined();
  });

  test('endpoints are a list of addresses', () => {
    const chart = connected({ KAFKA: toEndpoints() });
    expect(envOf(chart)).toEqual({ KAFKA_ENDPOINTS: 'kafka-0.example.com:9092,[fd00::1]:9092' });
    expect(pod(chart).volumes).toBeUndefined();
  });

  test('connections have the values of the options', () => {
    const { scheme, host, port, databaseName, user, password, clientCertificate, url } = toDatabase();
    expect({ host, port, databaseName, user, password }).toEqual(DATABASE);
    expect([scheme, url, clientCertificate]).toEqual([undefined, undefined, false]);
    const endpoints = [...ENDPOINTS.endpoints];
    const connection = EndpointsConnection.of({ endpoints });
    endpoints.pop();
    expect(connection.endpoints).toEqual(ENDPOINTS.endpoints);
    expect(connection.urls).toBeUndefined();
  });
});

test('everything set', () => {
  const chart = connected({
    ORDERS: toDatabase({ scheme: 'postgresql', tlsSecretName: 'orders-tls', secretNamespace: 'shop' }),
    SEARCH_2: toEndpoints({
      scheme: 'https',
      user: 'reader',
      password: SecretKey.of('search', 'token'),
      tlsSecretName: 'search-tls',
      clientCertificate: true,
      secretNamespace: 'shop',
    }),
  });
  expect(pod(chart)).toMatchSnapshot();
  expect(envOf(chart)).toMatchObject({
    ORDERS_URL: 'postgresql://orders.example.com:5432/app',
    ORDERS_CA_FILE: '/etc/connections/orders/ca.crt',
    SEARCH_2_URLS: 'https://kafka-0.example.com:9092,https://[fd00::1]:9092',
    SEARCH_2_CERT_FILE: '/etc/connections/search-2/tls.crt',
    SEARCH_2_KEY_FILE: '/etc/connections/search-2/tls.key',
  });
});

test('the private key of the server is not mounted in a client that needs no certificate', () => {
  const [{ secret }] = pod(connected({ ORDERS: toDatabase({ tlsSecretName: 'orders-tls' }) })).volumes;
  expect(secret).toEqual({ secretName: 'orders-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] });
});

test('URLs escape what is no part of an address', () => {
  expect(toDatabase({ scheme: 'mysql', host: 'fd00::1', port: 3306, databaseName: 'a/b?c' }).url).toBe('mysql://[fd00::1]:3306/a%2Fb%3Fc');
});

test('variables of the workload can refer to those of a connection, and the order of the calls is not visible', () => {
  const env = { APP_URL: 'jdbc:$(ORDERS_URL)' };
  const connections = { ORDERS: toDatabase({ scheme: 'postgresql' }), KAFKA: toEndpoints() };
  const chart = connected(connections, { env, fieldEnv: { POD_NAME: 'metadata.name' } });
  const names = pod(chart).containers[0].env.map(({ name }: any) => name);
  expect(names).toEqual(['POD_NAME', 'KAFKA_ENDPOINTS', 'ORDERS_DATABASE', 'ORDERS_HOST', 'ORDERS_PASSWORD', 'ORDERS_PORT', 'ORDERS_URL',
    'ORDERS_USER', 'APP_URL']);
  const reversed = Object.fromEntries(Object.entries(connections).reverse());
  expect(pod(connected(reversed, { env, fieldEnv: { POD_NAME: 'metadata.name' } }))).toEqual(pod(chart));
});

describe('every workload takes connections', () => {
  const resources = { memory: Size.gibibytes(1) };
  test.each([
    ['Deployment', (chart: Chart) => new PersistentDeployment(chart, 'Wiki', {
      name: 'wiki',
      image: 'registry.example.com/wiki:4.2.1',
      runAsUser: 1000,
      port: 8080,
      resources,
      storage: { size: Size.gibibytes(10), tier: FAST, mountPath: '/var/lib/wiki' },
    })],
    ['DaemonSet', (chart: Chart) => new NodeDaemon(chart, 'Agent', { name: 'agent', image: 'registry.example.com/agent:1.2.3', runAsUser: 1000, resources })],
    ['DaemonSet', (chart: Chart) => new LogDaemon(chart, 'Logs', { name: 'logs', image: 'fluent/fluent-bit:5.1.1', resources })],
  ])('%s %#', (kind, make) => {
    const chart = testChart();
    make(chart).addConnection('ORDERS', toDatabase({ tlsSecretName: 'orders-tls' }));
    expect(envOf(chart, kind)).toMatchObject({ ORDERS_HOST: 'orders.example.com', ORDERS_PASSWORD: 'orders-database/password' });
    expect(pod(chart, kind).containers[0].volumeMounts)
      .toContainEqual({ mountPath: '/etc/connections/orders', name: 'connection-orders', readOnly: true });
  });
});

describe('errors', () => {
  test.each<[string, Connection, RegExp, Connection]>([
    ['CS150', toDatabase({ host: 'https://db' }), /host of connection 'A': got 'https:\/\/db'/, toDatabase({ host: 'db' })],
    ['CS150', toDatabase({ host: 'db:5432' }), /host of connection 'A': got 'db:5432'/, toDatabase({ host: '10.0.0.1' })],
    ['CS150', toDatabase({ host: '' }), /host of connection 'A': got ''/, toDatabase({ host: 'db.example.com.' })],
    ['CS150', toDatabase({ port: 0 }), /port of connection 'A': got 0/, toDatabase({ port: 65535 })],
    ['CS150', toDatabase({ databaseName: '' }), /databaseName of connection 'A': got ''/, toDatabase({ databaseName: 'a' })],
    ['CS150', toDatabase({ user: '' }), /user of connection 'A': got ''/, toDatabase({ user: 'a@b' })],
    ['CS150', toDatabase({ scheme: 'postgresql://' }), /scheme of connection 'A'/, toDatabase({ scheme: 'mongodb+srv' })],
    ['CS150', toEndpoints({ endpoints: [] }), /endpoints of connection 'A': got \[\]/, toEndpoints({ endpoints: ['a:1'] })],
    ['CS150', toEndpoints({ endpoints: ['a:1', 'https://b:2'] }), /endpoints of connection 'A': got 'https:\/\/b:2'/, toEndpoints({ endpoints: ['b:2'] })],
    ['CS150', toEndpoints({ endpoints: ['a'] }), /got 'a'/, toEndpoints({ endpoints: ['10.0.0.1:65535'] })],
    ['CS150', toEndpoints({ endpoints: ['a:65536'] }), /got 'a:65536'/, toEndpoints({ endpoints: ['[::1]:65535'] })],
    ['CS150', toEndpoints({ endpoints: ['[10.0.0.1]:1'] }), /got '\[10\.0\.0\.1\]:1'/, toEndpoints({ endpoints: ['10.0.0.1:1'] })],
    ['CS150', toEndpoints({ user: '' }), /user of connection 'A': got ''/, toEndpoints({ user: undefined })],
    ['CS150', toEndpoints({ clientCertificate: true }), /clientCertificate of connection 'A': got true/,
      toEndpoints({ clientCertificate: true, tlsSecretName: 'a' })],
    ['CS132', toDatabase({ password: SecretKey.of('S', 'a') }), /password of connection 'A': got 'S'/, toDatabase({ password: SecretKey.of('s', 'a') })],
    ['CS132', toEndpoints({ password: SecretKey.of('s', 'a/b') }), /password of connection 'A': got 'a\/b'/,
      toEndpoints({ password: SecretKey.of('s', 'a.b') })],
    ['CS193', toDatabase({ tlsSecretName: 'A' }), /Secret of volume 'connection-a': got 'A'/, toDatabase({ tlsSecretName: 'a' })],
    ['CS151', toDatabase({ secretNamespace: 'data', tlsSecretName: 'tls' }),
      /connection 'A': got Secrets 'orders-database' and 'tls' in namespace 'data', allowed is Secrets in 'shop'/, toDatabase({ secretNamespace: 'shop' })],
    ['CS151', toEndpoints({ secretNamespace: 'data', tlsSecretName: 'tls' }), /got Secret 'tls' in namespace 'data'/,
      toEndpoints({ secretNamespace: 'data' })],
  ])('%s %#', (id, wrong, message, right) => {
    const errors = errorsOf(connected({ A: wrong }));
    expect(errors).toEqual([expect.stringMatching(message)]);
    expect(errors[0]).toMatch(`[test/Orders] ${id} `);
    expect(errorsOf(connected({ A: right }))).toEqual([]);
  });

  test('CS151 is no error in a chart whose namespace is not known', () => {
    const chart = new Chart(Testing.app(), 'test');
    new NodeDaemon(chart, 'Agent', { name: 'agent', image: 'registry.example.com/agent:1.2.3', runAsUser: 1000, resources: { memory: Size.gibibytes(1) } })
      .addConnection('A', toDatabase({ secretNamespace: 'data' }));
    expect(errorsOf(chart)).toEqual([]);
  });

  test.each([
    ['orders', 'ORDERS'], ['1ORDERS', 'ORDERS1'], ['', 'O'], ['ORDERS_', 'ORDERS_2'], ['_ORDERS', 'O_RDERS'], ['A.B', 'A__B'],
    ['A'.repeat(41), 'A'.repeat(40)],
  ])('CS123 the prefix %s, and the neighbour %s passes', (wrong, right) => {
    const connection = toDatabase({ tlsSecretName: 'orders-tls' });
    expect(errorsOf(connected({ [wrong]: connection }))).toEqual([expect.stringMatching(`CS123 prefix of a connection: got '${wrong}'`)]);
    expect(errorsOf(connected({ [right]: connection }))).toEqual([]);
  });

  test('CS123 two connections with one prefix', () => {
    const { chart, db } = database();
    db.addConnection('A', toDatabase({ tlsSecretName: 'tls' }));
    expect(errorsOf(chart)).toEqual([]);
    db.addConnection('A', toDatabase({ tlsSecretName: 'tls' }));
    expect(errorsOf(chart)).toEqual([expect.stringMatching(/CS123 prefix of a connection: got 'A', allowed is one connection for each prefix/)]);
  });

  test('CS123 a variable of a connection that the workload sets too', () => {
    const connections = { A: toDatabase() };
    expect(errorsOf(connected(connections, { env: { A_HOST: 'x' } })))
      .toEqual([expect.stringMatching(/CS123 env: got 'A_HOST', allowed is one value for each name/)]);
    expect(errorsOf(connected(connections, { env: { A_URL: 'x' } }))).toEqual([]);
  });

  test('CS127 a volume that has the name of the volume of a connection', () => {
    const volumes = (name: string) => [{ volume: Volume.emptyDir(name), mountPath: '/cache' }];
    const connections = { A: toDatabase({ tlsSecretName: 'tls' }) };
    expect(errorsOf(connected(connections, { volumes: volumes('connection-a') }))).toEqual([expect.stringMatching(/CS127 .*'connection-a'/)]);
    expect(errorsOf(connected(connections, { volumes: volumes('connection-b') }))).toEqual([]);
  });

  test('CS107 and CS108 input from plain JavaScript', () => {
    const anything = (value: unknown): any => value;
    const { db } = database();
    expect(() => db.addConnection('A', anything({ host: 'a' })))
      .toThrow(/CS107 connection: got an object, allowed is a Connection; use DatabaseConnection\.of\(\) or EndpointsConnection\.of\(\)/);
    expect(() => db.addConnection(anything(5), toDatabase())).toThrow(/CS107 prefix: got 5/);
    expect(() => db.addConnection('A', toDatabase(anything({ password: 'hunter2' }))))
      .toThrow(/CS107 connection\.password: got a value that is not shown here, allowed is a SecretKey/);
    expect(() => db.addConnection('A', DatabaseConnection.of(anything({ ...DATABASE, hots: 'a' })))).toThrow(/CS108 connection\.hots: .*write host/);
    expect(() => db.addConnection('A', EndpointsConnection.of(anything({ endpoints: 'a:1' })))).toThrow(/CS107 connection\.endpoints: got 'a:1'/);
  });
});
