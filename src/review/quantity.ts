const UNITS: { readonly [suffix: string]: number } = {
  'n': 1e-9, 'u': 1e-6, 'm': 1e-3, '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18, 'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/**
 * The number behind an amount of Kubernetes, such as 1073741824 for `1Gi` and 0.25 for `250m`; none if it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function amountOf(text: unknown): number | undefined {
  const [, digits, suffix, exponent] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(text)) ?? [];
  return digits === undefined ? undefined : Number(digits) * (exponent === undefined ? UNITS[suffix ?? ''] : 10 ** Number(exponent));
}
