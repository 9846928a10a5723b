/**
 * What a StatefulSet that exists already can never change, for a {@link StatefulDatabase} that takes its place. The other immutable values have
 * props of their own: `name`, `podManagement`, and size, class, access mode, volume mode, labels and annotations of the storage.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector
 */
export interface AdoptedSet {
  /** The labels in `spec.selector.matchLabels`: `kubectl get statefulset NAME -o jsonpath='{.spec.selector}'`. */
  readonly selectorLabels: { [key: string]: string };

  /**
   * The governing Service in `spec.serviceName`. The headless Service of the construct has this name, so that the DNS names of the members
   * stay. If it is the name of the set, set `clientService: false`: there is one Service of that name.
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
