import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { Manifests, failed, isManifest, readManifests, readText } from '../review/read';

/** More than any repository of manifests has. */
const MAX_BYTES = 2 ** 30;

/** Manifests of one side: of a path that is there, else of a git revision – `main:dist`, or `main` with the path of the other side. */
export function readSide(side: string, other: string): Manifests {
  if (side === '-' || existsSync(side)) {
    return readManifests([side]);
  }
  const [, revision, path] = /^([^:]+)(?::(.*))?$/s.exec(side) ?? [];
  const commit = revision === undefined ? undefined : git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])?.toString().trim();
  return commit === undefined ? failed(side, 'is neither a file or a folder nor a revision of git') : readCommit(side, commit, path ?? (existsSync(other) ? other : '.'));
}

function readCommit(side: string, commit: string, path: string): Manifests {
  const entries = git(['ls-tree', '-r', '-z', commit, '--', path === '' ? '.' : path])?.toString().split('\0').flatMap(entry => {
    const [, sha, file] = /^\S+ blob (\S+)\t(.*)$/s.exec(entry) ?? [];
    return file !== undefined && (file === path || isManifest(file.slice(file.lastIndexOf('/') + 1))) ? [{ sha, file }] : [];
  }) ?? [];
  if (entries.length === 0) {
    return failed(side, `has no manifests: there is no file that ends in .yaml, .yml or .json in '${path}' there`);
  }
  const blobs = git(['cat-file', '--batch'], `${entries.map(({ sha }) => sha).join('\n')}\n`)!;
  let at = 0;
  const read = entries.map(({ file }) => {
    const end = blobs.indexOf('\n', at);
    const size = Number(blobs.subarray(at, end).toString().split(' ')[2]);
    at = end + 1 + size + 1;
    return readText(file, blobs.subarray(end + 1, end + 1 + size).toString());
  });
  return { resources: read.flatMap(one => one.resources), problems: read.flatMap(one => one.problems) };
}

/** What git prints; none if it fails, or is not there. */
function git(args: string[], input?: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, { input, maxBuffer: MAX_BYTES });
  return status === 0 ? stdout : undefined;
}
