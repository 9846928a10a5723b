/** A version of an API that servers no longer have. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: string[];
  /** Minor release of 1.x that no longer has it. */
  readonly minor: number;
  /** What takes its place; none if nothing does. */
  readonly successor?: string;
}

/**
 * Versions of APIs around stateful workloads that are gone, or will be.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const REMOVED_APIS: RemovedApi[] = [
  { apiVersion: 'extensions/v1beta1', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], minor: 16, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], minor: 22, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'apps/v1beta1', kinds: ['Deployment', 'StatefulSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'apps/v1beta2', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'], minor: 16, successor: 'apps/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], minor: 22, successor: 'storage.k8s.io/v1' },
  { apiVersion: 'rbac.authorization.k8s.io/v1beta1', kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'], minor: 22, successor: 'rbac.authorization.k8s.io/v1' },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['Ingress', 'IngressClass'], minor: 22, successor: 'networking.k8s.io/v1' },
  { apiVersion: 'scheduling.k8s.io/v1beta1', kinds: ['PriorityClass'], minor: 22, successor: 'scheduling.k8s.io/v1' },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], minor: 25, successor: 'batch/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], minor: 25, successor: 'policy/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], minor: 25 },
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], minor: 25, successor: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], minor: 26, successor: 'autoscaling/v2' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], minor: 27, successor: 'storage.k8s.io/v1' },
];
