import { FIELDS, FieldFacts } from '../../../src/catalog/kubernetes/fields';
import { isAmong } from '../../../src/catalog/kubernetes/release';
import { SCHEMA, SCHEMA_MINORS } from '../../../src/catalog/kubernetes/schema';
import { SchemaField, fieldsOf } from '../../../src/catalog/kubernetes/schema-fields';

const SCALARS = ['any', 'boolean', 'integer', 'intOrString', 'number', 'quantity', 'string'];

test('each type is a scalar or a definition, and each default has that type', () => {
  const wrong = Object.keys(SCHEMA).flatMap(definition => fieldsOf(definition).filter(({ type }) => !SCALARS.includes(type) && !Object.hasOwn(SCHEMA, type)).map(({ name }) => `${definition}.${name}`));
  expect(wrong).toEqual([]);
});

test.each([
  ['StatefulSetSpec', 'replicas', { around: '', type: 'integer', since: 0 }],
  ['StatefulSetSpec', 'volumeClaimTemplates', { around: '[', type: 'PersistentVolumeClaim' }],
  ['ContainerPort', 'protocol', { default: 'TCP', values: [{ value: 'SCTP', since: 0 }, { value: 'TCP', since: 0 }, { value: 'UDP', since: 0 }] }],
  ['StatefulSetUpdateStrategy', 'type', { values: [{ value: 'OnDelete', since: 0 }, { value: 'Recreate', since: 37 }, { value: 'RollingUpdate', since: 0 }] }],
  ['PersistentVolumeClaimSpec', 'accessModes', { around: '[', values: ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'].map(value => ({ value, since: 0 })) }],
  ['ResourceRequirements', 'limits', { around: '{', type: 'quantity' }],
  ['RBDVolumeSource', 'keyring', { default: '/etc/ceph/keyring' }],
  ['CSIDriverSpec', 'preventPodSchedulingIfMissing', { type: 'boolean', since: 37 }],
  // Required: the documents say '' of it.
  ['StatefulSetSpec', 'serviceName', { type: 'string', default: undefined }],
])('%s.%s', (definition, name, field) => {
  expect(fieldsOf(definition).find(one => one.name === name)).toMatchObject(field);
});

/* A field that a release has is in its document; the document also has fields whose gate is off. */
test.each(Object.entries<FieldFacts>(FIELDS).filter(([, { path }]) => path !== undefined))('%s is in the documents of the releases that have it', (_, { of, path, releases }) => {
  const start = of === 'pod' ? 'PodSpec' : of === 'claim' ? 'PersistentVolumeClaimSpec' : of === 'container' ? 'Container' : of!;
  const fields = path!.split('.').filter(step => step !== '*').reduce<SchemaField[]>((found, step) => {
    const definition = found.length === 0 ? start : found[found.length - 1].type;
    return [...found, fieldsOf(definition).find(({ name }) => name === step)!];
  }, []);
  expect(fields).not.toContain(undefined);
  const since = Math.max(...fields.map(field => field.since));
  expect(SCHEMA_MINORS.filter(minor => isAmong(releases, { minor }) && minor < since)).toEqual([]);
});
