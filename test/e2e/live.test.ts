import { join } from 'path';
import { Cluster, Manifest, eventually, kubectl, serverRelease } from './cluster';
import { holdNames } from './nodes-lock';
import { EXAMPLES, exampleNames } from '../../scripts/examples';
import { Release } from '../../src/catalog/kubernetes/release';
import { DEFAULTS } from '../../src/review/apiserver/defaults';
import { diff } from '../../src/review/diff/diff';
import { readManifests } from '../../src/review/manifests/files';
import { Manifests, readText } from '../../src/review/manifests/read';

holdNames();

/* What is applied and read back is the same: `diff` finds nothing, in either direction. */

const FILE = join(__dirname, 'live', 'every-kind.yaml');
const NAMESPACE = 'e2e-live';
let cluster: Cluster;
let release: Release;

beforeAll(async () => {
  cluster = await Cluster.connect();
  release = await serverRelease();
});
afterAll(() => cluster.close());

/** Nobody installs these on a cluster for a test: they are asked about. */
const HOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind): Manifest => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: 'e2e-live' },
  webhooks: [{
    name: 'hook.example.com',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    clientConfig: { service: { name: 'x', namespace: 'x' } },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
  }],
}));

const read = (objects: Manifest[]) => readText('objects', objects.map(object => JSON.stringify(object)).join('\n---\n'));
/** Objects of an example, but for kinds that are no part of Kubernetes, in a namespace that is there. */
const exampleOf = (name: string) =>
  readManifests([join(EXAMPLES, name, 'manifest.yaml')]).resources.filter(({ group }) => group !== 'snapshot.storage.k8s.io')
    .map(({ body, namespace }): Manifest => ({ ...body, metadata: { ...body.metadata, namespace: namespace && 'default' } }));

test.each<[string, Manifest[]]>([
  ['hooks', HOOKS], ...exampleNames().map((name): [string, Manifest[]] => [name, exampleOf(name)]),
])('%s: what the server makes of it is the same', async (_, objects) => {
  const live = await Promise.all(objects.map(object => cluster.apply(object, { dryRun: true, namespace: 'default' })));
  expectSame(read(objects), read([{ apiVersion: 'v1', kind: 'List', items: live }]));
});

test('every kind that has defaults: what controllers have made of it is the same', async () => {
  const written = readManifests([FILE]);
  expect(Object.keys(DEFAULTS).filter(kind => ![...written.resources, ...HOOKS].some(object => object.kind === kind))).toEqual([]);
  const here = ['-n', NAMESPACE, '-f', FILE];
  try {
    await kubectl('create', 'namespace', NAMESPACE);
    await kubectl('apply', '--server-side', ...here);
    await eventually('controllers have been there',
      async () => (await cluster.get('v1', 'PersistentVolumeClaim', NAMESPACE, 'static')).status?.phase === 'Bound'
      && (await cluster.get('apps/v1', 'StatefulSet', NAMESPACE, 'db')).status?.updateRevision
        && (await cluster.get('batch/v1', 'Job', NAMESPACE, 'once')).status?.active);
    expectSame(written, readText('live', await kubectl('get', ...here, '-o', 'yaml')));
  } finally {
    await kubectl('delete', ...here, '--ignore-not-found', '--wait=false', '--grace-period=1');
    await cluster.delete('v1', 'Namespace', undefined, NAMESPACE);
    await eventually('end of the namespace', async () => !await cluster.get('v1', 'Namespace', undefined, NAMESPACE));
  }
});

function expectSame(written: Manifests, live: Manifests): void {
  const titles = ({ resources }: Manifests) => resources.map(({ title }) => title).sort();
  expect([...written.problems, ...live.problems]).toEqual([]);
  expect(titles(live)).toEqual(titles(written));
  const said = (old: Manifests, new_: Manifests) => diff(old, new_, release).diffs
    .map(({ object, fields, consequences }) => [object, ...fields.map(({ path }) => path), ...consequences.map(({ message }) => message)].join(' '));
  expect(said(written, live)).toEqual([]);
  expect(said(live, written)).toEqual([]);
}
