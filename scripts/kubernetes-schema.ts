import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';

/*
 * Generates src/catalog/kubernetes/schema.ts from the OpenAPI documents of API servers: the fields of the kinds that
 * `check` and `diff` know.
 *
 *     npx projen kubernetes:schema save FOLDER                          # the documents of the server of KUBECONFIG
 *     npx projen kubernetes:schema write 1.34=FOLDER 1.37=FOLDER        # from the oldest to the newest
 *
 * A folder may also be api/openapi-spec/v3 of the Kubernetes sources, which does not contain the enums.
 */
const FILE = join(ROOT, 'src', 'catalog', 'kubernetes', 'schema.ts');

/** Kinds, by document. */
const KINDS: { readonly [document: string]: string[] } = {
  'api/v1': [
    'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod',
    'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ],
  'apis/admissionregistration.k8s.io/v1': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  'apis/apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apis/apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'apis/autoscaling/v2': ['HorizontalPodAutoscaler'],
  'apis/batch/v1': ['CronJob', 'Job'],
  'apis/discovery.k8s.io/v1': ['EndpointSlice'],
  'apis/networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'apis/policy/v1': ['PodDisruptionBudget'],
  'apis/rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'apis/scheduling.k8s.io/v1': ['PriorityClass'],
  'apis/storage.k8s.io/v1': ['CSIDriver', 'StorageClass', 'VolumeAttributesClass'],
};

/** Fields that the cluster writes. */
const OF_THE_CLUSTER = ['status', 'managedFields'];

/** A field in one release. */
interface Field {
  readonly type: string;
  readonly enum: string[];
  readonly default?: unknown;
}

/** Fields by definition, such as `Pod` or `PodSpec`. */
type Definitions = Map<string, Map<string, Field>>;

const [command, ...args] = process.argv.slice(2);
if (command === 'save' && args.length === 1) {
  save(args[0]);
} else if (command === 'write' && args.length > 0) {
  write(args);
} else {
  throw new Error('usage: save FOLDER | write RELEASE=FOLDER…, from the oldest release to the newest');
}

function save(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const document of Object.keys(KINDS)) {
    writeFileSync(fileOf(folder, document), execFileSync('kubectl', ['get', '--raw', `/openapi/v3/${document}`], { maxBuffer: 2 ** 28 }));
  }
}

function fileOf(folder: string, document: string): string {
  return join(folder, `${document.replace(/\//g, '__')}_openapi.json`);
}

function write(sources: string[]): void {
  const releases = sources.map(source => {
    const [release, folder] = source.split('=');
    return { minor: Number(release.split('.')[1]), definitions: definitionsIn(folder) };
  });
  const newest = releases[releases.length - 1];
  const names = [...newest.definitions.keys()].sort();
  const lines = names.flatMap(name => {
    const fields = [...newest.definitions.get(name)!.keys()].sort()
      .map(field => `${field}:${tokenOf(releases.map(({ minor, definitions }) => ({ minor, field: definitions.get(name)?.get(field) })))}`);
    return [`  ${/^\w+$/.test(name) ? name : `'${name}'`}: [`, ...wrapped(fields).map(line => `    ${broken(line)},`), '  ],'];
  });
  const minors = releases.map(({ minor }) => minor);
  writeFileSync(FILE, `/* eslint-disable max-lines */
/*
 * Made by scripts/kubernetes-schema.ts from the OpenAPI documents of Kubernetes ${minors.map(minor => `1.${minor}`).join(' and ')}: do not edit.
 *
 * A field is \`name:type\`. A type is a scalar, a definition, \`[list]\`, \`{map}\` or \`(one|of|these)\`; \`=\` precedes the default, and
 * \`@37\` follows a field or a value that is new in 1.37.
 */

/** Minor releases of 1.x whose documents were read, from the oldest to the newest. */
export const SCHEMA_MINORS: readonly number[] = [${minors.join(', ')}];

/** Kinds, by API version. */
export const SCHEMA_KINDS: { readonly [apiVersion: string]: readonly string[] } = {
${Object.entries(KINDS).flatMap(([document, kinds]) => kindLines(document.replace(/^apis?\//, ''), kinds)).join('\n')}
};

/** Fields of each kind, and of each part of one. */
export const SCHEMA: { readonly [definition: string]: readonly string[] } = {
${lines.join('\n')}
};
`);
}

function kindLines(apiVersion: string, kinds: string[]): string[] {
  const key = /^\w+$/.test(apiVersion) ? apiVersion : `'${apiVersion}'`;
  const line = `  ${key}: [${kinds.map(kind => `'${kind}'`).join(', ')}],`;
  return line.length < 140 ? [line] : [`  ${key}: [`, ...wrapped(kinds.map(kind => `'${kind}',`)).map(words => `    ${words}`), '  ],'];
}

/** All kinds with the definitions that they use. Different definitions of the same name have the prefix of their group. */
function definitionsIn(folder: string): Definitions {
  const definitions: Definitions = new Map();
  const named = new Map<string, string>();
  for (const [document, kinds] of Object.entries(KINDS)) {
    const { schemas } = JSON.parse(readFileSync(fileOf(folder, document), 'utf8')).components;
    const nameOf = (id: string): string => {
      const short = id.split('.').pop()!;
      const name = named.get(short) === undefined || isSame(schemas[id], named.get(short)!) ? short : `${id.split('.').slice(-3, -2)[0]}.${short}`;
      if (!definitions.has(name)) {
        named.set(name, JSON.stringify(fieldNames(schemas[id])));
        const fields = new Map<string, Field>();
        definitions.set(name, fields);
        for (const field of fieldNames(schemas[id])) {
          fields.set(field, fieldOf(schemas[id].properties[field], schemas[id].required?.includes(field) ?? false, schemas, nameOf));
        }
      }
      return name;
    };
    const ids = Object.keys(schemas).filter(id => (schemas[id]['x-kubernetes-group-version-kind'] ?? []).some(({ group, version, kind }: any) =>
      kinds.includes(kind) && document === (group === '' ? `api/${version}` : `apis/${group}/${version}`)));
    ids.forEach(nameOf);
  }
  return definitions;
}

function isSame(schema: any, names: string): boolean {
  return JSON.stringify(fieldNames(schema)) === names;
}

function fieldNames(schema: any): string[] {
  return Object.keys(schema.properties ?? {}).filter(field => !OF_THE_CLUSTER.includes(field));
}

function fieldOf(property: any, isRequired: boolean, schemas: any, nameOf: (id: string) => string): Field {
  const values = property.enum ?? property.items?.enum ?? [];
  // For required fields, '' and {} are zero values of Go, not defaults of the API server.
  const filled = isRequired || property.default === '' || JSON.stringify(property.default) === '{}' ? undefined : property.default;
  return { type: typeOf(property, schemas, nameOf), enum: [...values].sort(), default: filled };
}

function typeOf(property: any, schemas: any, nameOf: (id: string) => string): string {
  const id: string | undefined = (property.$ref ?? property.allOf?.[0]?.$ref)?.split('/').pop();
  if (id !== undefined) {
    const schema = schemas[id];
    return id.endsWith('.Quantity')
      ? 'quantity'
      : schema.format === 'int-or-string' ? 'intOrString' : schema.properties ? nameOf(id) : schema.type === 'string' ? 'string' : 'any';
  }
  switch (property.type) {
    case 'array': return `[${typeOf(property.items, schemas, nameOf)}]`;
    case 'object': return property.additionalProperties ? `{${typeOf(property.additionalProperties, schemas, nameOf)}}` : 'any';
    default: return property.format === 'int-or-string' ? 'intOrString' : property.type ?? 'any';
  }
}

/** A field in all releases. */
function tokenOf(releases: { readonly minor: number; readonly field: Field | undefined }[]): string {
  const since = releases.find(({ field }) => field)!;
  const { type, default: filled } = releases[releases.length - 1].field!;
  // A document without the enum does not show when a value was added.
  const first = releases.find(({ field }) => field && field.enum.length > 0)?.minor;
  const values = [...new Set(releases.flatMap(({ field }) => field?.enum ?? []))].sort().map(value => {
    const minor = releases.find(({ field }) => field?.enum.includes(value))!.minor;
    return `${value}${minor === first ? '' : `@${minor}`}`;
  });
  const full = values.length === 0 ? type : type.replace('string', `(${values.join('|')})`);
  return `${full}${filled === undefined ? '' : `=${JSON.stringify(filled)}`}${since === releases[0] ? '' : `@${since.minor}`}`;
}

/** A literal, over several lines if a field has too many values for one. */
function broken(line: string): string {
  const parts = line.length <= 140 ? [line] : line.match(/.{1,120}(?:\||$)/g)!;
  return parts.map(part => `'${part}'`).join('\n    + ');
}

function wrapped(words: string[]): string[] {
  return words.reduce<string[]>((lines, word) => {
    const last = lines[lines.length - 1];
    return last !== undefined && last.length + word.length < 130 ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
}
