import { Resource } from '../manifests/resource';

/** An annotation that keeps a tool from deleting an object. */
interface PruneProtection {
  readonly annotation: string;
  readonly value: RegExp;
  readonly link: string;
}

const PROTECTIONS: PruneProtection[] = [
  {
    annotation: 'helm.sh/resource-policy',
    value: /^keep$/,
    link: 'https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource',
  },
  {
    annotation: 'argocd.argoproj.io/sync-options',
    value: /(Prune|Delete)=(false|confirm)/,
    link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  },
  { annotation: 'kustomize.toolkit.fluxcd.io/prune', value: /^disabled$/, link: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#prune' },
];

/** Annotations with which all these tools keep an object. The tools read them from the object in the cluster. */
export const PRUNE_PROTECTION = [
  'helm.sh/resource-policy=keep', 'argocd.argoproj.io/sync-options=Prune=false', 'kustomize.toolkit.fluxcd.io/prune=disabled',
];

/** The annotations that protect an object from pruning. */
export function pruneProtectionsOf({ annotations }: Resource): PruneProtection[] {
  return PROTECTIONS.filter(({ annotation, value }) => value.test(annotations[annotation] ?? ''));
}

/** Whether an annotation keeps a tool from deleting an object. */
export function isProtectedFromPruning(resource: Resource): boolean {
  return pruneProtectionsOf(resource).length > 0;
}
