const EXPONENTS: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const UNITS: { readonly [suffix: string]: number } = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };

/**
 * The number that a Kubernetes quantity stands for, such as 1073741824 for `1Gi` and 0.25 for `250m`; none if the text is no quantity.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/definitions/quantity-resource/
 */
export function parseQuantity(text: unknown): number | undefined {
  const [, digits, suffix, exponent] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(text)) ?? [];
  // An exponent instead of a factor of 0.001, so that 700m and 0.7 are equal.
  return digits === undefined ? undefined : Number(`${digits}e${exponent ?? EXPONENTS[suffix] ?? 0}`) * (UNITS[suffix] ?? 1);
}

/** The quantity with its format, which the API server keeps: 1Gi equals 1024Mi, but not 1073741824. */
export function canonicalQuantity(text: unknown): number | string | undefined {
  const amount = parseQuantity(text);
  const [suffix] = /i$|[eE](?=[+-]?\d)/.exec(String(text)) ?? [];
  return amount === undefined || suffix === undefined || (suffix === 'i' && Math.abs(amount) < 1024) ? amount : `${amount} ${suffix.toLowerCase()}`;
}
