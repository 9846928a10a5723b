import { Chart, Testing } from 'cdk8s';
import { apps } from '../../../src';
import { IMAGES } from '../../../src/catalog/images';
import { errorsOf, manifest, testChart, warningIds } from '../../constructs/support';
import { FLUENTD } from '../cases/fluentd';
import { appSuite } from '../suite';

appSuite(FLUENTD);

const { FluentdOutput, FluentdSaslMechanism } = apps;

function fluentd(props: Partial<apps.FluentdProps> = {}) {
  const chart = testChart();
  const app = new apps.Fluentd(chart, 'Logs', { ...FLUENTD.defaults, ...props });
  return {
    chart,
    app,
    config: (): string => manifest(chart, 'ConfigMap').data['fluent.conf'],
    pod: () => manifest(chart, 'DaemonSet').spec.template.spec,
  };
}

interface Section {
  readonly name: string;
  readonly values: Map<string, string>;
  readonly sections: Section[];
}

/** The sections of a configuration; throws where one does not end. */
function parse(text: string): Section {
  const stack: Section[] = [{ name: '', values: new Map(), sections: [] }];
  for (const line of text.split('\n').map(l => l.trim()).filter(l => l !== '' && !l.startsWith('#'))) {
    const [, end, name] = /^<(\/?)(\w+)/.exec(line) ?? [];
    if (name === undefined) {
      const [key, ...value] = line.split(' ');
      stack[stack.length - 1].values.set(key, value.join(' '));
    } else if (end) {
      expect(stack.pop()!.name).toBe(name);
    } else {
      const section = { name, values: new Map(), sections: [] };
      stack[stack.length - 1].sections.push(section);
      stack.push(section);
    }
  }
  expect(stack).toHaveLength(1);
  return stack[0];
}

function all(section: Section): Section[] {
  return [section, ...section.sections.flatMap(all)];
}

/** The section of a plugin. */
function named(config: string, type: string): Section {
  return all(parse(config)).find(section => section.values.get('@type') === type)!;
}

describe('the agent', () => {
  test('has a directory on each node', () => expect(fluentd().app.daemon.stateDirectory).toBe('/var/lib/fluentd'));

  test('what it read and what it has not passed on yet is on the node', () => {
    const { app, config } = fluentd();
    const sections = all(parse(config()));
    const values = (key: string) => sections.flatMap(s => s.values.get(key) ?? []);
    expect([...values('pos_file'), ...sections.filter(s => s.name === 'buffer').map(s => s.values.get('path'))]).toEqual([
      `${app.daemon.stateDirectory}/containers.pos`, `${app.daemon.stateDirectory}/buffer`,
    ]);
    expect(sections.filter(s => s.name === 'buffer').map(s => s.values.get('@type'))).toEqual(['file']);
  });

  test('it reads what containerd writes, with the file that was rotated last, and not its own lines', () => {
    const source = named(fluentd().config(), 'tail');
    expect(source.values.get('path')).toBe('/var/log/pods/*/*/*.log,/var/log/pods/*/*/*.log.????????-??????');
    // A path that leads to a file by two names is one file.
    expect(source.values.get('follow_inodes')).toBe('true');
    expect(source.values.get('exclude_path')).toBe('["/var/log/pods/shop_fluentd-?????_*/*/*"]');
    expect(source.sections[0].values.get('@type')).toBe('cri');
  });

  test('pieces of a long line are joined as they were, each stream by itself, and none is lost', () => {
    const { values } = named(fluentd().config(), 'concat');
    expect(Object.fromEntries(values)).toMatchObject({ separator: '""', stream_identity_key: 'stream', partial_value: 'P', timeout_label: '@ROOT' });
  });

  test('it has metrics, also for the probes', () => {
    const { app, config, pod } = fluentd();
    expect(named(config(), 'prometheus').values.get('port')).toBe(`${app.metricsPort}`);
    expect(pod().containers[0].livenessProbe.httpGet).toEqual({ path: '/metrics', port: 'metrics' });
    expect(pod().terminationGracePeriodSeconds).toBe(60);
  });

  test('it has no rights in the API', () => {
    expect(fluentd().pod().automountServiceAccountToken).toBe(false);
    expect(fluentd({ kubernetesMetadata: true }).pod().automountServiceAccountToken).toBe(true);
  });

  test('everything that is passed on goes through one output, last', () => {
    const { sections } = parse(fluentd().config());
    expect(sections.filter(s => s.name === 'match')).toHaveLength(1);
    expect(sections[sections.length - 1].values.get('require_ack_response')).toBe('true');
  });
});

test('a chart without namespace leaves out its own lines too', () => {
  const chart = new Chart(Testing.app(), 'logs');
  new apps.Fluentd(chart, 'Logs', FLUENTD.defaults);
  expect(manifest(chart, 'ConfigMap').data['fluent.conf']).toContain('exclude_path ["/var/log/pods/*_fluentd-?????_*/*/*"]');
});

describe('outputs', () => {
  test('credentials of Elasticsearch come from a Secret, by the environment', () => {
    const { chart, config, pod } = fluentd({ output: FluentdOutput.elasticsearch({ host: 'search.shop.svc', secretName: 'search' }) });
    expect(warningIds(chart)).toEqual([]);
    expect(config()).toContain("password \"#{ENV['OUTPUT_PASSWORD']}\"");
    expect(pod().containers[0].env).toContainEqual({ name: 'OUTPUT_PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: 'search' } } });
    parse(config());
  });

  test('the certificate of the authority is a file, for either output', () => {
    for (const [output, line] of [
      [FluentdOutput.elasticsearch({ host: 'search', caSecretName: 'search-ca' }), 'ca_file /fluentd/ca/ca.crt'],
      [FluentdOutput.forward({ host: 'aggregator', tls: true, caSecretName: 'search-ca' }), 'tls_cert_path /fluentd/ca/ca.crt'],
    ] as const) {
      const { config, pod } = fluentd({ output });
      expect(config()).toContain(line);
      expect(pod().volumes).toContainEqual({ name: 'ca', secret: { items: [{ key: 'ca.crt', path: 'ca.crt' }], secretName: 'search-ca' } });
      expect(pod().containers[0].volumeMounts).toContainEqual({ mountPath: '/fluentd/ca', name: 'ca', readOnly: true });
    }
  });

  test('a line that is sent twice is one document', () => {
    expect(fluentd({ output: FluentdOutput.elasticsearch({ host: 'search.shop.svc' }) }).config()).toMatch(/elasticsearch_genid[\s\S]+id_key _hash/);
  });

  const OUTPUTS: [string, apps.FluentdOutput, string | undefined][] = [
    ['opensearch', FluentdOutput.opensearch({ host: 'search', caSecretName: 'ca', secretName: 'it' }), IMAGES.fluentdOpensearch],
    ['s3', FluentdOutput.s3({ bucket: 'shop-logs', region: 'eu-central-1', secretName: 'it' }), IMAGES.fluentdS3],
    ['s3', FluentdOutput.s3({ bucket: 'logs', endpoint: 'https://minio.storage.svc:9000', caSecretName: 'ca', secretName: 'it' }), IMAGES.fluentdS3],
    ['loki', FluentdOutput.loki({ host: 'loki', tls: true, caSecretName: 'ca', tenant: 'shop', secretName: 'it' }), undefined],
    ['kafka2', FluentdOutput.kafka({ brokers: ['a:9093', 'b:9093'], tls: true, caSecretName: 'ca', secretName: 'it' }), IMAGES.fluentdKafka],
  ];

  test.each(OUTPUTS)('%s', (type, output, image) => {
    const { chart, config, pod } = fluentd({ output, image: image === undefined ? 'registry.example.com/fluentd-loki:1.19.3' : undefined });
    expect(errorsOf(chart)).toEqual([]);
    expect(warningIds(chart)).toEqual([]);
    expect(pod().containers[0].image).toBe(image ?? 'registry.example.com/fluentd-loki:1.19.3');
    const { sections } = parse(config());
    const match = sections[sections.length - 1];
    expect(match.values.get('@type')).toBe(type);
    // Nothing is lost at a restart: the buffer of every output is on the node, and retries never end.
    const buffer = match.sections.find(({ name }) => name === 'buffer')!;
    expect(Object.fromEntries(buffer.values)).toMatchObject({ '@type': 'file', 'path': '/var/lib/fluentd/buffer', 'retry_forever': 'true' });
    expect(config()).toContain('"#{ENV[\'OUTPUT_PASSWORD\']}"');
    expect(config().slice(config().indexOf('null'))).toMatchSnapshot();
  });

  test('without credentials, an output has the identity of its ServiceAccount', () => {
    expect(fluentd({ output: FluentdOutput.s3({ bucket: 'shop-logs' }) }).config()).not.toContain('aws_key_id');
    const kafka = fluentd({ output: FluentdOutput.kafka({ brokers: ['kafka:9092'] }) }).config();
    expect(kafka).not.toContain('sasl');
    expect(kafka).not.toContain('ssl');
  });

  test('Kafka takes the mechanism that was asked for', () => {
    const lines = (options: Partial<apps.FluentdKafkaOptions>) =>
      fluentd({ output: FluentdOutput.kafka({ brokers: ['kafka:9092'], secretName: 'kafka', ...options }) }).config().match(/.*(scram|sasl).*/g);
    expect(lines({})).toEqual(['  scram_mechanism sha512', '  sasl_over_ssl false']);
    expect(lines({ saslMechanism: FluentdSaslMechanism.SCRAM_SHA_256, tls: true })).toEqual(['  scram_mechanism sha256', '  sasl_over_ssl true']);
    expect(lines({ saslMechanism: FluentdSaslMechanism.PLAIN, tls: true })).toEqual(['  sasl_over_ssl true']);
  });

  test('Loki has an address of IPv6 in brackets', () => {
    expect(fluentd({ image: 'x:1', output: FluentdOutput.loki({ host: 'fd00::1' }) }).config()).toContain('url http://[fd00::1]:3100\n');
  });

  test('one of your own stands in the same match, with the same buffer', () => {
    const { sections } =
      parse(fluentd({ output: FluentdOutput.custom('@type kafka2\nbrokers kafka:9092\n<format>\n  @type json\n</format>') }).config());
    const match = sections[sections.length - 1];
    expect([match.values.get('@type'), match.sections.map(s => s.name)]).toEqual(['kafka2', ['format', 'buffer']]);
  });

  test('one of your own has credentials by the environment as well', () => {
    const { pod } = fluentd({ output: FluentdOutput.custom('@type null', 'kafka') });
    expect(pod().containers[0].env.map((e: any) => e.valueFrom.secretKeyRef)).toEqual([
      { key: 'password', name: 'kafka' }, { key: 'username', name: 'kafka' },
    ]);
  });
});

describe('multiline', () => {
  test('joins the lines of entries after the pieces of lines', () => {
    const config = fluentd({
      multiline: [{ firstLine: "^\\d+ it's", containerName: 'app', namespaceName: 'shop' }, { firstLine: '^\\S', containerName: 'web' }],
    }).config();
    parse(config);
    expect(config.match(/timeout_label .*/g)).toEqual(['timeout_label @LINES', 'timeout_label @ROOT', 'timeout_label @ROOT']);
    expect(config.match(/<filter kubernetes.*/g))
      .toEqual(['<filter kubernetes.var.log.pods.shop_**.app.**>', '<filter kubernetes.var.log.pods.**.web.**>']);
    expect(config.match(/multiline_start_regexp .*/g))
      .toEqual(["multiline_start_regexp '/^\\\\d+ it\\'s/'", "multiline_start_regexp '/^\\\\S/'"]);
  });

  test('of a namespace or of all containers', () => {
    expect(fluentd({ multiline: [{ firstLine: '^x', namespaceName: 'shop' }, { firstLine: '^y' }] }).config().match(/<filter kubernetes.*/g))
      .toEqual(['<filter kubernetes.var.log.pods.shop_**>', '<filter kubernetes.var.log.pods.**>']);
  });

  test('changes nothing when it is empty', () => {
    expect(fluentd({ multiline: [] }).config()).toBe(fluentd().config());
  });
});
