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
  title: 'Object with data that is left out',
  looksAt: 'claims, volumes, sets, namespaces and definitions of kinds that the new manifests do not have, what guards them, and the reclaim policy of their class',
  why: '`kubectl apply` leaves it in the cluster; `helm upgrade`, and Argo CD or Flux with pruning, delete it, and what depends on it.',
  fix: 'Leave it in the manifests, or guard it by the annotation of the tool before it goes: `helm.sh/resource-policy: keep`, `argocd.argoproj.io/sync-options: Prune=false`, `kustomize.toolkit.fluxcd.io/prune: disabled`.',
  link: 'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
  assess: ({ status, old }, context): Effect[] => {
    if (status !== 'removed' || isProtectedFromPruning(old!)) {
      return [];
    }
    const judged = consequenceOf(old!, context.old);
    return judged ? [{ verdict: judged[0], path: [], message: `is left out: a tool that prunes deletes it, ${judged[1]}`, runbook: protectRunbook(old!) }] : [];
  },
};

function consequenceOf(resource: Resource, inventory: Inventory): [Effect['verdict'], string] | undefined {
  switch (resource.kind) {
    case 'PersistentVolumeClaim': return ['loses-data', diskOf(resource, inventory)];
    case 'PersistentVolume': return ['arms-data-loss', 'as soon as its claim is gone, and nothing says any more where the data is'];
    case 'Namespace': return ['loses-data', 'and every claim in it'];
    case 'CustomResourceDefinition': return ['loses-data', 'and with it every object of its kind, and what their operator made of them'];
    case 'StatefulSet': {
      const claims = templatesOf(resource).flatMap(template => claimNames(resource, template.metadata?.name ?? ''));
      if (claims.length === 0) {
        return undefined;
      }
      return resource.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete' ? ['loses-data', `and ${listText(claims)} with it, because whenDeleted is Delete`]
        : ['arms-data-loss', `and ${listText(claims)} stay with nobody who mounts them, for whoever tidies up`];
    }
    default: return undefined;
  }
}

function diskOf(resource: Resource, inventory: Inventory): string {
  const volume = persistentVolumeOf(inventory, { resource, path: ['spec'], spec: resource.spec, name: resource.name });
  const klass = inventory.storageClass(resource.spec.storageClassName);
  const policy = volume ? volume.spec.persistentVolumeReclaimPolicy ?? 'Retain' : klass ? klass.reclaimPolicy ?? 'Delete' : undefined;
  return policy === 'Retain' ? 'and its disk stays with no claim' : policy === undefined ? 'and its disk, unless its class retains it' : 'and its disk with it';
}
