import { isMap } from './removed-apis';
import { Resource, describe } from './resource';
import { Path, Problem } from './source';
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

/** Fields of an object that do not have the type that Kubernetes defines. Rules rely on the types. */
export function schemaProblems(resource: Resource): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string) =>
    problems.push({ file: resource.file, ...resource.at(path), message: `${resource.title} ${path.join('.')}: ${message}` });
  // The path of the field that is visited. Most fields have the right type, so that none gets a path of its own.
  const path: (string | number)[] = [];
  const visit = (step: string | number, value: any, type: FieldType): void => {
    path.push(step);
    visitFields(value, type);
    path.pop();
  };
  const visitFields = (value: any, { around, type }: FieldType): void => {
    if (value === undefined || value === null) {
      return; // The API server treats null as absent.
    }
    const wanted = mismatch(value, around, type);
    if (wanted) {
      report(path, `got ${describe(value)}, wanted ${wanted}`);
    } else if (around.startsWith('[')) {
      const entry = { around: around.slice(1), type };
      (value as unknown[]).forEach((item, i) => item === null || item === undefined
        ? report([...path, i], 'got nothing, wanted an entry') : visit(i, item, entry));
    } else if (typeof value === 'object') {
      const fields = around === '' ? fieldsIn(type) : undefined;
      const entry = { around: around.slice(1), type };
      for (const name of Object.keys(value)) {
        const field = fields ? fields.get(name) : entry;
        if (field) {
          visit(name, value[name], field);
        }
      }
    }
  };
  const { kind, group, body } = resource;
  const known = KINDS.get(kind.toLowerCase());
  if (known !== undefined && known !== kind) {
    report(['kind'], `got '${kind}', wanted '${known}'`);
  }
  visit('metadata', body.metadata, { around: '', type: 'ObjectMeta' });
  if (Object.hasOwn(CUSTOM, kind) || READ_IN_ALL_GROUPS.includes(kind) || !isCustomGroup(group)) {
    const { metadata: _, ...others } = body;
    visitFields(others, { around: '', type: kind });
  }
  return problems;
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
    case 'string': return typeof value === 'string' ? undefined : 'a string; quote it';
    case 'integer': return Number.isInteger(value) ? undefined : typeof value === 'number' ? 'a whole number' : 'a number';
    case 'number': return typeof value === 'number' ? undefined : 'a number';
    case 'boolean': return typeof value === 'boolean' ? undefined : 'true or false';
    case 'intOrString': return typeof value === 'number' || typeof value === 'string' ? undefined : 'a number or a string';
    case 'quantity': return typeof value === 'number' || typeof value === 'string' ? undefined : 'a quantity, such as 1Gi';
    default: return !Object.hasOwn(SCHEMA, type) && !Object.hasOwn(CUSTOM, type) || isMap(value) ? undefined : 'a map';
  }
}
