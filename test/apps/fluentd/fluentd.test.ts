import { Chart, Testing } from 'cdk8s';
import { apps } from '../../../src';
import { manifest, testChart, warningIds } from '../../constructs/support';
import { FLUENTD } from '../cases/fluentd';
import { appSuite } from '../suite';

appSuite(FLUENTD);

const { FluentdOutput } = apps;

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
