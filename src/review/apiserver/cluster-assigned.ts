import { Map, each, fill } from './defaulting';

/**
 * What the cluster gives an object that a manifest leaves to it, and keeps when the manifest is applied again: addresses, ports, volumes, the place of a pod.
 * In an object that is compared with a live one, it stands for what is left out.
 */
export const FILLED_IN: { readonly [kind: string]: (object: Map, live: Map) => void } = {
  Service: ({ spec }, live) => {
    fill(spec, some(live.spec, 'clusterIP', 'clusterIPs', 'healthCheckNodePort', 'ipFamilies', 'ipFamilyPolicy'));
    for (const port of each(spec?.ports)) {
      fill(port, some(each(live.spec?.ports).find(other => other.port === port.port && (other.protocol ?? 'TCP') === (port.protocol ?? 'TCP')), 'nodePort'));
    }
  },
  PersistentVolumeClaim: ({ spec }, live) => fill(spec, some(live.spec, 'storageClassName', 'volumeName')),
  PersistentVolume: ({ spec }, live) => fill(spec, some(live.spec, 'claimRef')),
  ServiceAccount: (object, live) => fill(object, some(live, 'secrets')),
  Pod: ({ spec }, live) => {
    fill(spec, some(live.spec, 'imagePullSecrets', 'nodeName', 'priority', 'priorityClassName', 'serviceAccountName'));
    const without = each(live.spec?.tolerations).filter(({ key, effect }) => OF_NODES.includes(key) && effect === 'NoExecute' && !spec?.tolerations?.some((own: Map) => own.key === key));
    if (spec && without.length > 0) {
      spec.tolerations = [...spec.tolerations ?? [], ...without];
    }
  },
};

/** Every pod bears these for a while. */
const OF_NODES = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function some(map: Map | undefined, ...fields: string[]): Map {
  return Object.fromEntries(fields.map(field => [field, map?.[field]]));
}
