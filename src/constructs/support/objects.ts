import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { error, fail, words } from './finding';
import { follow } from './json-pointer';
import { isClusterScoped } from '../../catalog/kubernetes/scope';

const NEWER_FIELDS = new WeakMap<ApiObject, () => JsonPatch[]>();
const PATCHES = new WeakMap<ApiObject, JsonPatch[]>();

/**
 * Creates a Kubernetes object. The library creates all objects with this function. JSON patches apply to the finished
 * manifest, with the field names of Kubernetes.
 *
 * The generated classes apply patches first, and then keep only the fields of Kubernetes 1.27. They would silently drop a
 * patch with a newer field, or with the Kubernetes name `clusterIP` instead of the generated `clusterIp`.
 *
 * @param newerFields fields that the generated types of Kubernetes 1.27 lack; evaluated at synthesis
 */
export function makeObject<T extends new (scope: Construct, id: string, props: any) => ApiObject>(
  type: T, scope: Construct, id: string, props: ConstructorParameters<T>[2], newerFields?: () => JsonPatch[],
): InstanceType<T> {
  const object = new type(scope, id, props);
  if (newerFields) {
    NEWER_FIELDS.set(object, newerFields);
  }
  return Object.assign(object as InstanceType<T>, { addJsonPatch, toJson });
}

function addJsonPatch(this: ApiObject, ...ops: JsonPatch[]): void {
  for (const op of ops) {
    const isPatch = typeof op?._toJson === 'function';
    if (!isPatch || !isPointer(op._toJson().path) || !isWritable(op._toJson())) {
      fail(this, error('CS109', 'addJsonPatch', isPatch ? words(describe(op)) : op,
        "patches of JsonPatch, with paths such as '/spec/replicas' and values that JSON can hold",
        "use JsonPatch.add('/spec/…', value) or similar"));
    }
  }
  PATCHES.set(this, [...PATCHES.get(this) ?? [], ...ops]);
}

function toJson(this: ApiObject): any {
  const manifest = Object.getPrototypeOf(this).toJson.call(this);
  // cdk8s gives every object the namespace of its chart.
  if (isClusterScoped(this.kind)) {
    delete manifest.metadata.namespace;
  }
  const newer = NEWER_FIELDS.get(this)?.() ?? [];
  const patches = PATCHES.get(this) ?? [];
  return newer.length + patches.length === 0 ? manifest
    : patches.reduce((patched, op) => apply(this, patched, op), JsonPatch.apply(manifest, ...newer));
}

/**
 * Finds a patch whose path does not exist. fast-json-patch creates a field for such a path, or fails with an unhelpful
 * message.
 */
function apply(object: ApiObject, manifest: any, op: JsonPatch): any {
  const { op: kind, path, from } = op._toJson();
  const target = ['add', 'copy', 'move'].includes(kind) ? path.slice(0, path.lastIndexOf('/')) : path;
  for (const wanted of [target, ...from === undefined ? [] : [from]]) {
    const found = follow(manifest, wanted);
    if (found.path !== wanted) {
      fail(object, error('CS109', 'addJsonPatch', words(describe(op)),
        `a path in the manifest: it has '${found.path}' with ${Object.keys(found.value ?? {}).join(', ') || 'nothing in it'}`,
        'correct the path: use the field names of Kubernetes, and ~1 for / in a key'));
    }
  }
  try {
    return JsonPatch.apply(manifest, op);
  } catch (e) {
    return fail(object, error('CS109', 'addJsonPatch', words(describe(op)), 'a patch that applies to the manifest',
      `correct it: ${(e as Error).message.split('\n')[0]}`));
  }
}

function describe(op: JsonPatch): string {
  const { op: kind, path } = op._toJson();
  return `${kind} '${String(path)}'`;
}

function isPointer(path: unknown): boolean {
  return typeof path === 'string' && path.startsWith('/');
}

/** Whether JSON can represent the value of a patch: it contains neither a cycle nor a function. */
function isWritable({ op, value }: { op: string; value?: unknown }): boolean {
  try {
    return !['add', 'replace', 'test'].includes(op) || JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
