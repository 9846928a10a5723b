import { Chart } from 'cdk8s';
import { SECRET_KEYS } from './postgres-config';
import { PostgresProps } from './postgres-props';
import { DatabaseConnection } from '../../constructs/pod/connection';
import { SecretKey } from '../../constructs/pod/secret-key';
import { error, fail } from '../../constructs/support/finding';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';

/** The connection of the owner of the database to the primary. The owner has the name of the database. */
export function ownerConnection(database: StatefulDatabase, props: PostgresProps): DatabaseConnection {
  const { databaseName = 'app' } = props;
  return connectionTo(database, props, databaseName, databaseName);
}

/** The connection of a role to a database of the primary. */
export function connectionTo(database: StatefulDatabase, props: PostgresProps, databaseName: string, user: string): DatabaseConnection {
  const { databaseName: own = 'app', databases = [], roles = [], secretName } = props;
  const [, , ownPassword] = SECRET_KEYS;
  const names = [...new Set([own, ...databases.map(({ name }) => name)])];
  const passwords = new Map([[own, SecretKey.of(secretName, ownPassword)], ...roles.map(({ name, password }) => [name, password] as const)]);
  const password = passwords.get(user);
  if (!names.includes(databaseName)) {
    fail(database.node.scope!, error('CS327', 'connectionFor.databaseName', databaseName, names.join(', '), 'add it to databases'));
  } else if (!password) {
    fail(database.node.scope!, error('CS327', 'connectionFor.roleName', user, [...passwords.keys()].join(', '), 'add it to roles'));
  }
  return DatabaseConnection.of({
    scheme: 'postgresql',
    host: database.host,
    port: database.port,
    databaseName,
    user,
    password,
    secretNamespace: Chart.of(database).namespace,
  });
}
