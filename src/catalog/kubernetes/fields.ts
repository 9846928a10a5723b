import { Releases } from './release';

/*
 * From which Kubernetes release on a field can be used, as data.
 *
 * A release counts if the field works there without turning a feature gate on: beta gates that are on by default are
 * included, alpha gates and gates that are off are not. Looked up on 2026-11-28 in pkg/features/kube_features.go of
 * 1.31.14, 1.34.4, 1.35.0, 1.35.3, 1.35.4, 1.36.3 and 1.37.2, and in their change logs.
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

/**
 * Releases in which a StatefulSet with `podManagementPolicy: Parallel` does not get out of a revision whose pods never become
 * available: its controller counts them as unavailable, and replaces none of them by the next revision.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/137409
 */
export const PARALLEL_SETS_GET_STUCK: readonly Releases[] = [{ since: '1.35.0', before: '1.35.4' }];

/** A field that not every supported release has. */
export interface FieldFacts {
  /** Releases in which the field works by default; none if its feature gate is off in all of them. */
  readonly releases: readonly Releases[];
  /** Feature gate of the field, or KEP where the gate is older than the oldest release. */
  readonly gate: string;
  /** What has the field: a kind, the spec of any pod or claim, or any container, init containers included. */
  readonly of?: string;
  /** Where the field is in it; `*` stands for each entry of a list. None if a value decides, not a field. */
  readonly path?: string;
  /** The value that is new, where the field itself is older. */
  readonly value?: string;
}

const from = (minor: number): readonly Releases[] => [{ since: `1.${minor}` }];
const NEVER: readonly Releases[] = [];

/**
 * Fields whose releases differ. A server that has turned the gate off drops the field without a word.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export const FIELDS = {
  /* StatefulSets. `maxUnavailable` was turned off again: https://github.com/kubernetes/kubernetes/pull/137904, 137926 and 139466. */
  statefulSetMaxUnavailable: {
    gate: 'MaxUnavailableStatefulSet',
    releases: [{ since: '1.35.0', before: '1.35.4' }, { since: '1.37' }],
    of: 'StatefulSet',
    path: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
  },

  /* Pods. */
  nativeSidecar: { gate: 'SidecarContainers', releases: from(29), of: 'pod', path: 'initContainers.*.restartPolicy', value: 'Always' },
  preStopSleep: { gate: 'PodLifecycleSleepAction', releases: from(30), of: 'container', path: 'lifecycle.preStop.sleep' },
  recursiveReadOnly: { gate: 'RecursiveReadOnlyMounts', releases: from(31), of: 'container', path: 'volumeMounts.*.recursiveReadOnly' },
  hostUsers: { gate: 'UserNamespacesSupport', releases: from(33), of: 'pod', path: 'hostUsers' },
  supplementalGroupsPolicy: { gate: 'SupplementalGroupsPolicy', releases: from(33), of: 'pod', path: 'securityContext.supplementalGroupsPolicy' },
  seLinuxChangePolicy: { gate: 'SELinuxChangePolicy', releases: from(33), of: 'pod', path: 'securityContext.seLinuxChangePolicy' },
  seLinuxMountOption: { gate: 'SELinuxMount', releases: from(37), of: 'pod', path: 'securityContext.seLinuxChangePolicy', value: 'MountOption' },
  podResources: { gate: 'PodLevelResources', releases: from(34), of: 'pod', path: 'resources' },
  imageVolume: { gate: 'ImageVolume', releases: from(35), of: 'pod', path: 'volumes.*.image' },
  containerRestartPolicy: { gate: 'ContainerRestartRules', releases: from(35), of: 'pod', path: 'containers.*.restartPolicy' },
  restartPolicyRules: { gate: 'ContainerRestartRules', releases: from(35), of: 'container', path: 'restartPolicyRules' },
  hostnameOverride: { gate: 'HostnameOverride', releases: from(35), of: 'pod', path: 'hostnameOverride' },
  fileKeyRef: { gate: 'EnvFiles', releases: from(35), of: 'container', path: 'env.*.valueFrom.fileKeyRef' },
  clusterTrustBundle: {
    gate: 'ClusterTrustBundleProjection',
    releases: from(37),
    of: 'pod',
    path: 'volumes.*.projected.sources.*.clusterTrustBundle',
  },
  podCertificate: { gate: 'PodCertificateRequest', releases: from(37), of: 'pod', path: 'volumes.*.projected.sources.*.podCertificate' },
  stopSignal: { gate: 'ContainerStopSignals', releases: NEVER, of: 'container', path: 'lifecycle.stopSignal' },

  /* Claims, volumes, drivers. A PersistentVolume's nodeAffinity stays immutable: MutablePVNodeAffinity is alpha from 1.35 on. */
  readWriteOncePod: { gate: 'ReadWriteOncePod', releases: from(27) },
  nodeExpandSecret: { gate: 'CSINodeExpandSecret', releases: from(27) },
  volumeAttributesClass: { gate: 'VolumeAttributesClass', releases: from(34), of: 'claim', path: 'volumeAttributesClassName' },
  volumeAttributesClassOfVolume: {
    gate: 'VolumeAttributesClass',
    releases: from(34),
    of: 'PersistentVolume',
    path: 'spec.volumeAttributesClassName',
  },
  crossNamespaceDataSource: { gate: 'CrossNamespaceVolumeDataSource', releases: NEVER, of: 'claim', path: 'dataSourceRef.namespace' },
  mutableNodeAffinity: { gate: 'MutablePVNodeAffinity', releases: NEVER },
  serviceAccountTokenInSecrets: {
    gate: 'CSIServiceAccountTokenSecrets',
    releases: from(35),
    of: 'CSIDriver',
    path: 'spec.serviceAccountTokenInSecrets',
  },
  nodeAllocatableUpdatePeriod: {
    gate: 'MutableCSINodeAllocatableCount',
    releases: from(35),
    of: 'CSIDriver',
    path: 'spec.nodeAllocatableUpdatePeriodSeconds',
  },
  preventPodScheduling: { gate: 'VolumeLimitScaling', releases: from(37), of: 'CSIDriver', path: 'spec.preventPodSchedulingIfMissing' },

  /* Jobs, autoscalers, Services. */
  podReplacementPolicy: { gate: 'JobPodReplacementPolicy', releases: from(29), of: 'Job', path: 'spec.podReplacementPolicy' },
  jobManagedBy: { gate: 'JobManagedBy', releases: from(32), of: 'Job', path: 'spec.managedBy' },
  scaleDownTolerance: {
    gate: 'HPAConfigurableTolerance',
    releases: from(35),
    of: 'HorizontalPodAutoscaler',
    path: 'spec.behavior.scaleDown.tolerance',
  },
  scaleUpTolerance: { gate: 'HPAConfigurableTolerance', releases: from(35), of: 'HorizontalPodAutoscaler', path: 'spec.behavior.scaleUp.tolerance' },
  trafficDistribution: { gate: 'ServiceTrafficDistribution', releases: from(31), of: 'Service', path: 'spec.trafficDistribution' },
} as const satisfies { readonly [field: string]: FieldFacts };

/** A field of {@link FIELDS}. */
export type VersionedField = keyof typeof FIELDS;
