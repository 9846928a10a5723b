import { isMap } from './removed-apis';
import { Resource, describe } from './resource';
import { Path, Problem } from './source';
import { SCHEMA, SCHEMA_KINDS } from '../../catalog/kubernetes/schema';
import { SchemaField, fieldsByName } from '../../catalog/kubernetes/schema-fields';

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

/** Fields of an object that do not have the type that Kubernetes defines. Rules rely on the types. */
export function schemaProblems(resource: Resource): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string) =>
    problems.push({ file: resource.file, ...resource.at(path), message: `${resource.title} ${path.join('.')}: ${message}` });
  const visit = (value: unknown, { around, type }: Pick<SchemaField, 'around' | 'type'>, path: Path): void => {
    if (value === undefined || value === null) {
      return; // The API server treats null as absent.
    }
    const wanted = mismatch(value, around, type);
    if (wanted) {
      report(path, `got ${describe(value)}, wanted ${wanted}`);
    } else if (around.startsWith('[')) {
      (value as unknown[]).forEach((item, i) => item === null || item === undefined
        ? report([...path, i], 'got nothing, wanted an entry') : visit(item, { around: around.slice(1), type }, [...path, i]));
    } else if (around.startsWith('{')) {
      Object.entries(value).forEach(([key, entry]) => visit(entry, { around: around.slice(1), type }, [...path, key]));
    } else if (typeof value === 'object') {
      const fields = fieldsIn(type);
      Object.entries(value).forEach(([name, inner]) => fields.has(name) && visit(inner, fields.get(name)!, [...path, name]));
    }
  };
  const { kind, group, body } = resource;
  const known = KINDS.get(kind.toLowerCase());
  if (known !== undefined && known !== kind) {
    report(['kind'], `got '${kind}', wanted '${known}'`);
  }
  visit(body.metadata, { around: '', type: 'ObjectMeta' }, ['metadata']);
  if (Object.hasOwn(CUSTOM, kind) || READ_IN_ALL_GROUPS.includes(kind) || !isCustomGroup(group)) {
    const { metadata: _, ...others } = body;
    visit(others, { around: '', type: kind }, []);
  }
  return problems;
}

/** Whether kinds of the group are not part of Kubernetes. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function fieldsIn(definition: string): ReadonlyMap<string, Pick<SchemaField, 'around' | 'type'>> {
  return CUSTOM_FIELDS.get(definition) ?? fieldsByName(definition);
}

/** The expected type, if the value has another type. */
function mismatch(value: unknown, around: string, type: string): string | undefined {
  const is = (...types: string[]) => types.includes(typeof value);
  if (around !== '') {
    return around.startsWith('[')
      ? Array.isArray(value) ? undefined : `a list${type === 'string' ? ' of strings' : ''}`
      : isMap(value) ? undefined : 'a map';
  }
  switch (type) {
    case 'string': return is('string') ? undefined : 'a string; quote it';
    case 'integer': return Number.isInteger(value) ? undefined : is('number') ? 'a whole number' : 'a number';
    case 'number': return is('number') ? undefined : 'a number';
    case 'boolean': return is('boolean') ? undefined : 'true or false';
    case 'intOrString': return is('number', 'string') ? undefined : 'a number or a string';
    case 'quantity': return is('number', 'string') ? undefined : 'a quantity, such as 1Gi';
    default: return !Object.hasOwn(SCHEMA, type) && !Object.hasOwn(CUSTOM, type) || isMap(value) ? undefined : 'a map';
  }
}
