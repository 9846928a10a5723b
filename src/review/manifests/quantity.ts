const EXPONENTS: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const UNITS: { readonly [suffix: string]: number } = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };

/**
 * The number behind an amount of Kubernetes, such as 1073741824 for `1Gi` and 0.25 for `250m`; none if it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: unknown): number | undefined {
  const [, digits, suffix, exponent] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(text)) ?? [];
  // Not multiplied by 0.001: 700m and 0.7 are the same.
  return digits === undefined ? undefined : Number(`${digits}e${exponent ?? EXPONENTS[suffix] ?? 0}`) * (UNITS[suffix] ?? 1);
}

/** The amount, and how it is spelled where that is kept: 1Gi is written as 1024Mi is, and not as 1073741824 or 1e3. */
export function canonicalQuantity(text: unknown): number | string | undefined {
  const amount = parseQuantity(text);
  const [suffix] = /i$|[eE](?=[+-]?\d)/.exec(String(text)) ?? [];
  return amount === undefined || suffix === undefined || (suffix === 'i' && Math.abs(amount) < 1024) ? amount : `${amount} ${suffix.toLowerCase()}`;
}
