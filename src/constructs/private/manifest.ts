import { ApiObject, JsonPatch } from 'cdk8s';

/** How an object differs from what its generated class would print. */
export interface ManifestOptions {
  /** Fields newer than the generated types of Kubernetes 1.27; evaluated at synthesis. */
  readonly newerFields?: () => JsonPatch[];
  /** The object lives outside namespaces: cdk8s gives every object the namespace of its chart, which has no meaning here. */
  readonly clusterScoped?: boolean;
}

/**
 * Makes JSON patches apply to the finished manifest, as Kubernetes spells its fields.
 *
 * The generated classes apply patches first and then keep only the fields of Kubernetes 1.27 that they know, so that a
 * patch with a newer field – or with Kubernetes' own `clusterIP` instead of the generated `clusterIp` – is lost
 * without a word. Every object that this library makes goes through here.
 */
export function openToPatches<T extends ApiObject>(object: T, options: ManifestOptions = {}): T {
  const patches: JsonPatch[] = [];
  const toJson = object.toJson;
  object.addJsonPatch = (...ops) => void patches.push(...ops);
  object.toJson = () => {
    const manifest = toJson.call(object);
    if (options.clusterScoped) {
      delete manifest.metadata.namespace;
    }
    const all = [...options.newerFields?.() ?? [], ...patches];
    return all.length === 0 ? manifest : JsonPatch.apply(manifest, ...all);
  };
  return object;
}

/** {@link openToPatches} for an object that lives outside namespaces. */
export function openToPatchesClusterScoped<T extends ApiObject>(object: T): T {
  return openToPatches(object, { clusterScoped: true });
}
