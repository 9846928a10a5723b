import { join } from 'path';
import { Cluster, Manifest, kubectl, serverRelease } from './cluster';
import { Release } from '../../src/catalog/kubernetes/release';
import { SCHEMA_MINORS } from '../../src/catalog/kubernetes/schema';
import { DEFAULTS } from '../../src/review/apiserver/defaults';
import { normalOf } from '../../src/review/apiserver/normal';
import { fieldsOf } from '../../src/catalog/kubernetes/schema-fields';
import { diff } from '../../src/review/diff/diff';
import { readManifests } from '../../src/review/manifests/files';
import { parseQuantity } from '../../src/review/manifests/quantity';
import { readText } from '../../src/review/manifests/read';
import { Resource } from '../../src/review/manifests/resource';

/* What the server of a release fills in is what `diff` takes for filled in. Objects are asked about, not made. */

const { resources, problems } = readManifests([join(__dirname, 'live', 'bare.yaml')]);
const kinds = [...new Set(resources.map(({ kind }) => kind))];
let cluster: Cluster;
let release: Release;

beforeAll(async () => {
  cluster = await Cluster.connect();
  release = await serverRelease();
});
afterAll(() => cluster.close());

test('there is a bare object of each kind that has defaults', () => {
  expect(problems).toEqual([]);
  expect(Object.keys(DEFAULTS).filter(kind => !kinds.includes(kind))).toEqual([]);
});

test.each(resources.map(resource => [resource.title, resource] as const))('%s', async (_, resource) => {
  const live = await cluster.apply(resource.body, { dryRun: true, namespace: 'default' });
  const [before, after] = [resource.body, live].map(object => readText('object', JSON.stringify(object)));
  const said = (old: typeof before, new_: typeof before) => diff(old, new_, release).diffs.flatMap(({ fields }) => fields.map(({ path }) => path));
  // The server fills in nothing that is not known, and what is taken for filled in, it fills in.
  expect(said(after, before)).toEqual([]);
  expect(notIn(normalOf(before.resources[0] as Resource, release), live)).toEqual([]);
});

test('fields are those that the server publishes, if its documents were read', async () => {
  const documents = await Promise.all(['api/v1', 'apis/apps/v1', 'apis/storage.k8s.io/v1', 'apis/batch/v1'].map(path => kubectl('get', '--raw', `/openapi/v3/${path}`)));
  // TokenRequest is two things.
  const schemas = documents.flatMap(document => Object.entries<Manifest>(JSON.parse(document).components.schemas)).filter(([id]) => !id.includes('.authentication.'));
  const wrong = schemas.filter(([id, { properties = {} }]) => {
    const [known, published] = [fieldsOf(id.split('.').pop()!).filter(({ since }) => since <= release.minor).map(({ name }) => name),
      Object.keys(properties).filter(name => !['status', 'managedFields'].includes(name))];
    return known.length > 0 && known.sort().join() !== published.sort().join();
  });
  expect(SCHEMA_MINORS.includes(release.minor) ? wrong.map(([id]) => id) : []).toEqual([]);
});

/** Paths of values that another object does not have. */
function notIn(value: any, other: any, path = ''): string[] {
  if (value !== null && typeof value === 'object') {
    return Object.keys(value).flatMap(key => notIn(value[key], other?.[key], `${path}.${key}`));
  }
  return value === other || value === parseQuantity(other) ? [] : [path];
}
