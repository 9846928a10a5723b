import { Release } from '../../../src/catalog/kubernetes/release';
import { normalOf } from '../../../src/review/apiserver/normal';
import { refusalsOf } from '../../../src/review/apiserver/refused';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';

const read = (object: object) => readText('object', JSON.stringify(object));
const normal = (object: object, release: Release) => normalOf(read(object).resources[0], release);
const fields = (old: object, new_: object, release: Release) =>
  diff(read(old), read(new_), release).diffs.flatMap(found => found.fields.map(({ path }) => path));

const set = (rollingUpdate: object) =>
  ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db' }, spec: { serviceName: 'db', updateStrategy: { rollingUpdate } } });
const driver = (spec: object) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'a' }, spec });
const [V34, V35, V35_3, V35_4, V36, V37]: Release[] = [
  { minor: 34 }, { minor: 35 }, { minor: 35, patch: 3 }, { minor: 35, patch: 4 }, { minor: 36 }, { minor: 37 },
];

test('maxUnavailable of a StatefulSet is filled in by the releases that have it', () => {
  const filled = [V34, V35, V35_3, V35_4, V36, V37].map(release => normal(set({}), release).spec.updateStrategy.rollingUpdate.maxUnavailable);
  expect(filled).toEqual([undefined, undefined, 1, undefined, undefined, 1]);
});

test.each([V34, V35, V35_3, V36, V37])('1 is what its absence means in %j, and 2 is not', release => {
  expect(fields(set({}), set({ maxUnavailable: 1 }), release)).toEqual([]);
  expect(fields(set({}), set({ maxUnavailable: 2 }), release)).toEqual(['spec.updateStrategy.rollingUpdate.maxUnavailable']);
});

test('preventPodSchedulingIfMissing of a CSIDriver is filled in from 1.37 on', () => {
  expect([V36, V37].map(release => normal(driver({}), release).spec.preventPodSchedulingIfMissing)).toEqual([undefined, false]);
  expect(fields(driver({}), driver({ preventPodSchedulingIfMissing: false }), V36)).toEqual([]);
  expect(fields(driver({}), driver({ preventPodSchedulingIfMissing: true }), V37)).toEqual(['spec.preventPodSchedulingIfMissing']);
});

test('defaults that the server publishes are filled in, wherever they are', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: {
      containers: [{ name: 'a', ports: [{ containerPort: 1 }, { containerPort: 2, protocol: 'UDP' }] }],
      volumes: [{ name: 'a', iscsi: { lun: 0 } }],
    },
  };
  const { spec } = normal(pod, V34);
  expect(spec.containers[0].ports.map(({ protocol }: any) => protocol)).toEqual(['TCP', 'UDP']);
  expect(spec.volumes[0].iscsi.iscsiInterface).toBe('default');
});

test('a manifest is understood anew for another release', () => {
  const [resource] = read(set({})).resources;
  const filled = [V36, V37, V36].map(release => normalOf(resource, release).spec.updateStrategy.rollingUpdate.maxUnavailable);
  expect(filled).toEqual([undefined, 1, undefined]);
});

test('a CronJob has no defaults of Jobs', () => {
  const cron = (spec: object) =>
    ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a' }, spec: { schedule: '0 0 * * *', jobTemplate: { spec } } });
  expect(normal(cron({}), V34).spec.jobTemplate?.spec?.backoffLimit).toBeUndefined();
});

test.each<[string, object, object, number, string]>([
  ['StatefulSet', { spec: { serviceName: 'a' } }, { spec: { serviceName: 'b' } }, 37, 'updates to statefulset spec for fields other than'],
  ['StorageClass', { provisioner: 'a' }, { provisioner: 'b' }, 36, 'updates to provisioner are forbidden.'],
  ['RoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }, 37, 'cannot change roleRef'],
])('%s: the sentence of a refusal is that of the release', (kind, before, after, minor, former) => {
  const of = (object: object) => read({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...object }).resources[0];
  const rules = (release: Release) => refusalsOf(of(before), of(after), release).map(({ rule }) => rule);
  expect(rules({ minor })).toEqual(['field is immutable']);
  expect(rules({ minor: minor - 1 })).toEqual([expect.stringContaining(former)]);
});
