import {
  FluentdForwardOptions, FluentdKafkaOptions, FluentdLokiOptions, FluentdS3Options, FluentdSaslMechanism, FluentdSearchOptions,
} from './fluentd-output-props';
import { openSection } from './fluentd-sections';
import { IMAGES } from '../../catalog/images';
import { isPort } from '../../constructs/pod/probes';
import { Finding, error } from '../../constructs/support/finding';

/** Mount path of the certificate of the authority. */
export const CA_PATH = '/fluentd/ca';
const CA_FILE = `${CA_PATH}/ca.crt`;

/** An output, for the configuration and for the pod. */
export interface ResolvedOutput {
  /** Image with the plugins of the output; none if no official image has them. */
  readonly image?: string;
  /** Lines before the match section. */
  readonly before?: string[];
  /** Content of the match section, without its buffer. */
  readonly lines: string[];
  /** Chunk keys of the buffer, and the settings that decide when a chunk is sent. */
  readonly buffer?: { readonly keys: string; readonly lines: string[] };
  readonly secretName?: string;
  readonly caSecretName?: string;
  readonly findings: Finding[];
}

/** Names that are written into the configuration without quotes. */
const HOST = /^[A-Za-z0-9]([-A-Za-z0-9_.:]*[A-Za-z0-9])?$/;
const BROKER = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?:(\d+)$/;
const PREFIX = /^[a-z0-9][-a-z0-9_.]*$/;

export function forward(options: FluentdForwardOptions): ResolvedOutput {
  const { host, port = 24224, tls = false, caSecretName } = options;
  return {
    image: IMAGES.fluentd,
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
      ...caSecretName === undefined ? [] : [`tls_cert_path ${CA_FILE}`],
      '<server>',
      `  host ${host}`,
      `  port ${port}`,
      '</server>',
    ],
    caSecretName,
    findings: [...checkAddress(host, port), ...checkAuthority(tls, caSecretName)],
  };
}

export function search(engine: 'elasticsearch' | 'opensearch', options: FluentdSearchOptions): ResolvedOutput {
  const { host, port = 9200, tls = true, caSecretName, indexPrefix = 'logs', secretName } = options;
  const version = engine === 'elasticsearch'
    ? { image: IMAGES.fluentd, short: 'es', number: 8 } : { image: IMAGES.fluentdOpensearch, short: 'os', number: 2 };
  return {
    image: version.image,
    before: [
      '# A line that comes twice, because its answer was lost, is one document.', '<filter **>', `  @type ${engine}_genid`,
      '  hash_id_key _hash', '</filter>',
    ],
    lines: [
      `@type ${engine}`,
      '@id output',
      `host ${host}`,
      `port ${port}`,
      `scheme ${tls ? 'https' : 'http'}`,
      ...caSecretName === undefined ? [] : [`ca_file ${CA_FILE}`],
      ...credentials('user', 'password', secretName),
      'logstash_format true',
      `logstash_prefix ${indexPrefix}`,
      'include_tag_key true',
      'id_key _hash',
      'remove_keys _hash',
      'suppress_type_name true',
      '# Logs are read although the server is away at the start.',
      `verify_${version.short}_version_at_startup false`,
      `default_${engine}_version ${version.number}`,
      '# A Service is one address: those of its members are nothing to reload.',
      'reload_connections false',
      'reconnect_on_error true',
      'reload_on_failure true',
      'request_timeout 30s',
      `log_${version.short}_400_reason true`,
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

export function s3(options: FluentdS3Options): ResolvedOutput {
  const { bucket, region = 'us-east-1', endpoint, caSecretName, prefix = 'logs', secretName } = options;
  return {
    image: IMAGES.fluentdS3,
    lines: [
      '@type s3',
      '@id output',
      `s3_bucket ${bucket}`,
      `s3_region ${region}`,
      // Other servers rarely have a name for each bucket.
      ...endpoint === undefined ? [] : [`s3_endpoint ${endpoint}`, 'force_path_style true'],
      ...caSecretName === undefined ? [] : [`ssl_ca_bundle ${CA_FILE}`],
      ...credentials('aws_key_id', 'aws_sec_key', secretName),
      `path ${prefix}/`,
      'time_slice_format %Y/%m/%d/%H',
      '# The id of the chunk: a chunk that is sent twice, because its answer was lost, is one object.',
      's3_object_key_format %{path}%{time_slice}/%{hex_random}.json.%{file_extension}',
      'hex_random_length 16',
      'check_object false',
      '# Logs are read although the server is away at the start.',
      'check_bucket false',
      'auto_create_bucket false',
      'check_apikey_on_start false',
      '<format>',
      '  @type json',
      '</format>',
      ...inject(true),
    ],
    buffer: { keys: ' time', lines: ['timekey 1h', 'timekey_use_utc true', 'flush_mode interval', 'flush_interval 60s'] },
    secretName,
    caSecretName,
    findings: [
      ...checkText('bucket', bucket, /^[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits, - and .'),
      ...checkText('region', region, /^[a-z0-9][-a-z0-9]*$/, 'the name of a region, such as eu-central-1'),
      ...checkText('prefix', prefix, /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, 'letters, digits, -, _, . and / between them'),
      ...endpoint === undefined ? [] : checkText('endpoint', endpoint, /^https?:\/\/[A-Za-z0-9][-A-Za-z0-9.]*(:\d+)?$/,
        'an address such as https://minio.storage.svc:9000'),
      ...endpoint !== undefined && /[./]amazonaws\.com(:\d+)?$/.test(endpoint)
        ? [error('CS339', 'output.endpoint', endpoint, 'another object store than Amazon S3', 'leave it out, and set region')] : [],
      ...checkAuthority(endpoint?.startsWith('https:') ?? true, caSecretName, 'an endpoint with https'),
    ],
  };
}

/** Parts of the tag, which is the path of the log: `kubernetes.var.log.pods.<namespace>_<pod>_<uid>.<container>.<restart>.log`. */
const PATH_LABELS = {
  namespace: '${tag[/pods\\.([^_]+)_/, 1]}',
  pod: '${tag[/pods\\.[^_]+_([^_]+)_/, 1]}',
  container: '${tag[/pods\\.[^_]+_[^_]+_[^_.]+\\.([^.]+)\\./, 1]}',
};

export function loki(options: FluentdLokiOptions): ResolvedOutput {
  const { host, port = 3100, tls = false, caSecretName, tenant, secretName } = options;
  return {
    before: [
      '<filter kubernetes.**>', '  @type record_transformer', '  enable_ruby true', '  <record>',
      ...Object.entries(PATH_LABELS).map(([label, value]) => `    ${label} ${value}`),
      '  </record>', '</filter>',
    ],
    lines: [
      '@type loki',
      '@id output',
      `url ${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
      ...caSecretName === undefined ? [] : [`ca_cert ${CA_FILE}`],
      ...credentials('username', 'password', secretName),
      ...tenant === undefined ? [] : [`tenant ${tenant}`],
      'compress gzip',
      '# A line without further fields is the line of the container.',
      'line_format json',
      'drop_single_key true',
      'remove_keys logtag',
      '<label>',
      ...[...Object.keys(PATH_LABELS), 'stream'].map(label => `  ${label}`),
      '</label>',
    ],
    secretName,
    caSecretName,
    findings: [
      ...checkAddress(host, port),
      ...checkAuthority(tls, caSecretName),
      ...tenant === undefined ? [] : checkText('tenant', tenant, /^[A-Za-z0-9!_.*'()-]+$/, 'letters, digits and the characters !-_.*\'()'),
    ],
  };
}

export function kafka(options: FluentdKafkaOptions): ResolvedOutput {
  const { brokers, topic = 'logs', tls = false, caSecretName, secretName, saslMechanism = FluentdSaslMechanism.SCRAM_SHA_512 } = options;
  const plain = saslMechanism === FluentdSaslMechanism.PLAIN;
  return {
    image: IMAGES.fluentdKafka,
    before: ['<filter **>', '  @type record_transformer', '  <record>', '    tag ${tag}', '  </record>', '</filter>'],
    lines: [
      '@type kafka2',
      '@id output',
      `brokers ${brokers.join(',')}`,
      `topic ${topic}`,
      '# One partition for each container, so that its lines keep their order.',
      'partition_key_key tag',
      'required_acks -1',
      '# A larger record than brokers take by default would stop all that follow it.',
      'max_send_limit_bytes 1000000',
      'use_event_time true',
      ...!tls ? [] : caSecretName === undefined ? ['ssl_ca_certs_from_system true'] : [`ssl_ca_cert ${CA_FILE}`],
      ...secretName === undefined ? [] : [
        ...credentials('username', 'password', secretName),
        ...plain ? [] : [`scram_mechanism ${saslMechanism === FluentdSaslMechanism.SCRAM_SHA_256 ? 'sha256' : 'sha512'}`],
        `sasl_over_ssl ${tls}`,
      ],
      '<format>',
      '  @type json',
      '</format>',
      ...inject(false),
    ],
    // Without the chunk key `topic`, the default, which would send a line with such a field to that topic.
    buffer: { keys: ' []', lines: ['flush_interval 5s'] },
    secretName,
    caSecretName,
    findings: [
      ...brokers.length > 0 ? [] : [error('CS330', 'output.brokers', brokers, 'at least one broker', 'give the addresses of some brokers')],
      ...brokers.flatMap((broker, i) => isPort(Number(BROKER.exec(broker)?.[2])) ? [] : [error('CS330', `output.brokers[${i}]`, broker,
        'a name and a port, such as kafka.shop.svc:9092', 'give host and port without a scheme')]),
      ...checkText('topic', topic, /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/, 'at most 249 letters, digits, ., _ and -, and neither . nor ..'),
      ...checkAuthority(tls, caSecretName),
      ...plain && secretName !== undefined && !tls ? [error('CS339', 'output.saslMechanism', saslMechanism, 'SCRAM without tls',
        'set tls, or use SCRAM: the password would cross the network as it is')] : [],
      ...Object.values(FluentdSaslMechanism).includes(saslMechanism) ? [] : [error('CS339', 'output.saslMechanism', saslMechanism,
        `one of ${Object.values(FluentdSaslMechanism).join(', ')}`, 'use a member of the enum')],
      ...options.saslMechanism !== undefined && secretName === undefined ? [error('CS339', 'output.saslMechanism', saslMechanism,
        'nothing without secretName', 'name the Secret with the user, or leave it out')] : [],
    ],
  };
}

export function custom(text: string, secretName: string | undefined): ResolvedOutput {
  const lines = text.trim().split('\n');
  const open = openSection(text);
  return {
    image: IMAGES.fluentd,
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

function credentials(user: string, password: string, secretName: string | undefined): string[] {
  return secretName === undefined ? [] : [`${user} "#{ENV['OUTPUT_USERNAME']}"`, `${password} "#{ENV['OUTPUT_PASSWORD']}"`];
}

/** Fields for what is no part of a record. https://docs.fluentd.org/configuration/inject-section */
function inject(tag: boolean): string[] {
  return [
    '<inject>', ...tag ? ['  tag_key tag'] : [],
    '  time_key time', '  time_type string', '  time_format %Y-%m-%dT%H:%M:%S.%NZ', '  utc true', '</inject>',
  ];
}

function checkAddress(host: string, port: number): Finding[] {
  return [
    ...HOST.test(host) ? [] : [error('CS330', 'output.host', host, 'a name or an address', 'give the host without scheme, port and path')],
    ...isPort(port) ? [] : [error('CS330', 'output.port', port, 'a whole number from 1 to 65535', 'give the port of the output')],
  ];
}

function checkAuthority(tls: boolean, caSecretName: string | undefined, needed = 'tls'): Finding[] {
  return tls || caSecretName === undefined ? []
    : [error('CS336', 'output.caSecretName', caSecretName, `nothing without ${needed}`, `use ${needed}, or leave it out`)];
}

/** Text is written into the configuration without quotes. */
function checkText(prop: string, value: string, form: RegExp, allowed: string): Finding[] {
  return form.test(value) ? [] : [error('CS339', `output.${prop}`, value, allowed, 'give the name as the output has it')];
}
