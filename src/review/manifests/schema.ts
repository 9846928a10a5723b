import { isMap } from './removed-apis';
import { Mistyped, Resource } from './resource';
import { Problem } from './source';
import { SCHEMA, SCHEMA_KINDS } from '../../catalog/kubernetes/schema';
import { SchemaField, fieldsByName } from '../../catalog/kubernetes/schema-fields';

type FieldType = Pick<SchemaField, 'around' | 'type'>;

/** Types of the fields of custom resources that rules read, by definition: a scalar, a list or a map of scalars, or a definition. */
const CUSTOM: { readonly [definition: string]: { readonly [field: string]: string } } = {
  VolumeSnapshotClass: { driver: 'string', deletionPolicy: 'string', parameters: '{string' },
  VerticalPodAutoscaler: { spec: 'VerticalPodAutoscalerSpec' },
  VerticalPodAutoscalerSpec: { targetRef: 'CrossVersionObjectReference' },
};

const CUSTOM_FIELDS = new Map(Object.entries(CUSTOM).map(([definition, fields]) => [definition, new Map(Object.entries(fields)
  .map(([name, type]) => [name, { around: type.startsWith('{') ? '{' : '', type: type.replace('{', '') }]))]));

/** Kinds by their lower-case names: the API server does not know `statefulset`, and no rule would check it. */
const KINDS = new Map([...Object.values(SCHEMA_KINDS).flat(), ...Object.keys(CUSTOM), 'List'].map(kind => [kind.toLowerCase(), kind]));

/** Kinds that rules read whatever their API group: an operator may have a StatefulSet of its own. */
const READ_IN_ALL_GROUPS = [
  'CronJob', 'DaemonSet', 'Deployment', 'Job', 'PersistentVolumeClaim', 'Pod', 'ReplicaSet', 'Secret', 'Service',
  'StatefulSet',
];

/** The problem of a kind that is written in another case. */
export function kindProblems(resource: Resource): Problem[] {
  const { kind, title, file } = resource;
  const known = KINDS.get(kind.toLowerCase());
  return known === undefined || known === kind ? []
    : [{ file, ...resource.at(['kind']), message: `${title} kind: got '${kind}', wanted '${known}'` }];
}

/**
 * The object with values of the types that Kubernetes defines, which rules rely on. A text such as '3' counts as the number; other values
 * of another type are left out.
 */
export function typed(resource: Resource): Resource {
  const mistyped: Mistyped[] = [];
  const { kind, group, body } = resource;
  const { metadata, ...others } = body;
  const typedMetadata = typedValue(metadata, { around: '', type: 'ObjectMeta' }, ['metadata'], mistyped);
  const isServed = !isCustomGroup(group);
  const fields = Object.hasOwn(CUSTOM, kind) || READ_IN_ALL_GROUPS.includes(kind) || isServed
    // An operator may define a field of a kind that has the same name otherwise.
    ? typedValue(others, { around: '', type: kind }, [], isServed ? mistyped : []) : others;
  return typedMetadata === metadata && fields === others ? resource
    : resource.withTypes({ ...fields, ...typedMetadata === undefined ? {} : { metadata: typedMetadata } }, mistyped);
}

/**
 * The value without what has another type; the value itself if nothing has. Entries of lists keep their places. The path is that of the
 * value; most values have the right type, so that none gets a path of its own.
 */
function typedValue(value: any, { around, type }: FieldType, path: (string | number)[], mistyped: Mistyped[]): any {
  if (value === undefined || value === null) {
    return value; // The API server treats null as absent.
  }
  const wanted = mismatch(value, around, type);
  if (wanted) {
    const meant = around === '' ? meantScalar(value, type) : undefined;
    mistyped.push({ path: [...path], value, wanted, isLeftOut: meant === undefined });
    return meant;
  }
  if (typeof value !== 'object') {
    return value;
  }
  const entry = { around: around.slice(1), type };
  if (around.startsWith('[')) {
    return withChanges(value, [...value.keys()] as number[], i => {
      path.push(i);
      const after = typedEntry(value[i], entry, path, mistyped);
      path.pop();
      return after;
    });
  }
  const fields = around === '' ? fieldsIn(type) : undefined;
  return withChanges(value, Object.keys(value), name => {
    const field = fields ? fields.get(name) : entry;
    if (!field) {
      return value[name];
    }
    path.push(name);
    const after = typedValue(value[name], field, path, mistyped);
    path.pop();
    return after;
  });
}

function typedEntry(value: any, type: FieldType, path: (string | number)[], mistyped: Mistyped[]): any {
  if (value === null || value === undefined) {
    mistyped.push({ path: [...path], value: null, wanted: 'an entry', isLeftOut: true });
  }
  return typedValue(value, type, path, mistyped) ?? emptyOf(type);
}

/** A list or a map with other values at some keys, without those that are undefined; itself if none changes, as most. */
function withChanges<K extends string | number>(value: any, keys: K[], changed: (key: K) => any): any {
  let copy: any;
  for (const key of keys) {
    const after = changed(key);
    if (after !== value[key]) {
      copy ??= Array.isArray(value) ? [...value] : { ...value };
      if (after === undefined) {
        delete copy[key];
      } else {
        copy[key] = after;
      }
    }
  }
  return copy ?? value;
}

/** What the author of a scalar of another type meant, if that is evident. */
function meantScalar(value: unknown, type: string): unknown {
  switch (type) {
    case 'string': return ['number', 'boolean'].includes(typeof value) ? String(value) : undefined;
    case 'integer': return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
    case 'boolean': return value === 'true' ? true : value === 'false' ? false : undefined;
    default: return undefined;
  }
}

/** What stands in a list for an entry of another type. */
function emptyOf({ around, type }: FieldType): unknown {
  const scalars: { readonly [type: string]: unknown } = { string: '', integer: 0, number: 0, boolean: false, intOrString: 0, quantity: 0 };
  return around.startsWith('[') ? [] : around === '' && Object.hasOwn(scalars, type) ? scalars[type] : {};
}

/** Whether kinds of the group are not part of Kubernetes. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function fieldsIn(definition: string): ReadonlyMap<string, FieldType> {
  return CUSTOM_FIELDS.get(definition) ?? fieldsByName(definition);
}

/** The expected type, if the value has another type. */
function mismatch(value: unknown, around: string, type: string): string | undefined {
  if (around !== '') {
    return around.startsWith('[')
      ? Array.isArray(value) ? undefined : `a list${type === 'string' ? ' of strings' : ''}`
      : isMap(value) ? undefined : 'a map';
  }
  switch (type) {
    case 'string': return typeof value === 'string' ? undefined : 'a string';
    case 'integer': return Number.isInteger(value) ? undefined : typeof value === 'number' ? 'a whole number' : 'a number';
    case 'number': return typeof value === 'number' ? undefined : 'a number';
    case 'boolean': return typeof value === 'boolean' ? undefined : 'true or false';
    case 'intOrString': return typeof value === 'number' || typeof value === 'string' ? undefined : 'a number or a string';
    case 'quantity': return typeof value === 'number' || typeof value === 'string' ? undefined : 'a quantity, such as 1Gi';
    default: return !Object.hasOwn(SCHEMA, type) && !Object.hasOwn(CUSTOM, type) || isMap(value) ? undefined : 'a map';
  }
}
