import { SecretKey } from './secret-key';

/** Options of every connection. */
export interface ConnectionOptions {
  /**
   * Scheme of the URLs, such as `postgresql`, `mysql`, `amqp` or `https`.
   *
   * @default - the client gets no URL
   */
  readonly scheme?: string;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificate of the
   * server. Secrets of cert-manager have this key. Only the keys that the client needs are mounted, so the Secret of the
   * server itself can be used.
   *
   * @default - no TLS, or a server whose authority the image of the client already trusts
   */
  readonly tlsSecretName?: string;

  /**
   * Whether the server asks for a certificate of the client: the keys `tls.crt` and `tls.key` of the same Secret.
   *
   * @default false
   */
  readonly clientCertificate?: boolean;

  /**
   * Namespace of the Secrets. A pod can only use Secrets of its own namespace, so a workload in another namespace is an
   * error.
   *
   * @default - the namespace of the workload that uses the connection
   */
  readonly secretNamespace?: string;
}

/** Options of {@link DatabaseConnection.of}. */
export interface DatabaseConnectionOptions extends ConnectionOptions {
  /** DNS name or IP address of the server. */
  readonly host: string;
  /** Port of the server, 1 to 65535. */
  readonly port: number;
  /** Name of the database. */
  readonly databaseName: string;
  /** Name of the user. */
  readonly user: string;
  /** Password of the user. */
  readonly password: SecretKey;
}

/** Options of {@link EndpointsConnection.of}. */
export interface EndpointsConnectionOptions extends ConnectionOptions {
  /**
   * Addresses of the servers, each as `host:port`. One address is enough for a server that clients reach by a Service, or
   * from which they learn the other addresses.
   */
  readonly endpoints: string[];

  /**
   * Name of the user.
   *
   * @default - none
   */
  readonly user?: string;

  /**
   * Password of the user, or another credential such as a token.
   *
   * @default - none
   */
  readonly password?: SecretKey;
}
