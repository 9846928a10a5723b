import { Duration } from 'cdk8s';
import { words } from './finding';
import { isCount } from './quantity';

/** Seconds in a duration, with fractions kept; none in what plain JavaScript passes in place of one. */
export function seconds(duration: Duration): number {
  return typeof duration?.toSeconds === 'function' ? duration.toSeconds({ integral: false }) : NaN;
}

/** Whether a duration is a whole number of seconds, at least `min`: Kubernetes counts in whole seconds. */
export function isWholeSeconds(duration: Duration, min: number): boolean {
  return isCount(seconds(duration), min);
}

/** A duration for a message. */
export function secondsText(duration: Duration): { toString(): string } {
  const amount = seconds(duration);
  return words(Number.isNaN(amount) ? `${typeof duration?.toSeconds === 'function' ? amount : duration}, which is no Duration` : `${amount} s`);
}
