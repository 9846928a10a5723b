import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { Testing, Yaml } from 'cdk8s';
import { file, folder, run } from './run';
import { Etcd, Fluentd, FluentdOutput, Metrics, NodeExporter, Postgres } from '../../src/apps';
import { FAST, MINIMAL, chartWith } from '../constructs/support';
import { block } from '../e2e/pages/page';
import { run as runProgram } from '../e2e/pages/program';

const ROOT = join(__dirname, '..', '..');

/** An object whose pods have one container with an image named after its kind. */
function object(apiVersion: string, kind: string, path: string[]): string {
  const pod = { containers: [{ name: 'main', image: `${kind.toLowerCase()}:1` }] };
  const body = path.reduceRight<object>((below, step) => ({ [step]: below }), pod);
  return JSON.stringify({ apiVersion, kind, metadata: { name: 'it' }, ...body });
}

const TEMPLATE = ['spec', 'template', 'spec'];

test.each([
  ['v1', 'Pod', ['spec']],
  ['apps/v1', 'Deployment', TEMPLATE],
  ['apps/v1', 'StatefulSet', TEMPLATE],
  ['apps/v1', 'DaemonSet', TEMPLATE],
  ['apps/v1', 'ReplicaSet', TEMPLATE],
  ['batch/v1', 'Job', TEMPLATE],
  ['batch/v1', 'CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
  ['v1', 'ReplicationController', TEMPLATE],
  ['argoproj.io/v1alpha1', 'Rollout', TEMPLATE],
  ['apps.openshift.io/v1', 'DeploymentConfig', TEMPLATE],
])('the pods of a %s %s', (apiVersion, kind, path) => {
  const items = `{"apiVersion": "v1", "kind": "List", "items": [${object(apiVersion, kind, path)}]}`;
  for (const text of [object(apiVersion, kind, path), items]) {
    expect(run('images', file('one.yaml', text))).toEqual({ code: 0, out: `${kind.toLowerCase()}:1\n`, err: '' });
  }
});

test('containers of every kind, and image volumes, each image once and sorted', () => {
  const pod = file('pod.yaml', `
apiVersion: v1
kind: Pod
metadata: { name: it }
spec:
  initContainers:
    - { name: first, image: registry.example.com/b:1 }
    - { name: sidecar, image: postgres:18.6, restartPolicy: Always }
  containers: [{ name: main, image: registry.example.com/b:1 }, { name: other, image: a/z@sha256:20ab }, { name: injected }]
  ephemeralContainers: [{ name: debug, image: busybox }]
  volumes: [{ name: model, image: { reference: quay.io/models/m:2 } }, { name: data, emptyDir: {} }]
status: { containerStatuses: [{ name: main, image: not.this/one:1 }] }
`);
  expect(run('images', pod, pod)).toEqual({
    code: 0, out: 'a/z@sha256:20ab\nbusybox\npostgres:18.6\nquay.io/models/m:2\nregistry.example.com/b:1\n', err: '',
  });
});

test('nothing of objects without pods, or with a template of something else', () => {
  const { out, code } = run('images', file('none.yaml', `
apiVersion: v1
kind: ConfigMap
metadata: { name: it }
data: { containers: 'image: a:1' }
---
apiVersion: example.com/v1
kind: Certificate
metadata: { name: it }
spec: { template: { spec: { containers: all, volumes: { image: { reference: a } } } } }
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: it }
spec: { rules: [{ validate: { pattern: { spec: { containers: [{ image: '!*:latest' }] } } } }] }
`));
  expect({ out, code }).toEqual({ out: '', code: 0 });
});

describe('messages go to standard error', () => {
  const good = file('good.yaml', object('v1', 'Pod', ['spec']));

  test('what cannot be read is an error, and the rest is listed', () => {
    const bad = file('bad.yaml', 'a: [\n');
    expect(run('images', bad, good, join(folder, 'nope'))).toEqual({
      code: 1,
      out: 'pod:1\n',
      err: expect.stringMatching(/^error: .*bad\.yaml:2:1: is not valid YAML: .*\nerror: .*nope:1:1: does not exist\n$/),
    });
  });

  test('what is skipped is a note', () => {
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'pod.yaml'), object('v1', 'Pod', ['spec']));
    writeFileSync(join(dist, 'values.yaml'), 'image: { tag: 1 }\n');
    expect(run('images', dist))
      .toEqual({ code: 0, out: 'pod:1\n', err: `note: skipped ${join(dist, 'values.yaml')}: contains no Kubernetes object\n` });
  });

  test('no image controls the terminal', () => {
    const { out } = run('images', file('hostile.yaml', object('v1', 'Pod', ['spec']).replace('pod:1', 'a\\u001b[31m\\nb:1')));
    expect(out).toBe('a\uFFFD[31m b:1\n');
  });

  test('wrong usage ends with 1', () => {
    expect(run('images')).toMatchObject({ code: 1, out: '' });
    expect(run('images', good, '--output', 'sarif'))
      .toMatchObject({ code: 1, err: expect.stringContaining('Expected one of terminal, json, with') });
    expect(run('images', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes:\n  0  all manifests were read\n  1  ') });
  });

  test('JSON fits the published schema', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'reference', 'images.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    for (const paths of [[good], [file('worse.yaml', 'a: [\n')], [join(folder, 'dist')]]) {
      const { out } = run('images', ...paths, '--output', 'json');
      expect(validate(JSON.parse(out)) || validate.errors).toBe(true);
    }
    expect(JSON.parse(run('images', good, '--output', 'json').out)).toEqual({ version: 1, images: ['pod:1'], problems: [], skipped: [] });
    expect(validate({ version: 1, images: [''], problems: [], skipped: [] })).toBe(false);
  });
});

describe('docs/how-to/air-gapped.md', () => {
  const storage = { size: MINIMAL.storage.size, tier: FAST };
  const synthesized = (registry?: string) => {
    const chart = chartWith('registry', registry);
    new Postgres(chart, 'Postgres', { name: 'orders', secretName: 'orders', storage, metrics: Metrics.podMonitor() });
    new Etcd(chart, 'Etcd', { name: 'etcd', tlsSecretName: 'etcd', storage });
    new Fluentd(chart, 'Fluentd', { name: 'logs', output: FluentdOutput.forward({ host: 'aggregator' }) });
    new NodeExporter(chart, 'NodeExporter', { name: 'metrics' });
    return Yaml.stringify(...Testing.synth(chart));
  };

  /** Runs the commands of the page with an own crane, which says what it copies. */
  function copies(manifests: string): string[][] {
    const site = join(folder, 'site');
    ['', 'dist', 'bin'].forEach(name => mkdirSync(join(site, name), { recursive: true }));
    writeFileSync(join(site, 'dist', 'shop.k8s.yaml'), manifests);
    const cli = `exec ${process.execPath} -r ${ROOT}/node_modules/ts-node/register/transpile-only ${ROOT}/src/cli/main.ts "$@"`;
    writeFileSync(join(site, 'bin', 'npx'), `#!/bin/sh\nshift\n${cli}\n`, { mode: 0o755 });
    writeFileSync(join(site, 'bin', 'crane'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const script = ['List the images, sh 1', 'Copy the images, sh 1'].map(name => block(`air-gapped: ${name}`).text).join('\n');
    const env = { ...process.env, PATH: `${join(site, 'bin')}:${process.env.PATH}`, TS_NODE_PROJECT: join(ROOT, 'examples', 'tsconfig.json') };
    return execFileSync('sh', ['-euc', script], { cwd: site, env, encoding: 'utf8' }).trim().split('\n').map(line => line.split(' '));
  }

  test('the copies that its commands make are those that the context names', () => {
    const made = copies(`${synthesized()}---\n${object('v1', 'Pod', ['spec']).replace('pod:1', 'registry.example.com/billing:4.2.0')}`);
    expect(made.map(([command]) => command)).toEqual(made.map(() => 'copy'));
    const wanted = run('images', file('mirrored.yaml', synthesized('registry.example.com/mirror'))).out.trim().split('\n');
    expect(wanted.length).toBeGreaterThan(4);
    expect(made.map(([, , copy]) => copy).sort()).toEqual(wanted);
    const table = [...readFileSync(join(ROOT, 'docs', 'how-to', 'air-gapped.md'), 'utf8').matchAll(/^\| `(.*)` \| `(.*)` \|$/gm)];
    expect(table.length).toBeGreaterThan(2);
    expect(made.map(([, ...pair]) => pair)).toEqual(expect.arrayContaining(table.map(([, ...pair]) => pair)));
  });

  test('its programs list images, and copies', () => {
    expect(runProgram(block('air-gapped: List the images, ts 1')).values.images).toEqual([Postgres.DEFAULT_IMAGE]);
    expect(JSON.stringify(runProgram(block('air-gapped: Use the copies, ts 1')).manifests))
      .toContain('"registry.example.com/mirror/prometheus/node-exporter:');
  });
});
