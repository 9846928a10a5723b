import { AccountProps, DatabaseProps, InitScript } from '../shared/accounts';

/** A role of a {@link Postgres} that can log in. */
export interface PostgresRole extends AccountProps {
  /**
   * Roles whose privileges it has: `pg_read_all_data`, or the owner of a database.
   *
   * @default - none
   * @see https://www.postgresql.org/docs/current/predefined-roles.html
   */
  readonly memberOf?: string[];
}

/** A database of a {@link Postgres}. The database of the app can be named too, to give it extensions. */
export interface PostgresDatabase extends DatabaseProps {
  /**
   * Extensions of the database. The image must contain them.
   *
   * @default - none
   * @see https://www.postgresql.org/docs/current/contrib.html
   */
  readonly extensions?: string[];
}

/** Roles, databases and scripts of a {@link Postgres}. */
export interface PostgresAccountsProps {
  /**
   * Roles in addition to the owner of the database. The primary creates them and sets their passwords at each start, before it takes
   * connections. A role that is left out later stays in the database.
   *
   * @default - none
   */
  readonly roles?: PostgresRole[];

  /**
   * Databases in addition to `databaseName`. The primary creates them when it starts. A database that is left out later stays.
   *
   * @default - none
   */
  readonly databases?: PostgresDatabase[];

  /**
   * Scripts for psql, which the primary runs in this order when it starts, each of them once. A script runs in one transaction, as the
   * owner of its database; `reset role` in the script makes it the superuser. If a script fails, nothing of it is kept, the primary
   * starts all the same, and runs the script again at its next start. The log of the container `prepare` shows the reason.
   *
   * @default - none
   */
  readonly initScripts?: InitScript[];
}
