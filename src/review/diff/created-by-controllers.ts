import { isLive } from '../apiserver/normal';
import { isMadeFromTemplate, namesOfMadeClaims } from '../inventory/made-claims';
import { Resource } from '../manifests/resource';
import { isCustomGroup } from '../manifests/schema';

/** Objects that Kubernetes creates in every namespace. */
const IN_EVERY_NAMESPACE = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

/**
 * Objects that controllers of Kubernetes created from other objects: they are in the output of a cluster and in no manifest,
 * and applying or pruning manifests does not change them. Objects of operators are not included, because they often are what is
 * compared, nor are objects that a manifest of the other side contains.
 */
export function createdByControllers(resources: Resource[], others: Resource[]): Set<Resource> {
  const live = resources.filter(isLive);
  if (live.length === 0) {
    return new Set();
  }
  const claims = namesOfMadeClaims([...resources, ...others]);
  const written = new Set(others.filter(other => !isLive(other)).map(({ title }) => title));
  return new Set(live.filter(resource => !written.has(resource.title) && isCreatedByController(resource, claims)));
}

function isCreatedByController(resource: Resource, claims: Set<string>): boolean {
  const { kind, title, annotations, body: { metadata } } = resource;
  const owners = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
  const isApplied = annotations['kubectl.kubernetes.io/last-applied-configuration'] !== undefined;
  return owners.some((owner: any) => owner?.controller === true && !isCustomGroup(String(owner.apiVersion).split('/')[0]))
    || IN_EVERY_NAMESPACE.includes(title)
    || (kind === 'Endpoints' && metadata.labels?.['endpoints.kubernetes.io/managed-by'] === 'endpoint-controller')
    || isMadeFromTemplate(resource, claims)
    || (kind === 'PersistentVolume' && !isApplied && annotations['pv.kubernetes.io/provisioned-by'] !== undefined);
}
