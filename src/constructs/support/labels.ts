/** Keys of the recommended labels. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const LABEL = {
  NAME: 'app.kubernetes.io/name',
  INSTANCE: 'app.kubernetes.io/instance',
  COMPONENT: 'app.kubernetes.io/component',
} as const;

/** Annotation of a pod template with the hash of its config files. A new hash starts a rolling update. */
export const CONFIG_HASH = 'cdk8s-stateful/config-hash';

/**
 * The labels that select the pods of a workload, which are also the only labels of its claim templates. Both can never
 * change, so they contain no version, no hash and no labels of the user.
 */
export function selectorLabels(name: string): { [key: string]: string } {
  return { [LABEL.INSTANCE]: name, [LABEL.NAME]: name };
}
