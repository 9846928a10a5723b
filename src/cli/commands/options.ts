import { InvalidArgumentError } from 'commander';
import { ConfigError, minorOf } from '../../review/config';

/** An option that may be given again. */
export const several = <T>(parse: (text: string) => T) => (text: string, before: T[] = []) => [...before, parse(text)];

/** Minor release of `1.34`. */
export function kubeVersion(text: string): number {
  try {
    return minorOf('--kube-version', text);
  } catch (e) {
    throw e instanceof ConfigError ? new InvalidArgumentError("Wanted is a version such as '1.34'.") : e;
  }
}
