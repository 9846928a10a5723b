import { InvalidArgumentError } from 'commander';
import { Release } from '../../catalog/kubernetes/release';
import { versionOf } from '../../review/check/config';
import { ConfigError } from '../../review/check/config-file';
import { EXIT } from '../exit-codes';

/** The paths of a command that reads one set of manifests. */
export const PATHS = "files, folders, patterns such as 'apps/*/dist', or '-' for standard input";

/** The parser of an option that may be repeated. */
export const several = <T>(parse: (text: string) => T) => (text: string, before: T[] = []) => [...before, parse(text)];

/** Release of `1.34` or `1.35.4`. */
export function kubeVersion(text: string): Release {
  try {
    return versionOf('--kube-version', text);
  } catch (e) {
    throw e instanceof ConfigError ? new InvalidArgumentError("Expected a version such as '1.34' or '1.35.4'.") : e;
  }
}

/** The end of the help of a command, which may find mistakes. */
export function exitCodes(none: string, some?: string): string {
  return `\nExit codes:\n  ${EXIT.ok}  ${none}\n  ${EXIT.usage}  invalid usage, or manifests that cannot be read${some === undefined ? ''
    : `\n  ${EXIT.findings}  ${some}\n  ${EXIT.refusedOrLost}  the same, including data loss or objects that the API server rejects`}`;
}
