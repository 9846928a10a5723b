import { ARGO, HELM, Recreation, hookOf } from './hooks';
import { Inventory } from './inventory';
import { persistentVolumeOf, reclaimPolicyOf } from './volumes';
import { Resource } from '../manifests/resource';

/** When a tool deletes a hook. */
export interface HookDeletion {
  readonly tool: Recreation['tool'];
  /** The moment, as part of a sentence. */
  readonly when: string;
  /** Whether that happens while the release exists, whatever tool applies it. */
  readonly isCertain: boolean;
  /** Whether the volume of a claim stays, because its reclaim policy is Retain. */
  readonly isRetained: boolean;
  readonly link: string;
}

/** When a tool deletes a claim or a Namespace that is a hook. Claims that only hooks use hold nothing that has to stay. */
export function deletionByHookOf(inventory: Inventory, resource: Resource): HookDeletion | undefined {
  const deletion = ['PersistentVolumeClaim', 'Namespace'].includes(resource.kind) ? deletionOf(resource) : undefined;
  return deletion && !servesHooksOnly(inventory, resource) ? { ...deletion, isRetained: isRetained(inventory, resource) } : undefined;
}

function servesHooksOnly(inventory: Inventory, claim: Resource): boolean {
  const users = inventory.workloads.filter(workload => inventory.claimsOf(workload).some(({ resource }) => resource === claim));
  return users.length > 0 && users.every(({ resource }) => hookOf(resource));
}

function isRetained(inventory: Inventory, resource: Resource): boolean {
  const { kind, spec, name } = resource;
  const volume = persistentVolumeOf(inventory, { resource, path: ['spec'], spec, name });
  return kind === 'PersistentVolumeClaim' && (volume
    ? (volume.spec.persistentVolumeReclaimPolicy ?? 'Retain')
    : reclaimPolicyOf(inventory, spec.storageClassName ?? inventory.defaultClass)) === 'Retain';
}

/**
 * By the moments at which the hook runs and its deletion policies.
 *
 * @see https://github.com/helm/helm/blob/v3.19.0/pkg/action/hooks.go
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks
 */
function deletionOf({ annotations }: Resource): Omit<HookDeletion, 'isRetained'> | undefined {
  const [helm, argo] = ['helm.sh/hook', 'argocd.argoproj.io/hook'].map(name =>
    ({ events: listOf(annotations[name]), policies: listOf(annotations[`${name}-delete-policy`]) }));
  const isRecreated = (policies: string[], policy: string) => policies.length === 0 || policies.includes(policy);
  if (helm.events.length > 0) {
    const runs = (events: RegExp) => helm.events.some(event => events.test(event));
    if (helm.policies.includes('hook-succeeded')) {
      return runs(/-(install|upgrade|rollback)$/) ? { tool: 'Helm', when: 'as soon as it exists', isCertain: true, link: HELM.link } : undefined;
    } else if (!isRecreated(helm.policies, 'before-hook-creation')) {
      return undefined;
    } else if (runs(/-(upgrade|rollback)$/)) {
      return { tool: 'Helm', when: 'and creates again at each upgrade or rollback', isCertain: true, link: HELM.link };
    }
    // Argo CD has no installations: it runs the hook each time.
    return runs(/-install$/)
      ? { tool: 'Argo CD', when: 'and creates again at each synchronization, and Helm at an installation', isCertain: false, link: ARGO.link } : undefined;
  }
  return argo.events.some(event => /^(PreSync|Sync|PostSync)$/.test(event))
    && (isRecreated(argo.policies, 'BeforeHookCreation') || argo.policies.includes('HookSucceeded'))
    ? { tool: 'Argo CD', when: 'at each synchronization', isCertain: true, link: ARGO.link } : undefined;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map(word => word.trim()).filter(word => word !== '');
}
