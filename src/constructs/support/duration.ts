import { Duration } from 'cdk8s';
import { words } from './finding';
import { isCount } from './quantity';

/** Seconds of a duration, with fractions. */
export function seconds(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}

/** Whether a duration is a whole number of seconds, at least `min`. Kubernetes uses whole seconds. */
export function isWholeSeconds(duration: Duration, min: number): boolean {
  return isCount(seconds(duration), min);
}

/** A duration as text in a message. */
export function secondsText(duration: Duration): { toString(): string } {
  const amount = seconds(duration);
  return words(Number.isNaN(amount) ? `${amount}, which is not a Duration` : `${amount} s`);
}
