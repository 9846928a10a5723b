import { isIPv6 } from 'net';
import { checkDatabaseConnection, checkEndpointsConnection } from './connection-check';
import { ConnectionOptions, DatabaseConnectionOptions, EndpointsConnectionOptions } from './connection-props';
import { SecretKey } from './secret-key';
import { Finding } from '../support/finding';
import { input, makeOf } from '../support/input';

/**
 * The address of a server and references to the credentials for it. `addConnection` of a workload passes them to the main
 * container.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export abstract class Connection {
  /** Scheme of the URLs, if the connection has one. */
  public readonly scheme?: string;

  /** Name of the Secret with the key `ca.crt`, if there is one. */
  public readonly tlsSecretName?: string;

  /** Whether the client also needs the keys `tls.crt` and `tls.key` of that Secret. */
  public readonly clientCertificate: boolean;

  /** Namespace of the Secrets, if it is known. */
  public readonly secretNamespace?: string;

  /** @param options options of every connection */
  protected constructor(options: ConnectionOptions) {
    this.scheme = options.scheme;
    this.tlsSecretName = options.tlsSecretName;
    this.clientCertificate = options.clientCertificate ?? false;
    this.secretNamespace = options.secretNamespace;
  }

  /**
   * Values of the environment variables, by the part of their names after the prefix.
   * @internal
   */
  public abstract _variables(): { [suffix: string]: string | SecretKey | undefined };

  /**
   * Errors in the values; `of` is the end of the names of the props.
   * @internal
   */
  public abstract _check(of: string): Finding[];
}

/**
 * A connection to a database: the address of one server, the database, and its user.
 *
 * Apps with a database have a property of this type, such as {@link apps.Postgres.connection}. `DatabaseConnection.of()`
 * describes a database that exists already, such as one of a cloud.
 *
 * @example
 * const orders = DatabaseConnection.of({
 *   scheme: 'postgresql', host: 'orders.example.com', port: 5432, databaseName: 'orders',
 *   user: 'orders', password: SecretKey.of('orders-database', 'password'),
 * });
 * db.addConnection('ORDERS', orders);
 */
export class DatabaseConnection extends Connection {
  /** A database that exists already. */
  public static of(options: DatabaseConnectionOptions): DatabaseConnection {
    return makeOf(DatabaseConnection, input('DatabaseConnectionOptions', options), () => new DatabaseConnection(
      options.host, options.port, options.databaseName, options.user, options.password, options));
  }

  private constructor(
    /** DNS name or IP address of the server. */
    public readonly host: string,
    /** Port of the server. */
    public readonly port: number,
    /** Name of the database. */
    public readonly databaseName: string,
    /** Name of the user. */
    public readonly user: string,
    /** Password of the user. */
    public readonly password: SecretKey,
    options: ConnectionOptions,
  ) {
    super(options);
  }

  /**
   * URL without user and password: `postgresql://orders.shop.svc:5432/app`; none without a scheme. With `jdbc:` before it,
   * it is the URL of the JDBC drivers of PostgreSQL, MySQL and MariaDB, which take user and password separately.
   */
  public get url(): string | undefined {
    const host = isIPv6(this.host) ? `[${this.host}]` : this.host;
    return this.scheme && `${this.scheme}://${host}:${this.port}/${encodeURIComponent(this.databaseName)}`;
  }

  /** @internal */
  public _variables(): { [suffix: string]: string | SecretKey | undefined } {
    return { HOST: this.host, PORT: `${this.port}`, DATABASE: this.databaseName, USER: this.user, PASSWORD: this.password, URL: this.url };
  }

  /** @internal */
  public _check(of: string): Finding[] {
    return checkDatabaseConnection(of, this);
  }
}

/**
 * A connection to a system that clients reach at one or more endpoints: a message broker, a search engine, a cache or a
 * key-value store.
 *
 * Apps of this kind have a property of this type, such as {@link apps.Etcd.connection}. `EndpointsConnection.of()` describes
 * a system that exists already.
 *
 * @example
 * const events = EndpointsConnection.of({
 *   endpoints: ['kafka-0.example.com:9092', 'kafka-1.example.com:9092'],
 *   user: 'orders', password: SecretKey.of('orders-kafka', 'password'), tlsSecretName: 'orders-kafka',
 * });
 * db.addConnection('KAFKA', events);
 */
export class EndpointsConnection extends Connection {
  /** A system that exists already. */
  public static of(options: EndpointsConnectionOptions): EndpointsConnection {
    return makeOf(EndpointsConnection, input('EndpointsConnectionOptions', options), () => new EndpointsConnection(
      [...options.endpoints], options.user, options.password, options));
  }

  private constructor(
    /** Addresses of the servers, each as `host:port`. */
    public readonly endpoints: string[],
    /** Name of the user, if there is one. */
    public readonly user: string | undefined,
    /** Password of the user, if there is one. */
    public readonly password: SecretKey | undefined,
    options: ConnectionOptions,
  ) {
    super(options);
  }

  /** The endpoints as URLs without user and password: `https://etcd.shop.svc:2379`; none without a scheme. */
  public get urls(): string[] | undefined {
    return this.scheme === undefined ? undefined : this.endpoints.map(endpoint => `${this.scheme}://${endpoint}`);
  }

  /** @internal */
  public _variables(): { [suffix: string]: string | SecretKey | undefined } {
    return { ENDPOINTS: this.endpoints.join(','), URLS: this.urls?.join(','), USER: this.user, PASSWORD: this.password };
  }

  /** @internal */
  public _check(of: string): Finding[] {
    return checkEndpointsConnection(of, this);
  }
}
