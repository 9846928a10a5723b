/**
 * Cluster-scoped kinds of Kubernetes and of its storage and scheduling add-ons. A namespace in their manifest is ignored.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace
 */
const CLUSTER_SCOPED = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'CSIDriver', 'CustomResourceDefinition', 'IngressClass', 'Namespace', 'PersistentVolume', 'PriorityClass',
  'RuntimeClass', 'StorageClass', 'VolumeAttributesClass', 'VolumeSnapshotClass',
]);

/** Whether objects of a kind have no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}
