import { Dirent, existsSync, readdirSync, statSync } from 'fs';
import { isAbsolute, join, sep } from 'path';
import { isManifestFolder } from '../review/manifests/files';

/**
 * The paths that match a pattern such as `apps/*\/dist` or `apps/**\/*.yaml`, which was quoted or which the shell does not expand. If no
 * path matches, the pattern itself, as in a shell.
 */
export function pathsOf(pattern: string): string[] {
  if (!/[*?]/.test(pattern) || existsSync(pattern)) {
    return [pattern];
  }
  const steps = pattern.split(sep === '/' ? /\/+/ : /[\\/]+/);
  const found = matching(isAbsolute(pattern) ? `${steps.shift()}${sep}` : '', steps);
  return found.length > 0 ? found : [pattern];
}

function matching(path: string, [step, ...rest]: string[]): string[] {
  if (step === undefined) {
    return [path];
  } else if (!/[*?]/.test(step)) {
    return existsSync(join(path, step)) ? matching(join(path, step), rest) : [];
  }
  const regExp = new RegExp(`^${step.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 's');
  const entries = readdirSync(path || '.', { withFileTypes: true }).filter(({ name }) => isManifestFolder(name))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const into = (entry: Dirent, steps: string[]) => matching(join(path, entry.name), steps);
  return step === '**'
    ? [...matching(path, rest), ...entries.filter(entry => entry.isDirectory()).flatMap(entry => into(entry, [step, ...rest]))]
    : entries.filter(entry => regExp.test(entry.name) && (rest.length === 0 || isFolder(path, entry))).flatMap(entry => into(entry, rest));
}

function isFolder(path: string, entry: Dirent): boolean {
  return entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() === true);
}
