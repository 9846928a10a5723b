import { ApiObject, JsonPatch } from 'cdk8s';

/** How an object differs from what its generated class would print. */
export interface ManifestOptions {
  /** Fields newer than the generated types of Kubernetes 1.27; evaluated at synthesis. */
  readonly newerFields?: () => JsonPatch[];
  /** The object lives outside namespaces: cdk8s gives every object the namespace of its chart, which has no meaning here. */
  readonly clusterScoped?: boolean;
}

const OPTIONS = new WeakMap<ApiObject, ManifestOptions>();
const PATCHES = new WeakMap<ApiObject, JsonPatch[]>();
const CLUSTER_SCOPED: ManifestOptions = { clusterScoped: true };

/**
 * Makes JSON patches apply to the finished manifest, as Kubernetes spells its fields.
 *
 * The generated classes apply patches first and then keep only the fields of Kubernetes 1.27 that they know, so that a
 * patch with a newer field – or with Kubernetes' own `clusterIP` instead of the generated `clusterIp` – is lost
 * without a word. Every object that this library makes goes through here.
 */
export function openToPatches<T extends ApiObject>(object: T, options?: ManifestOptions): T {
  if (options) {
    OPTIONS.set(object, options);
  }
  return Object.assign(object, { addJsonPatch, toJson });
}

/** {@link openToPatches} for an object that lives outside namespaces. */
export function openToPatchesClusterScoped<T extends ApiObject>(object: T): T {
  return openToPatches(object, CLUSTER_SCOPED);
}

function addJsonPatch(this: ApiObject, ...ops: JsonPatch[]): void {
  PATCHES.set(this, [...PATCHES.get(this) ?? [], ...ops]);
}

function toJson(this: ApiObject): any {
  const manifest = Object.getPrototypeOf(this).toJson.call(this);
  const options = OPTIONS.get(this);
  if (options?.clusterScoped) {
    delete manifest.metadata.namespace;
  }
  const patches = [...options?.newerFields?.() ?? [], ...PATCHES.get(this) ?? []];
  return patches.length === 0 ? manifest : JsonPatch.apply(manifest, ...patches);
}
