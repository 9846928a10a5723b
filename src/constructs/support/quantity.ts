import { Size, SizeRoundingBehavior } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';

const UNITS: [string, number][] = [['Pi', 2 ** 40], ['Ti', 2 ** 30], ['Gi', 2 ** 20], ['Mi', 2 ** 10], ['Ki', 1]];

/** KiB of a size, with fractions. */
export function kibibytes(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
}

/**
 * The size as a canonical Kubernetes quantity: a whole number of the largest possible binary unit. With another form, tools
 * that compare Git with the cluster would always report a difference.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/definitions/quantity-resource/
 */
export function sizeText(size: Size): string {
  const amount = kibibytes(size);
  if (Number.isNaN(amount)) {
    return `${amount}, which is not a Size`;
  }
  const [unit, factor] = UNITS.find(([, f]) => amount !== 0 && amount % f === 0) ?? ['Ki', 1];
  return amount === 0 ? '0' : `${amount / factor}${unit}`;
}

/** {@link sizeText} as the type of the generated API objects. */
export function quantity(size: Size): k8s.Quantity {
  return k8s.Quantity.fromString(sizeText(size));
}

/** Whether the number is valid in the API: a whole number of 32 bits, at least `min`. */
export function isCount(value: number, min: number): boolean {
  return Number.isInteger(value) && value >= min && value < 2 ** 31;
}

/** Ordinals of so many members; none for an invalid number, which is an error elsewhere. */
export function ordinals(count: number): number[] {
  return Array.from({ length: isCount(count, 0) ? count : 0 }, (_, i) => i);
}

/** Whether the size is a valid capacity: positive, and a whole number of KiB. */
export function isCapacity(size: Size): boolean {
  const amount = kibibytes(size);
  return Number.isSafeInteger(amount) && amount > 0;
}
