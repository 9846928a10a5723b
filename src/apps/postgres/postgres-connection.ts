import { Chart } from 'cdk8s';
import { SECRET_KEYS } from './postgres-config';
import { PostgresProps } from './postgres-props';
import { DatabaseConnection } from '../../constructs/pod/connection';
import { SecretKey } from '../../constructs/pod/secret-key';
import { StatefulDatabase } from '../../constructs/workload/stateful-database';

/** The connection of the owner of the database to the primary. The owner has the name of the database. */
export function ownerConnection(database: StatefulDatabase, { databaseName = 'app', secretName }: PostgresProps): DatabaseConnection {
  const [, , password] = SECRET_KEYS;
  return DatabaseConnection.of({
    scheme: 'postgresql',
    host: database.host,
    port: database.port,
    databaseName,
    user: databaseName,
    password: SecretKey.of(secretName, password),
    secretNamespace: Chart.of(database).namespace,
  });
}
