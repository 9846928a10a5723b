import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { NetworkAccess, NetworkPeer, apps } from '../../../src';
import { badText, mixed, name, port } from '../../properties/arbitraries';
import { APP, MONITORED, appCase } from '../case';

const { FluentdOutput, FluentdSaslMechanism } = apps;
const forward = (options: Partial<apps.FluentdForwardOptions>) => ({ output: FluentdOutput.forward({ host: 'a', ...options }) });
const search = (options: Partial<apps.FluentdSearchOptions>) => ({ output: FluentdOutput.elasticsearch({ host: 'search', ...options }) });
const s3 = (options: Partial<apps.FluentdS3Options>) => ({ output: FluentdOutput.s3({ bucket: 'logs', ...options }) });
const loki = (options: Partial<apps.FluentdLokiOptions>) => FluentdOutput.loki({ host: 'loki', ...options });
const kafka = (options: Partial<apps.FluentdKafkaOptions>) => FluentdOutput.kafka({ brokers: ['kafka:9092'], ...options });
const custom = (...lines: string[]) => ({ output: FluentdOutput.custom(lines.join('\n')) });

export const FLUENTD = appCase<apps.FluentdProps>({
  title: 'Fluentd',
  file: 'fluentd',
  type: apps.Fluentd,
  defaults: { name: 'fluentd', output: FluentdOutput.forward({ host: 'aggregator.logging.svc' }) },
  everything: {
    ...APP,
    image: 'registry.example.com/fluentd:1.19.3',
    output: FluentdOutput.elasticsearch({ host: '10.1.2.3', port: 9201, tls: false, indexPrefix: 'shop', secretName: 'search' }),
    kubernetesMetadata: true,
    extraConfig:
      '<filter kubernetes.var.log.pods.shop_noisy-**>\n  @type grep\n  <exclude>\n    key message\n    pattern /health/\n  </exclude>\n</filter>\n',
    bufferSize: Size.gibibytes(4),
    multiline: [{ firstLine: '^\\d{4}-', containerName: 'billing', namespaceName: 'shop' }],
    ...MONITORED,
    networkPolicy: NetworkAccess.members({ metrics: [NetworkPeer.namespace('monitoring')] }),
  },
  instead: { serviceAccountName: { kubernetesMetadata: false } },
  errors: [
    ['CS330', forward({ host: 'a\n</match>' }), forward({ host: 'fd00::1' })],
    ['CS330', forward({ host: 'http://a' }), forward({ tls: true })],
    ['CS330', forward({ port: 0 }), forward({ port: 65535 })],
    ['CS331', search({ indexPrefix: 'Shop Logs' }), search({ indexPrefix: 'shop-logs' })],
    ['CS332', custom('host a'), custom('@type null')],
    ['CS332', custom('<match **>', '@type null', '</match>'), custom('@type file', 'path /tmp/logs', '<format>', '@type json', '</format>')],
    ['CS332', custom('@type copy', '<store>', '@type null', '</store>'), custom('@type null', '# <store>')],
    ['CS332', custom('@type file', '</match>', '<match **>'), custom('@type stdout')],
    ['CS332', custom('@type file', '<format>'), custom('@type file', '<format>', '</format>')],
    ['CS332', { ...custom('@type null'), ...MONITORED }, { ...custom('@type null', '@id output'), ...MONITORED }],
    ['CS333', search({ secretName: 'A b' }), search({ secretName: 'search' })],
    ['CS333', search({ caSecretName: 'A b' }), search({ caSecretName: 'ca' })],
    ['CS336', search({ caSecretName: 'ca', tls: false }), search({ tls: false })],
    ['CS334', { extraConfig: '<filter **>\n@type grep' }, { extraConfig: '<filter **>\n@type grep\n</filter>' }],
    ['CS334', { extraConfig: '</match>' }, { extraConfig: '# nothing' }],
    ['CS330', { output: kafka({ brokers: [] }) }, { output: kafka({}) }],
    ['CS330', { output: kafka({ brokers: ['kafka'] }) }, { output: kafka({ brokers: ['kafka:9092', '10.0.0.1:9092'] }) }],
    ['CS330', { output: kafka({ brokers: ['kafka:99999'] }) }, { output: kafka({ brokers: ['kafka:65535'] }) }],
    ['CS336', { output: kafka({ caSecretName: 'ca' }) }, { output: kafka({ caSecretName: 'ca', tls: true }) }],
    ['CS336', s3({ endpoint: 'http://minio:9000', caSecretName: 'ca' }), s3({ endpoint: 'https://minio:9000', caSecretName: 'ca' })],
    ['CS337', { output: loki({}) }, { output: loki({}), image: 'registry.example.com/loki:1' }],
    ['CS338', { multiline: [{ firstLine: '' }] }, { multiline: [{ firstLine: '^x' }] }],
    ['CS338', { multiline: [{ firstLine: '^a\nb' }] }, { multiline: [{ firstLine: '^a\\nb' }] }],
    ['CS338', { multiline: [{ firstLine: '^a', containerName: 'web-*' }] }, { multiline: [{ firstLine: '^a', containerName: 'web' }] }],
    ['CS338', { multiline: [{ firstLine: '^a', namespaceName: 'Shop' }] }, { multiline: [{ firstLine: '^a', namespaceName: 'shop' }] }],
    ['CS339', s3({ bucket: 'Shop_Logs' }), s3({ bucket: 'shop.logs' })],
    ['CS339', s3({ region: 'Frankfurt am Main' }), s3({ region: 'eu-central-1' })],
    ['CS339', s3({ prefix: 'logs/' }), s3({ prefix: 'shop/logs' })],
    ['CS339', s3({ endpoint: 'minio:9000' }), s3({ endpoint: 'http://minio:9000' })],
    ['CS339', s3({ endpoint: 'https://s3.eu-central-1.amazonaws.com' }), s3({ endpoint: 'https://s3.eu-central-1.wasabisys.com' })],
    ['CS339', { output: kafka({ topic: 'a b' }) }, { output: kafka({ topic: 'a.b' }) }],
    ['CS339', { output: kafka({ topic: '..' }) }, { output: kafka({ topic: '..a' }) }],
    [
      'CS339', { output: kafka({ secretName: 'a', saslMechanism: 'SCRAM' as any }) },
      { output: kafka({ secretName: 'a', saslMechanism: 'SCRAM-SHA-256' as any }) },
    ],
    [
      'CS339', { output: kafka({ saslMechanism: FluentdSaslMechanism.SCRAM_SHA_256 }) },
      { output: kafka({ secretName: 'a', saslMechanism: FluentdSaslMechanism.SCRAM_SHA_256 }) },
    ],
    [
      'CS339', { output: kafka({ secretName: 'a', saslMechanism: FluentdSaslMechanism.PLAIN }) },
      { output: kafka({ secretName: 'a', saslMechanism: FluentdSaslMechanism.PLAIN, tls: true }) },
    ],
    ['CS339', { image: 'a:1', output: loki({ tenant: 'a b' }) }, { image: 'a:1', output: loki({ tenant: 'a' }) }],
    ['CS335', { bufferSize: Size.mebibytes(1) }, { bufferSize: Size.mebibytes(64) }],
  ],
  findings: { ST97: 'what the nodes allow is not in the manifests of a log agent' },
  images: [apps.Fluentd.DEFAULT_IMAGE],
  ports: { 24231: 'metrics' },
  generated: {
    output: fc.oneof(
      fc.tuple(name, port, fc.boolean()).map(([host, p, tls]) => FluentdOutput.forward({ host, port: p, tls })),
      fc.tuple(name, name, name).map(([host, indexPrefix, secretName]) => FluentdOutput.elasticsearch({ host, indexPrefix, secretName })),
      fc.tuple(name, mixed(fc.constant('logs'), badText), name).map(([bucket, prefix, secretName]) => FluentdOutput.s3({ bucket, prefix, secretName })),
      fc.tuple(name, port, mixed(fc.constant('shop'), badText)).map(([host, p, tenant]) => FluentdOutput.loki({ host, port: p, tenant })),
      fc.tuple(mixed(fc.constant('kafka:9092'), badText), fc.boolean()).map(([broker, tls]) => FluentdOutput.kafka({ brokers: [broker], tls })),
      mixed(fc.constant('@type null'), badText).map(text => FluentdOutput.custom(text)),
    ),
    multiline: fc.array(fc.record({ firstLine: mixed(fc.constant('^\\S'), badText), containerName: name }, { noNullPrototype: true }), { maxLength: 2 }),
    extraConfig: mixed(fc.constant('<filter **>\n  @type grep\n</filter>'), badText),
  },
});
