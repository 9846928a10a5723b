import { Size, SizeRoundingBehavior } from 'cdk8s';

/** Whole MiB of a size; none in what plain JavaScript passes in place of one, which the construct reports. */
export function mebibytes(size: Size): number {
  return typeof size?.toMebibytes === 'function' ? size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR }) : 0;
}
