/** Keys of the recommended labels. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const LABEL = {
  NAME: 'app.kubernetes.io/name',
  INSTANCE: 'app.kubernetes.io/instance',
  COMPONENT: 'app.kubernetes.io/component',
} as const;

/** Annotation of a pod template that changes with the content of its config files, so that pods roll. */
export const CONFIG_HASH = 'cdk8s-stateful/config-hash';

/**
 * The labels that select the pods of a workload, and the only ones in claim templates. Neither can ever change, so
 * nothing that may change (version, hash, labels of the user) is in here.
 */
export function selectorLabels(name: string): { [key: string]: string } {
  return { [LABEL.INSTANCE]: name, [LABEL.NAME]: name };
}
