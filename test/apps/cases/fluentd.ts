import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { NetworkAccess, NetworkPeer, apps } from '../../../src';
import { badText, mixed, name, port } from '../../properties/arbitraries';
import { APP, MONITORED, appCase } from '../case';

const { FluentdOutput } = apps;
const forward = (options: Partial<apps.FluentdForwardOptions>) => ({ output: FluentdOutput.forward({ host: 'a', ...options }) });
const search = (options: Partial<apps.FluentdElasticsearchOptions>) => ({ output: FluentdOutput.elasticsearch({ host: 'search', ...options }) });
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
    ['CS333', search({ secretName: 'A b' }), search({ secretName: 'search' })],
    ['CS333', search({ caSecretName: 'A b' }), search({ caSecretName: 'ca' })],
    ['CS336', search({ caSecretName: 'ca', tls: false }), search({ tls: false })],
    ['CS334', { extraConfig: '<filter **>\n@type grep' }, { extraConfig: '<filter **>\n@type grep\n</filter>' }],
    ['CS334', { extraConfig: '</match>' }, { extraConfig: '# nothing' }],
    ['CS335', { bufferSize: Size.mebibytes(1) }, { bufferSize: Size.mebibytes(64) }],
  ],
  findings: { ST97: 'what the nodes allow is not in the manifests of a log agent' },
  ports: { 24231: 'metrics' },
  generated: {
    output: fc.oneof(
      fc.tuple(name, port, fc.boolean()).map(([host, p, tls]) => FluentdOutput.forward({ host, port: p, tls })),
      fc.tuple(name, name, name).map(([host, indexPrefix, secretName]) => FluentdOutput.elasticsearch({ host, indexPrefix, secretName })),
      mixed(fc.constant('@type null'), badText).map(text => FluentdOutput.custom(text)),
    ),
    extraConfig: mixed(fc.constant('<filter **>\n  @type grep\n</filter>'), badText),
  },
});
