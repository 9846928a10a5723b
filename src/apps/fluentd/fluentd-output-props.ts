/** Options of an aggregator with the forward protocol. */
export interface FluentdForwardOptions {
  /** Name or address of the aggregator. */
  readonly host: string;

  /**
   * Port, 1 to 65535.
   *
   * @default 24224
   */
  readonly port?: number;

  /**
   * Whether to use TLS. The certificate must be valid for `host`.
   *
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificate of the
   * server.
   *
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;
}

/** Options of Elasticsearch or OpenSearch. */
export interface FluentdSearchOptions {
  /** Name or address of the cluster. */
  readonly host: string;

  /**
   * Port, 1 to 65535.
   *
   * @default 9200
   */
  readonly port?: number;

  /**
   * Whether to use TLS. The certificate must be valid for `host`.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificate of the
   * server.
   *
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;

  /**
   * Prefix of the names of the daily indexes: `<prefix>-2026.11.23`.
   *
   * @default 'logs'
   */
  readonly indexPrefix?: string;

  /**
   * Name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}.
   *
   * @default - no credentials
   */
  readonly secretName?: string;
}

/** Options of a bucket in Amazon S3 or an object store with its API. */
export interface FluentdS3Options {
  /** Name of an existing bucket. */
  readonly bucket: string;

  /**
   * Region of the bucket.
   *
   * @default 'us-east-1'
   */
  readonly region?: string;

  /**
   * Address of an object store other than Amazon S3: `https://minio.storage.svc:9000`.
   *
   * @default - Amazon S3
   */
  readonly endpoint?: string;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificate of the
   * endpoint.
   *
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;

  /**
   * Prefix of the objects, without a slash at its end: `<prefix>/2026/11/23/04/<id>.json.gz`.
   *
   * @default 'logs'
   */
  readonly prefix?: string;

  /**
   * Name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}: the access key id as `username`, and the secret
   * access key as `password`.
   *
   * @default - the identity of the ServiceAccount or of the node, see `serviceAccountAnnotations`
   */
  readonly secretName?: string;
}

/** Options of Grafana Loki. */
export interface FluentdLokiOptions {
  /** Name or address of Loki, or of its gateway. */
  readonly host: string;

  /**
   * Port, 1 to 65535.
   *
   * @default 3100
   */
  readonly port?: number;

  /**
   * Whether to use TLS. The certificate must be valid for `host`.
   *
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificate of the
   * server.
   *
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;

  /**
   * Tenant of Loki.
   *
   * @default - none, for a Loki without tenants
   */
  readonly tenant?: string;

  /**
   * Name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}.
   *
   * @default - no credentials
   */
  readonly secretName?: string;
}

/** How a client proves its identity to Kafka. */
export enum FluentdSaslMechanism {
  /** User name and password as they are; only with TLS. */
  PLAIN = 'PLAIN',
  /** SCRAM with SHA-256. */
  SCRAM_SHA_256 = 'SCRAM-SHA-256',
  /** SCRAM with SHA-512. */
  SCRAM_SHA_512 = 'SCRAM-SHA-512',
}

/** Options of Apache Kafka. */
export interface FluentdKafkaOptions {
  /** Addresses of brokers, `<host>:<port>`. The agent learns the other brokers from them. */
  readonly brokers: string[];

  /**
   * Topic for all lines. Lines of one container have one partition, so they keep their order.
   *
   * @default 'logs'
   */
  readonly topic?: string;

  /**
   * Whether to use TLS. The certificates must be valid for the hosts of the brokers.
   *
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Name of an existing Secret with the key `ca.crt`: the certificate of the authority that signed the certificates of the
   * brokers.
   *
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;

  /**
   * Name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}.
   *
   * @default - no credentials
   */
  readonly secretName?: string;

  /**
   * How the agent proves its identity with the user of `secretName`.
   *
   * @default FluentdSaslMechanism.SCRAM_SHA_512
   */
  readonly saslMechanism?: FluentdSaslMechanism;
}
