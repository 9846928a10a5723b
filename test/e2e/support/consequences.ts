import { Manifest } from '../cluster';

/** As long as those that the controllers make. */
const HASH = '5c6d7b8f94';

/**
 * What controllers make of an object: the pods of its template and the claims of its claim templates. The API server looks at
 * a template less closely than at the pod, and enforces Pod Security on pods only.
 */
export function consequencesOf(object: Manifest): Manifest[] {
  switch (object.kind) {
    case 'StatefulSet': return [podOfSet(object), ...claimsOfSet(object)];
    case 'Deployment': return [podOf(object, { generateName: `${object.metadata.name}-${HASH}-` }, { 'pod-template-hash': HASH })];
    case 'DaemonSet': return [podOf(object, { generateName: `${object.metadata.name}-` }, {
      'controller-revision-hash': HASH, 'pod-template-generation': '1',
    })];
    default: return [];
  }
}

function podOf({ spec: { template } }: Manifest, name: object, labels: object): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...name, ...template.metadata, labels: { ...template.metadata?.labels, ...labels } },
    spec: template.spec,
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/controller/statefulset/stateful_set_utils.go */
function podOfSet(set: Manifest): Manifest {
  const name = `${set.metadata.name}-0`;
  const pod = podOf(set, { name }, {
    'apps.kubernetes.io/pod-index': '0', 'controller-revision-hash': `${set.metadata.name}-${HASH}`, 'statefulset.kubernetes.io/pod-name': name,
  });
  const claims = templatesOf(set).map(({ metadata }) => ({ name: metadata.name, persistentVolumeClaim: { claimName: `${metadata.name}-${name}` } }));
  const others = (pod.spec.volumes ?? []).filter((volume: any) => !claims.some(claim => claim.name === volume.name));
  return { ...pod, spec: { ...pod.spec, hostname: name, subdomain: set.spec.serviceName, volumes: [...claims, ...others] } };
}

function claimsOfSet(set: Manifest): Manifest[] {
  return templatesOf(set).map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...metadata, name: `${metadata.name}-${set.metadata.name}-0`, labels: { ...metadata.labels, ...set.spec.selector.matchLabels } },
    spec,
  }));
}

function templatesOf(set: Manifest): Manifest[] {
  return set.spec.volumeClaimTemplates ?? [];
}
