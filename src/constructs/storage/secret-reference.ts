/**
 * A Secret in a stated namespace, as storage drivers and PersistentVolumes need it: they live outside namespaces.
 */
export interface SecretReference {
  /** Name of the Secret. */
  readonly name: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
}
