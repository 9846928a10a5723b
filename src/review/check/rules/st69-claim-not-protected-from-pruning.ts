import { Inventory } from '../../inventory/inventory';
import { isMadeFromTemplate, namesOfMadeClaims } from '../../inventory/made-claims';
import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Resource } from '../../manifests/resource';
import { Match, Rule, found, unknown } from '../rule';

export const ST69: Rule = {
  id: 'ST69',
  severity: 'loses-data',
  title: 'Claim is not protected from pruning',
  looksAt: 'claims and their annotations for Helm, Argo CD and Flux, and the reclaim policy of their class',
  why: 'A renamed claim, or a claim removed from the manifests by mistake, is deleted by tools that prune, together with its '
    + 'volume if the reclaim policy is Delete.',
  fix: 'Keep the volume with `reclaimPolicy: Retain`, and the claim with the annotation of the tool.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  check: inventory => {
    const made = namesOfMadeClaims(inventory.of('StatefulSet'));
    // Tools prune only what they applied.
    return inventory.of('PersistentVolumeClaim').filter(resource => !isProtectedFromPruning(resource) && !isMadeFromTemplate(resource, made))
      .flatMap(claim => policyFinding(claim, inventory));
  },
};

function policyFinding(resource: Resource, inventory: Inventory): Match[] {
  const { storageClassName } = resource.spec;
  const klass = storageClassName === undefined
    ? inventory.profile.storageClasses?.find(({ isDefault }) => isDefault)
    : inventory.storageClass(storageClassName);
  const volume = persistentVolumeOf(inventory, { resource, path: ['spec'], spec: resource.spec, name: resource.name });
  const policy = volume ? volume.spec.persistentVolumeReclaimPolicy ?? 'Retain' : klass ? klass.reclaimPolicy ?? 'Delete' : undefined;
  return policy === 'Delete' ? [found(resource, [], 'is deleted with its volume by tools that prune')]
    : policy === undefined ? [unknown(resource, [], 'is not protected from pruning, and the reclaim policy of its volume is unknown')] : [];
}
