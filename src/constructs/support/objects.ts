import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { isClusterScoped } from '../../catalog/kubernetes/scope';

const NEWER_FIELDS = new WeakMap<ApiObject, () => JsonPatch[]>();
const PATCHES = new WeakMap<ApiObject, JsonPatch[]>();

/**
 * Makes a Kubernetes object: every object of this library is made here. JSON patches apply to its finished manifest, with the
 * fields as Kubernetes spells them.
 *
 * The generated classes apply patches first and then keep only the fields of Kubernetes 1.27 that they know. A patch with a newer
 * field – or with Kubernetes' own `clusterIP` instead of the generated `clusterIp` – would be lost without a word.
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
  PATCHES.set(this, [...PATCHES.get(this) ?? [], ...ops]);
}

function toJson(this: ApiObject): any {
  const manifest = Object.getPrototypeOf(this).toJson.call(this);
  // cdk8s gives every object the namespace of its chart.
  if (isClusterScoped(this.kind)) {
    delete manifest.metadata.namespace;
  }
  const patches = [...NEWER_FIELDS.get(this)?.() ?? [], ...PATCHES.get(this) ?? []];
  return patches.length === 0 ? manifest : JsonPatch.apply(manifest, ...patches);
}
