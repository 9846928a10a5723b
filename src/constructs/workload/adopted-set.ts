/**
 * Immutable values of an existing StatefulSet, for a {@link StatefulDatabase} that takes it over. The other immutable values have props of
 * their own: `name`, `podManagement`, and size, class, access mode, volume mode, labels and annotations of the storage.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector
 */
export interface AdoptedSet {
  /** Labels of the selector, `spec.selector.matchLabels`: `kubectl get statefulset NAME -o jsonpath='{.spec.selector}'`. */
  readonly selectorLabels: { [key: string]: string };

  /**
   * Name of the governing Service, `spec.serviceName`. The headless Service of the construct has this name, so the members keep their DNS
   * names. If the Service and the set have the same name, set `clientService: false`: the Service for clients would have that name too.
   */
  readonly serviceName: string;

  /**
   * Name of the container in which the engine runs. A client-side `kubectl apply` and Helm replace a container with another name; a
   * server-side apply of another field manager would leave both.
   *
   * @default 'database'
   */
  readonly containerName?: string;
}
