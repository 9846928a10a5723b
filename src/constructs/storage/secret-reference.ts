/**
 * A Secret with its namespace. Storage drivers and PersistentVolumes are cluster-scoped, so they need both.
 */
export interface SecretReference {
  /** Name of the Secret. */
  readonly name: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
}
