import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * Makes JSON patches apply to the finished manifest, as Kubernetes spells its fields.
 *
 * The generated classes apply patches first and then keep only the fields of Kubernetes 1.27 that they know, so that a
 * patch with a newer field – or with Kubernetes' own `clusterIP` instead of the generated `clusterIp` – is lost
 * without a word. Every object that this library makes goes through here.
 */
export function openToPatches<T extends ApiObject>(object: T): T {
  return wrap(object, false);
}

/**
 * {@link openToPatches} for an object that lives outside namespaces: cdk8s gives every object the namespace of its
 * chart, which has no meaning for these.
 */
export function openToPatchesClusterScoped<T extends ApiObject>(object: T): T {
  return wrap(object, true);
}

function wrap<T extends ApiObject>(object: T, clusterScoped: boolean): T {
  const patches: JsonPatch[] = [];
  const toJson = object.toJson;
  object.addJsonPatch = (...ops) => void patches.push(...ops);
  object.toJson = () => {
    const manifest = toJson.call(object);
    if (clusterScoped) {
      delete manifest.metadata.namespace;
    }
    return patches.length === 0 ? manifest : JsonPatch.apply(manifest, ...patches);
  };
  return object;
}
