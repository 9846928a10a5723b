import { Resource } from '../manifests/resource';

/** A tool that deletes an object and creates it again instead of updating it. */
export interface Recreation {
  readonly tool: 'Helm' | 'Argo CD' | 'Flux';
  readonly isHook: boolean;
  readonly link: string;
}

const HELM: Recreation = { tool: 'Helm', isHook: true, link: 'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies' };
const ARGO: Recreation = { tool: 'Argo CD', isHook: true, link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/' };
const ARGO_FORCE: Recreation = {
  tool: 'Argo CD', isHook: false, link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#force-sync',
};
const FLUX_FORCE: Recreation = { tool: 'Flux', isHook: false, link: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#force' };

/** The tool of which an object is a hook. Tools do not manage hooks with a release: they neither update nor prune them. */
export function hookOf({ annotations }: Resource): Recreation | undefined {
  // Argo CD also runs the hooks of Helm; `Skip` says that the object is never applied.
  return annotations['helm.sh/hook'] !== undefined ? HELM : annotations['argocd.argoproj.io/hook'] !== undefined ? ARGO : undefined;
}

/** The tool that creates an object again, because it is a hook, or because an annotation of a Job or a Pod asks for it. */
export function recreationOf(resource: Resource): Recreation | undefined {
  const { kind, annotations } = resource;
  const isForced = (annotation: string, value: RegExp) => ['Job', 'Pod'].includes(kind) && value.test(annotations[annotation] ?? '');
  return hookOf(resource) ?? (isForced('argocd.argoproj.io/sync-options', /\bForce=true\b/) ? ARGO_FORCE
    : isForced('kustomize.toolkit.fluxcd.io/force', /^enabled$/i) ? FLUX_FORCE : undefined);
}

/** When a tool deletes a hook. */
export interface HookDeletion {
  readonly tool: Recreation['tool'];
  /** The moment, as part of a sentence. */
  readonly when: string;
  /** Whether that happens while the release exists, whatever tool applies it. */
  readonly isCertain: boolean;
  readonly link: string;
}

/**
 * When the tool deletes an object that is a hook, by the moments at which the hook runs and its deletion policies. Helm never deletes a
 * CustomResourceDefinition.
 *
 * @see https://github.com/helm/helm/blob/v3.19.0/pkg/action/hooks.go
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks
 */
export function deletionByHookOf({ annotations }: Resource): HookDeletion | undefined {
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
