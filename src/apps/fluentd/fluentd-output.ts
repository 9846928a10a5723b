import { CA_PATH, ResolvedOutput, openSection } from './fluentd-config';
import { isPort } from '../../constructs/pod/probes';
import { Finding, error } from '../../constructs/support/finding';
import { input, makeOf } from '../../constructs/support/input';

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

/** Options of Elasticsearch. */
export interface FluentdElasticsearchOptions {
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

/** Names that are written into the configuration without quotes. */
const HOST = /^[A-Za-z0-9]([-A-Za-z0-9_.:]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9][-a-z0-9_.]*$/;

/**
 * The output of a log agent.
 *
 * @see https://docs.fluentd.org/output
 */
export class FluentdOutput {
  /** An aggregator with the forward protocol. The agent keeps a chunk until the aggregator has acknowledged it. */
  public static forward(options: FluentdForwardOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdForwardOptions', options), () => new FluentdOutput(forward(options)));
  }

  /** Elasticsearch 8, with one index for each day. */
  public static elasticsearch(options: FluentdElasticsearchOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdElasticsearchOptions', options), () => new FluentdOutput(elasticsearch(options)));
  }

  /**
   * Another output, as the content of a `<match>` section without its buffer. The image must contain the plugin.
   *
   * @param text configuration of Fluentd
   * @param secretName name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}, which the configuration
   * reads as `"#{ENV['OUTPUT_USERNAME']}"` and `"#{ENV['OUTPUT_PASSWORD']}"`
   */
  public static custom(text: string, secretName?: string): FluentdOutput {
    const slips = [...input('string', text, 'text'), ...secretName === undefined ? [] : input('string', secretName, 'secretName')];
    return makeOf(FluentdOutput, slips, () => new FluentdOutput(custom(text, secretName)));
  }

  private constructor(
    /** @internal */
    public readonly _resolved: ResolvedOutput,
  ) {}
}

function forward(options: FluentdForwardOptions): ResolvedOutput {
  const { host, port = 24224, tls = false, caSecretName } = options;
  return {
    lines: [
      '@type forward',
      '@id output',
      'require_ack_response true',
      '# Shorter than the grace period, or a chunk that was taken is sent again after each restart.',
      'ack_response_timeout 30s',
      '# An aggregator that comes later, or at another address, is found.',
      'ignore_network_errors_at_startup true',
      'expire_dns_cache 60s',
      ...tls ? ['transport tls'] : [],
      ...caSecretName === undefined ? [] : [`tls_cert_path ${CA_PATH}/ca.crt`],
      '<server>',
      `  host ${host}`,
      `  port ${port}`,
      '</server>',
    ],
    caSecretName,
    findings: [...checkAddress(host, port), ...checkAuthority(tls, caSecretName)],
  };
}

function elasticsearch(options: FluentdElasticsearchOptions): ResolvedOutput {
  const { host, port = 9200, tls = true, caSecretName, indexPrefix = 'logs', secretName } = options;
  return {
    before: [
      '# A line that comes twice, because its answer was lost, is one document.', '<filter **>', '  @type elasticsearch_genid',
      '  hash_id_key _hash', '</filter>',
    ],
    lines: [
      '@type elasticsearch',
      '@id output',
      `host ${host}`,
      `port ${port}`,
      `scheme ${tls ? 'https' : 'http'}`,
      ...caSecretName === undefined ? [] : [`ca_file ${CA_PATH}/ca.crt`],
      ...secretName === undefined ? [] : ['user "#{ENV[\'OUTPUT_USERNAME\']}"', 'password "#{ENV[\'OUTPUT_PASSWORD\']}"'],
      'logstash_format true',
      `logstash_prefix ${indexPrefix}`,
      'include_tag_key true',
      'id_key _hash',
      'remove_keys _hash',
      'suppress_type_name true',
      '# Logs are read although the server is away at the start.',
      'verify_es_version_at_startup false',
      'default_elasticsearch_version 8',
      '# A Service is one address: those of its members are nothing to reload.',
      'reload_connections false',
      'reconnect_on_error true',
      'reload_on_failure true',
      'request_timeout 30s',
      'log_es_400_reason true',
    ],
    secretName,
    caSecretName,
    findings: [
      ...checkAddress(host, port),
      ...checkAuthority(tls, caSecretName),
      ...PREFIX.test(indexPrefix) ? [] : [error('CS331', 'output.indexPrefix', indexPrefix,
        'lower-case letters, digits, -, _ and .', 'give the prefix of the index names')],
    ],
  };
}

function custom(text: string, secretName: string | undefined): ResolvedOutput {
  const lines = text.trim().split('\n');
  const open = openSection(text);
  return {
    lines,
    secretName,
    findings: [
      ...lines.some(line => /^\s*@type\s+\S/.test(line)) ? []
        : [error('CS332', 'output', text, "the content of a match section, with its '@type'", 'name the plugin')],
      ...open === undefined ? [] : [error('CS332', 'output', text, 'sections that are all closed', `close ${open}`)],
      ...lines.some(line => /^\s*<\/?(buffer|match)\b/.test(line))
        ? [error('CS332', 'output', text, 'no <match> and no <buffer>', 'leave them out: the app writes them, with the buffer on the node')]
        : [],
      ...lines.some(line => /^\s*<store\b/.test(line)) ? [error('CS332', 'output', text, 'no <store>',
        'send to one output, which can forward to others: each store would keep its buffer in memory')] : [],
    ],
  };
}

function checkAddress(host: string, port: number): Finding[] {
  return [
    ...HOST.test(host) ? [] : [error('CS330', 'output.host', host, 'a name or an address', 'give the host without scheme, port and path')],
    ...isPort(port) ? [] : [error('CS330', 'output.port', port, 'a whole number from 1 to 65535', 'give the port of the output')],
  ];
}

function checkAuthority(tls: boolean, caSecretName: string | undefined): Finding[] {
  return tls || caSecretName === undefined ? []
    : [error('CS336', 'output.caSecretName', caSecretName, 'nothing without tls', 'set tls, or leave it out')];
}
