/** A version of an API that servers have removed, or will remove. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: string[];
  /** First minor release of 1.x without it. */
  readonly minor: number;
  /** Version that replaces it; none if there is no replacement. */
  readonly successor?: string;
  /** Whether the new version requires fields that the old one lacks, so that a person has to write them. */
  readonly wantsMore?: boolean;
}

/** `apps/v1` for `apps/v1beta1`. */
const stable = (apiVersion: string): string => apiVersion.replace(/\/.*/, '/v1');

/** A version whose objects need nothing but the name of the stable version of the same group. */
function renamed(minor: number, apiVersion: string, ...kinds: string[]): RemovedApi {
  return { apiVersion, kinds, minor, successor: stable(apiVersion) };
}

/** A version whose successor requires fields that the old one does not have, or means them in another way. */
function changed(minor: number, apiVersion: string, ...kinds: string[]): RemovedApi {
  return { ...renamed(minor, apiVersion, ...kinds), wantsMore: true };
}

/**
 * Versions of APIs that servers have removed, or will remove, of kinds that people write manifests of. Removals in coming
 * releases are those that the server of 1.34 announces.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const REMOVED_APIS: RemovedApi[] = [
  { apiVersion: 'extensions/v1beta1', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], minor: 16, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], minor: 16 },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], minor: 22, successor: 'networking.k8s.io/v1' },
  renamed(16, 'apps/v1beta1', 'ControllerRevision', 'Deployment', 'StatefulSet'),
  renamed(16, 'apps/v1beta2', 'ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'),
  renamed(22, 'apiregistration.k8s.io/v1beta1', 'APIService'),
  renamed(22, 'coordination.k8s.io/v1beta1', 'Lease'),
  renamed(22, 'networking.k8s.io/v1beta1', 'Ingress', 'IngressClass'),
  renamed(22, 'rbac.authorization.k8s.io/v1alpha1', 'ClusterRole', 'Role'),
  renamed(22, 'rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  renamed(22, 'scheduling.k8s.io/v1beta1', 'PriorityClass'),
  renamed(22, 'storage.k8s.io/v1beta1', 'CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'),
  changed(22, 'admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),
  changed(22, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'),
  changed(22, 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest'),
  // Subjects have other fields.
  changed(22, 'rbac.authorization.k8s.io/v1alpha1', 'ClusterRoleBinding', 'RoleBinding'),
  renamed(25, 'batch/v1beta1', 'CronJob'),
  changed(25, 'discovery.k8s.io/v1beta1', 'EndpointSlice'),
  renamed(25, 'node.k8s.io/v1beta1', 'RuntimeClass'),
  renamed(25, 'policy/v1beta1', 'PodDisruptionBudget'),
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], minor: 25 },
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], minor: 25, successor: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], minor: 26, successor: 'autoscaling/v2' },
  renamed(26, 'flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 'PriorityLevelConfiguration'),
  renamed(27, 'storage.k8s.io/v1beta1', 'CSIStorageCapacity'),
  renamed(29, 'flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 'PriorityLevelConfiguration'),
  renamed(32, 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 'PriorityLevelConfiguration'),
  renamed(34, 'admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'),
  renamed(35, 'storage.k8s.io/v1alpha1', 'VolumeAttributesClass'),
  renamed(37, 'networking.k8s.io/v1beta1', 'IPAddress', 'ServiceCIDR'),
  renamed(37, 'storage.k8s.io/v1beta1', 'VolumeAttributesClass'),
];
