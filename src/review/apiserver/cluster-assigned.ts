import { JsonObject, objectsIn, setDefaults } from './defaulting';

/**
 * Copies fields that the cluster assigns and keeps when the manifest is applied again, such as IP addresses, ports, volumes and the node of a pod,
 * from a live object to a manifest that does not set them.
 */
export const CLUSTER_ASSIGNED: { readonly [kind: string]: (object: JsonObject, live: JsonObject) => void } = {
  Service: ({ spec }, live) => {
    setDefaults(spec, pick(live.spec, 'clusterIP', 'clusterIPs', 'healthCheckNodePort', 'ipFamilies', 'ipFamilyPolicy'));
    for (const port of objectsIn(spec?.ports)) {
      setDefaults(port, pick(
        objectsIn(live.spec?.ports).find(other => other.port === port.port && (other.protocol ?? 'TCP') === (port.protocol ?? 'TCP')), 'nodePort',
      ));
    }
  },
  PersistentVolumeClaim: ({ spec }, live) => setDefaults(spec, pick(live.spec, 'storageClassName', 'volumeName')),
  PersistentVolume: ({ spec }, live) => setDefaults(spec, pick(live.spec, 'claimRef')),
  ServiceAccount: (object, live) => setDefaults(object, pick(live, 'secrets')),
  Pod: ({ spec }, live) => {
    setDefaults(spec, pick(live.spec, 'imagePullSecrets', 'nodeName', 'priority', 'priorityClassName', 'serviceAccountName'));
    const without = objectsIn(live.spec?.tolerations).filter(({ key, effect }) =>
      NODE_TAINTS.includes(key) && effect === 'NoExecute' && !spec?.tolerations?.some((own: JsonObject) => own.key === key));
    if (spec && without.length > 0) {
      spec.tolerations = [...spec.tolerations ?? [], ...without];
    }
  },
};

/** Taints that every pod tolerates for a while. */
const NODE_TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function pick(map: JsonObject | undefined, ...fields: string[]): JsonObject {
  return Object.fromEntries(fields.map(field => [field, map?.[field]]));
}
