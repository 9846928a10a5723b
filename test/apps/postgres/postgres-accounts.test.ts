import { Size, Testing } from 'cdk8s';
import { SecretKey, apps } from '../../../src';
import { FAST, testChart, warningIds } from '../../constructs/support';

const { ScriptSource } = apps;
const MINIMAL: apps.PostgresProps = {
  name: 'orders', secretName: 'orders-postgres', storage: { size: Size.gibibytes(100), tier: FAST }, readReplicas: 1,
};
const role = (name: string, more: Partial<apps.PostgresRole> = {}): apps.PostgresRole => ({ name, password: SecretKey.of('roles', 'password'), ...more });

function postgres(props: Partial<apps.PostgresProps> = {}) {
  const chart = testChart();
  const app = new apps.Postgres(chart, 'Orders', { ...MINIMAL, ...props });
  return { chart, app, objects: () => Testing.synth(chart) };
}

const PROPS: Partial<apps.PostgresProps> = {
  roles: [role('stats'), role('reporting', { password: SecretKey.of('reporting', 'pw'), memberOf: ['pg_read_all_data', 'app'] })],
  databases: [{ name: 'stats', owner: 'stats', extensions: ['pg_trgm'] }, { name: 'app', extensions: ['uuid-ossp'] }, { name: 'spare' }],
  initScripts: [
    { source: ScriptSource.configMap('schema', 'app.sql') }, { source: ScriptSource.secret('seed', 'stats.sql'), databaseName: 'stats' },
  ],
};

test('without them, nothing changes', () => {
  expect(postgres({ roles: [], databases: [], initScripts: [] }).objects()).toEqual(postgres().objects());
});

test('every member has the list, because each can become the primary', () => {
  const { chart, objects } = postgres(PROPS);
  expect(warningIds(chart)).toEqual([]);
  const configs = objects().filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-config'));
  expect(configs).toHaveLength(2);
  for (const { data } of configs) {
    expect(data.accounts.trim().split('\n')).toEqual([
      'role|stats|0', 'role|reporting|1', 'database|stats|stats', 'database|spare|app', 'extension|stats|pg_trgm', 'extension|app|uuid-ossp',
      'member|reporting|pg_read_all_data', 'member|reporting|app', 'script|app|0|configmap/schema/app.sql', 'script|stats|1|secret/seed/stats.sql',
    ]);
    expect(data['passwords.sql']).toMatch(/alter role postgres password[^]*\n\\! sh \/etc\/postgresql\/accounts\.sh\n$/);
  }
});

test('passwords are references, and only the init container has them', () => {
  for (const { spec: { template } } of postgres(PROPS).objects().filter(({ kind }) => kind === 'StatefulSet')) {
    const [prepare] = template.spec.initContainers;
    expect(prepare.env).toEqual(expect.arrayContaining([
      { name: 'ROLE_PASSWORD_0', valueFrom: { secretKeyRef: { key: 'password', name: 'roles' } } },
      { name: 'ROLE_PASSWORD_1', valueFrom: { secretKeyRef: { key: 'pw', name: 'reporting' } } },
    ]));
    expect(JSON.stringify(template.spec.containers)).not.toContain('ROLE_PASSWORD');
    expect(prepare.volumeMounts).toContainEqual({ mountPath: '/etc/postgresql-scripts', name: 'init-scripts', readOnly: true });
    expect(template.spec.volumes.find(({ name }: any) => name === 'init-scripts').projected.sources).toEqual([
      { configMap: { items: [{ key: 'app.sql', path: '0' }], name: 'schema' } },
      { secret: { items: [{ key: 'stats.sql', path: '1' }], name: 'seed' } },
    ]);
  }
});

test('a connection of a role to a database', () => {
  const { app } = postgres(PROPS);
  const { url, user, password, databaseName, secretNamespace } = app.connectionFor('stats', 'reporting');
  expect([url, user, password, databaseName, secretNamespace])
    .toEqual(['postgresql://orders.shop.svc:5432/stats', 'reporting', SecretKey.of('reporting', 'pw'), 'stats', 'shop']);
  expect(app.connectionFor('app', 'app')).toEqual(app.connection);
  expect(() => app.connectionFor('nothing', 'stats')).toThrow(/CS327 connectionFor.databaseName: got 'nothing', allowed is app, stats, spare/);
  expect(() => app.connectionFor('stats', 'nobody')).toThrow(/CS327 connectionFor.roleName: got 'nobody', allowed is app, stats, reporting/);
});
