import { hookOf } from '../../inventory/hooks';
import { Inventory, templatesOf } from '../../inventory/inventory';
import { isProtectedFromPruning } from '../../inventory/prune-protection';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Resource } from '../../manifests/resource';
import { claimNames, listText } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { protectRunbook } from '../runbooks/protect-from-pruning';

export const UP09: UpdateRule = {
  id: 'UP09',
  verdict: 'loses-data',
  title: 'Object with data was removed from the manifests',
  looksAt: 'claims, volumes, StatefulSets, Namespaces and CustomResourceDefinitions that the new manifests do not have, their '
    + 'prune protection, and the reclaim policy of their class',
  why: '`kubectl apply` leaves the object in the cluster. `helm upgrade`, and Argo CD or Flux with pruning, delete the object '
    + 'and everything that depends on it.',
  fix: 'Keep the object in the manifests, or protect it with the annotation of the tool before you remove it: '
    + '`helm.sh/resource-policy: keep`, `argocd.argoproj.io/sync-options: Prune=false`, `kustomize.toolkit.fluxcd.io/prune: disabled`.',
  link: 'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
  assess: ({ status, old }, context): Effect[] => {
    // Tools do not prune their hooks.
    if (status !== 'removed' || isProtectedFromPruning(old!) || hookOf(old!)) {
      return [];
    }
    const judged = consequenceOf(old!, context.old);
    return judged ? [{
      verdict: judged[0],
      path: [],
      message: `was removed from the manifests: a tool that prunes deletes it ${judged[1]}`,
      runbook: protectRunbook(old!),
    }] : [];
  },
};

function consequenceOf(resource: Resource, inventory: Inventory): [Effect['verdict'], string] | undefined {
  switch (resource.kind) {
    case 'PersistentVolumeClaim': return ['loses-data', diskOf(resource, inventory)];
    case 'PersistentVolume': return ['arms-data-loss', 'as soon as its claim is deleted, and with it the reference to the data'];
    case 'Namespace': return ['loses-data', 'with every claim in it'];
    case 'CustomResourceDefinition': return ['loses-data', 'with every object of its kind, and everything that the operator created for them'];
    case 'StatefulSet': {
      const claims = templatesOf(resource).flatMap(template => claimNames(resource, template.metadata?.name ?? ''));
      if (claims.length === 0) {
        return undefined;
      }
      return resource.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete'
        ? ['loses-data', `with ${listText(claims)} because whenDeleted is Delete`]
        : ['arms-data-loss', `and leaves ${listText(claims)} unused, where a cleanup may delete them`];
    }
    default: return undefined;
  }
}

function diskOf(resource: Resource, inventory: Inventory): string {
  const volume = persistentVolumeOf(inventory, { resource, path: ['spec'], spec: resource.spec, name: resource.name });
  const klass = inventory.storageClass(resource.spec.storageClassName);
  const policy = volume ? volume.spec.persistentVolumeReclaimPolicy ?? 'Retain' : klass ? klass.reclaimPolicy ?? 'Delete' : undefined;
  return policy === 'Retain'
    ? 'and leaves its volume without a claim'
    : policy === undefined ? 'with its volume, unless the reclaim policy of its class is Retain' : 'with its volume';
}
