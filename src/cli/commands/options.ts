import { InvalidArgumentError } from 'commander';
import { ConfigError, minorOf } from '../../review/check/config';
import { EXIT } from '../exit-codes';

/** The parser of an option that may be repeated. */
export const several = <T>(parse: (text: string) => T) => (text: string, before: T[] = []) => [...before, parse(text)];

/** Minor release of `1.34`. */
export function kubeVersion(text: string): number {
  try {
    return minorOf('--kube-version', text);
  } catch (e) {
    throw e instanceof ConfigError ? new InvalidArgumentError("Expected a version such as '1.34'.") : e;
  }
}

/** The end of the help of a command. */
export function exitCodes(none: string, some: string): string {
  return `\nExit codes:\n  ${EXIT.ok}  ${none}\n  ${EXIT.usage}  invalid usage, or manifests that cannot be read\n  ${EXIT.findings}  ${some}\n  ${EXIT.refusedOrLost}  the same, including data loss or objects that the API server rejects`;
}
