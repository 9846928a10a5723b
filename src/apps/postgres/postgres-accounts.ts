import { k8s } from 'cdk8s-plus-27';
import { PostgresAccountsProps, PostgresDatabase, PostgresRole } from './postgres-accounts-props';
import { PostgresProps } from './postgres-props';
import { checkSecretKey } from '../../constructs/pod/secret-key-check';
import { asset } from '../../constructs/support/asset';
import { Finding, error } from '../../constructs/support/finding';

/** Mount path of the scripts of the user. */
export const INIT_SCRIPTS_PATH = '/etc/postgresql-scripts';
export const INIT_SCRIPTS_VOLUME = 'init-scripts';

/** Names that need no quotes, and that neither the shell nor a line of the list takes for something else. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const NAME_FORM = 'at most 63 lower-case letters, digits and underscores, not starting with a digit or pg_';
const EXTENSION = /^[a-z_][a-z0-9_-]{0,62}$/;
/** Roles and databases that exist in every Postgres. */
const RESERVED = ['postgres', 'template0', 'template1', 'replication', 'metrics', 'public', 'none'];

/** Whether the primary has more to do than to set its own passwords. */
export function hasAccounts({ roles = [], databases = [], initScripts = [] }: PostgresAccountsProps): boolean {
  return roles.length + databases.length + initScripts.length > 0;
}

/**
 * Config files in addition to those of every member, see `assets/postgres/accounts.sh`. `prepare.sh` runs `passwords.sql` at each start
 * of the primary, while nobody else can connect.
 */
export function accountFiles(props: PostgresProps): { [file: string]: string } {
  return !hasAccounts(props) ? {} : {
    'accounts': accountList(props),
    'accounts.sh': asset('postgres', 'accounts.sh'),
    'passwords.sql': `${asset('postgres', 'passwords.sql')}\n-- Roles, databases and scripts of the program.\n\\! sh /etc/postgresql/accounts.sh\n`,
  };
}

/** Lines of `kind|name|…`, in the order in which the primary works. */
function accountList({ databaseName = 'app', roles = [], databases = [], initScripts = [] }: PostgresProps): string {
  return [
    ...roles.map(({ name }, i) => `role|${name}|${i}`),
    ...databases.filter(({ name }) => name !== databaseName).map(({ name, owner }) => `database|${name}|${owner ?? databaseName}`),
    ...databases.flatMap(({ name, extensions = [] }) => extensions.map(extension => `extension|${name}|${extension}`)),
    ...roles.flatMap(({ name, memberOf = [] }) => memberOf.map(role => `member|${name}|${role}`)),
    ...initScripts.map(({ source, databaseName: database }, i) => `script|${database ?? databaseName}|${i}|${source._id}`),
    '',
  ].join('\n');
}

/** The passwords of the roles as environment variables. */
export function rolePasswords({ roles = [] }: PostgresAccountsProps): k8s.EnvVar[] {
  return roles.map(({ password: { key, secretName: name } }, i) => ({ name: `ROLE_PASSWORD_${i}`, valueFrom: { secretKeyRef: { key, name } } }));
}

/** Errors of roles, databases and scripts. */
export function checkAccounts({ databaseName = 'app', roles = [], databases = [], initScripts = [] }: PostgresProps): Finding[] {
  const owners = [databaseName, ...roles.map(({ name }) => name)];
  const names = databases.map(({ name }) => name);
  const known = [...new Set([databaseName, ...names])];
  return [
    ...roles.flatMap((role, i) => checkRole(`roles[${i}]`, role, owners.slice(0, i + 1))),
    ...databases.flatMap((database, i) => checkDatabase(`databases[${i}]`, database, databaseName, owners, names.slice(0, i))),
    ...initScripts.flatMap(({ source, databaseName: database = databaseName }, i) => [
      ...source._check(`initScripts[${i}].source`),
      ...known.includes(database) ? []
        : [error('CS326', `initScripts[${i}].databaseName`, database, known.join(', '), 'add it to databases, or correct the name')],
      ...initScripts.slice(0, i).some(other => other.source._id === source._id && (other.databaseName ?? databaseName) === database)
        ? [error('CS326', `initScripts[${i}].source`, source._id, 'each script once for a database', 'leave it out')] : [],
    ]),
  ];
}

function checkRole(prop: string, { name, password, memberOf = [] }: PostgresRole, others: string[]): Finding[] {
  return [
    ...checkPostgresName('CS324', `${prop}.name`, name),
    ...others.includes(name) ? [error('CS324', `${prop}.name`, name, 'a name that no other role has', 'choose another name')] : [],
    ...checkSecretKey(`${prop}.password`, password),
    ...memberOf.flatMap((role, i) => NAME.test(role) && role !== name ? [] : [error('CS324', `${prop}.memberOf[${i}]`, role,
      'the name of another role', 'name a role of PostgreSQL, of roles, or the owner of the database')]),
  ];
}

function checkDatabase(prop: string, { name, owner, extensions = [] }: PostgresDatabase, own: string, owners: string[], others: string[]): Finding[] {
  return [
    ...checkPostgresName('CS325', `${prop}.name`, name),
    ...others.includes(name) ? [error('CS325', `${prop}.name`, name, 'a name that no other database has', 'choose another name')] : [],
    ...owner === undefined || owners.includes(owner) ? [] : [error('CS325', `${prop}.owner`, owner, owners.join(', '), 'add the role to roles')],
    ...name !== own || owner === undefined || owner === own ? [] : [error('CS325', `${prop}.owner`, owner, `'${own}' for the database of the app`,
      'leave it out: the database belongs to the role of the same name')],
    ...extensions.flatMap((extension, i) => EXTENSION.test(extension) ? [] : [error('CS325', `${prop}.extensions[${i}]`, extension,
      'lower-case letters, digits, - and _', "give the name as 'create extension' takes it")]),
  ];
}

function checkPostgresName(id: string, prop: string, name: string): Finding[] {
  return NAME.test(name) && !name.startsWith('pg_') && !RESERVED.includes(name) ? []
    : [error(id, prop, name, `${NAME_FORM}, and none of ${RESERVED.join(', ')}`, 'choose another name')];
}
