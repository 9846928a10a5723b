/**
 * Which Kubernetes minor release a field can be used from, as data.
 *
 * A release counts from where the field works without turning a feature gate on: beta gates that are on by
 * default are included, alpha gates and gates that are off are not.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */

/**
 * The minor release that output is for when the context names none: the oldest that EKS, GKE or AKS still run
 * with (extended) support, as of November 2026.
 */
export const DEFAULT_KUBERNETES_MINOR = 31;

/** The oldest minor release that output can be made for: the generated types are those of 1.27. */
export const OLDEST_KUBERNETES_MINOR = 27;

/**
 * First minor release of 1.x whose server validates the templates of pods and claims in a new StatefulSet; before, only
 * what was made of them was refused.
 *
 * @see https://github.com/kubernetes/kubernetes/pull/131790
 * @see https://github.com/kubernetes/kubernetes/pull/132212
 */
export const STATEFUL_SET_VALIDATES_TEMPLATES = 34;

/** First minor release of 1.x in which each field works by default. */
export const FIELD_SINCE = {
  /** KEP-753: init containers with `restartPolicy: Always`; beta and on in 1.29, stable in 1.33. */
  nativeSidecar: 29,
  /** KEP-961: `updateStrategy.rollingUpdate.maxUnavailable` of a StatefulSet; beta and on in 1.35. */
  statefulSetMaxUnavailable: 35,
  /** KEP-3751: `volumeAttributesClassName`; storage.k8s.io/v1 from 1.34. */
  volumeAttributesClass: 34,
  /** KEP-2485: access mode ReadWriteOncePod; beta and on in 1.27, stable in 1.29. */
  readWriteOncePod: 27,
  /** KEP-3107: `node-expand-secret` keys of a StorageClass; beta and on in 1.27. */
  nodeExpandSecret: 27,
} as const;

/** A field of {@link FIELD_SINCE}. */
export type VersionedField = keyof typeof FIELD_SINCE;
