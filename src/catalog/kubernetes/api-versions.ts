/** A version of an API that servers no longer have. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: string[];
  /** Minor release of 1.x that no longer has it. */
  readonly minor: number;
  /** What takes its place; none if nothing does. */
  readonly successor?: string;
  /** Whether the new version wants to know what the old one does not say, so that a person has to write it. */
  readonly wantsMore?: boolean;
}

/** Groups whose last version before v1 went in 1.22, and nothing else changed. */
const GONE_WITH_22: { readonly [apiVersion: string]: string[] } = {
  'apiregistration.k8s.io/v1beta1': ['APIService'],
  'coordination.k8s.io/v1beta1': ['Lease'],
  'networking.k8s.io/v1beta1': ['Ingress', 'IngressClass'],
  'rbac.authorization.k8s.io/v1alpha1': ['ClusterRole', 'Role'],
  'rbac.authorization.k8s.io/v1beta1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1beta1': ['PriorityClass'],
  'storage.k8s.io/v1beta1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
};

/**
 * Versions of APIs that are gone, or will be, of kinds that people write manifests of. Those of releases to come are what the
 * server of 1.34 announces.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const REMOVED_APIS: RemovedApi[] = [
  { apiVersion: 'extensions/v1beta1', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], minor: 16, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], minor: 16 },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], minor: 22, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'apps/v1beta1', kinds: ['ControllerRevision', 'Deployment', 'StatefulSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'apps/v1beta2', kinds: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'], minor: 16, successor: 'apps/v1' },
  ...Object.entries(GONE_WITH_22).map(([apiVersion, kinds]) => ({ apiVersion, kinds, minor: 22, successor: apiVersion.replace(/\/.*/, '/v1') })),
  { apiVersion: 'admissionregistration.k8s.io/v1beta1', kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], minor: 22, successor: 'admissionregistration.k8s.io/v1', wantsMore: true },
  { apiVersion: 'apiextensions.k8s.io/v1beta1', kinds: ['CustomResourceDefinition'], minor: 22, successor: 'apiextensions.k8s.io/v1', wantsMore: true },
  { apiVersion: 'certificates.k8s.io/v1beta1', kinds: ['CertificateSigningRequest'], minor: 22, successor: 'certificates.k8s.io/v1', wantsMore: true },
  // Whom a subject means is written in another way.
  { apiVersion: 'rbac.authorization.k8s.io/v1alpha1', kinds: ['ClusterRoleBinding', 'RoleBinding'], minor: 22, successor: 'rbac.authorization.k8s.io/v1', wantsMore: true },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], minor: 25, successor: 'batch/v1' },
  { apiVersion: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], minor: 25, successor: 'discovery.k8s.io/v1', wantsMore: true },
  { apiVersion: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], minor: 25, successor: 'node.k8s.io/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], minor: 25, successor: 'policy/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], minor: 25 },
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], minor: 25, successor: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], minor: 26, successor: 'autoscaling/v2' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], minor: 26, successor: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], minor: 27, successor: 'storage.k8s.io/v1' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], minor: 29, successor: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], minor: 32, successor: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'admissionregistration.k8s.io/v1beta1', kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'], minor: 34, successor: 'admissionregistration.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1alpha1', kinds: ['VolumeAttributesClass'], minor: 35, successor: 'storage.k8s.io/v1' },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['IPAddress', 'ServiceCIDR'], minor: 37, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['VolumeAttributesClass'], minor: 37, successor: 'storage.k8s.io/v1' },
];
