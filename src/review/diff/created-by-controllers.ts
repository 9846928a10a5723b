import { isLive, isCustomGroup } from '../apiserver/normal';
import { templatesOf } from '../inventory/inventory';
import { Resource } from '../manifests/resource';

/** Objects of every namespace that nobody wrote. */
const IN_EVERY_NAMESPACE = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

/**
 * What controllers of Kubernetes made of other objects: it is in what is read from a cluster and in no manifest, and nobody who applies or prunes manifests
 * touches it. What an operator made is none of it, for that is often what there is to be compared; neither is what a manifest of the other side has.
 */
export function createdByControllers(resources: Resource[], others: Resource[]): Set<Resource> {
  const live = resources.filter(isLive);
  if (live.length === 0) {
    return new Set();
  }
  const sets = [...resources, ...others].filter(({ kind }) => kind === 'StatefulSet');
  const claims = new Set(sets.flatMap(set => templatesOf(set).map(template => `${template.metadata?.name}-${set.name}`)));
  const written = new Set(others.filter(other => !isLive(other)).map(({ title }) => title));
  return new Set(live.filter(resource => !written.has(resource.title) && isCreatedByController(resource, claims)));
}

function isCreatedByController({ kind, name, title, annotations, body: { metadata } }: Resource, claims: Set<string>): boolean {
  const owners = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
  const isApplied = annotations['kubectl.kubernetes.io/last-applied-configuration'] !== undefined;
  return owners.some((owner: any) => owner?.controller === true && !isCustomGroup(String(owner.apiVersion).split('/')[0]))
    || IN_EVERY_NAMESPACE.includes(title)
    || (kind === 'Endpoints' && metadata.labels?.['endpoints.kubernetes.io/managed-by'] === 'endpoint-controller')
    || (kind === 'PersistentVolumeClaim' && !isApplied && claims.has(name.replace(/-\d+$/, '')))
    || (kind === 'PersistentVolume' && !isApplied && annotations['pv.kubernetes.io/provisioned-by'] !== undefined);
}
