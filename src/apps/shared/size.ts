import { Size, SizeRoundingBehavior } from 'cdk8s';

/** Whole MiB of a size. */
export function mebibytes(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR });
}
