import { Resource } from '../manifests/resource';

/** A tool that deletes an object and creates it again instead of updating it. */
export interface Recreation {
  readonly tool: 'Helm' | 'Argo CD' | 'Flux';
  readonly isHook: boolean;
  readonly link: string;
}

export const HELM: Recreation = { tool: 'Helm', isHook: true, link: 'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies' };
export const ARGO: Recreation = { tool: 'Argo CD', isHook: true, link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/' };
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
