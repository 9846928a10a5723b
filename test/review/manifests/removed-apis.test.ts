import { readFileSync } from 'fs';
import { join } from 'path';
import { REMOVED_APIS } from '../../../src/catalog/kubernetes/api-versions';
import { readText } from '../../../src/review/manifests/read';
import { removedApiOf, replacementOf } from '../../../src/review/manifests/removed-apis';

const FILE = join(__dirname, 'old-apis.yaml');
const { resources, problems } = readText(FILE, readFileSync(FILE, 'utf8'));

test('every version that is gone has an object that shows what took its place', () => {
  const named = (entries: { apiVersion: string; kind: string }[]) => entries.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort();
  const replaced = REMOVED_APIS.filter(({ successor, wantsMore }) => successor && !wantsMore)
    .flatMap(({ apiVersion, kinds }) => kinds.map(kind => ({ apiVersion, kind })));
  expect(problems).toEqual([]);
  expect(named(resources)).toEqual(named(replaced));
});

test.each(
  resources.map(resource => [`${resource.apiVersion} ${resource.kind}`, resource] as const),
)('%s: the new version is not itself gone, and the old object is as it was', (_, { body }) => {
  const before = JSON.stringify(body);
  const replacement = replacementOf(body);
  expect(replacement).toMatchObject({ kind: body.kind, metadata: body.metadata });
  expect(removedApiOf(replacement)).toBeUndefined();
  expect(JSON.stringify(body)).toBe(before);
});

test.each([
  [
    'the selector of a workload is what its pods are labelled with', 'apps/v1beta1', 'StatefulSet',
    { spec: { selector: { matchLabels: { app: 'db' } } } },
  ],
  ['a path of an Ingress is matched as before', 'networking.k8s.io/v1beta1', 'Ingress', {
    spec: { rules: [{ http: { paths: [{ pathType: 'ImplementationSpecific', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] },
  }],
  [
    'shares of a priority level keep their number', 'flowcontrol.apiserver.k8s.io/v1beta1', 'PriorityLevelConfiguration',
    { spec: { limited: { nominalConcurrencyShares: 10 } } },
  ],
])('%s', (_, apiVersion, kind, expected) => {
  expect(replacementOf(resources.find(resource => resource.apiVersion === apiVersion && resource.kind === kind)!.body)).toMatchObject(expected);
});

test.each([
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition', 'policy/v1beta1 PodSecurityPolicy',
])('%s: what only a person can write is not made up', name => {
  const [apiVersion, kind] = name.split(' ');
  expect(removedApiOf({ apiVersion, kind })).toBeDefined();
  expect(replacementOf({ apiVersion, kind, metadata: { name: 'x' }, spec: {} })).toBeUndefined();
});
