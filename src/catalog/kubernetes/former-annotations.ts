/** An annotation that a field has replaced. */
export interface FormerAnnotation {
  readonly annotation: string;
  /** First minor release of 1.x that ignores the annotation. */
  readonly minor: number;
  /** Field of the spec that replaces it. */
  readonly field: string;
}

/**
 * By the kind that has the annotation; `Pod` includes pod templates.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/44339
 * @see https://github.com/kubernetes/kubernetes/pull/51816
 * @see https://github.com/kubernetes/kubernetes/pull/61816
 * @see https://github.com/kubernetes/kubernetes/pull/108020
 */
export const FORMER_ANNOTATIONS: { readonly [kind: string]: FormerAnnotation[] } = {
  Pod: [
    { annotation: 'scheduler.alpha.kubernetes.io/affinity', minor: 6, field: 'affinity' },
    { annotation: 'pod.alpha.kubernetes.io/init-containers', minor: 8, field: 'initContainers' },
    { annotation: 'pod.beta.kubernetes.io/init-containers', minor: 8, field: 'initContainers' },
  ],
  PersistentVolume: [
    { annotation: 'volume.alpha.kubernetes.io/node-affinity', minor: 11, field: 'nodeAffinity' },
  ],
  Service: [
    { annotation: 'service.alpha.kubernetes.io/tolerate-unready-endpoints', minor: 24, field: 'publishNotReadyAddresses' },
  ],
};
