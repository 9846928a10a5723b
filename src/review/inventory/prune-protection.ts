import { Resource } from '../manifests/resource';

/** Annotations that keep tools from deleting an object, with the values that do. */
const PROTECTING_VALUES: { readonly [annotation: string]: RegExp } = {
  'helm.sh/resource-policy': /^keep$/,
  'argocd.argoproj.io/sync-options': /(Prune|Delete)=(false|confirm)/,
  'kustomize.toolkit.fluxcd.io/prune': /^disabled$/,
};

/** What to annotate an object with, so that all of these tools keep it. They look at the object in the cluster. */
export const PRUNE_PROTECTION = ['helm.sh/resource-policy=keep', 'argocd.argoproj.io/sync-options=Prune=false', 'kustomize.toolkit.fluxcd.io/prune=disabled'];

/** Whether an annotation keeps the tool from deleting it. */
export function isProtectedFromPruning({ annotations }: Resource): boolean {
  return Object.entries(PROTECTING_VALUES).some(([annotation, value]) => value.test(annotations[annotation] ?? ''));
}
