import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { posix } from 'path';
import { isManifest, isManifestFolder, readManifests } from '../review/manifests/files';
import { readFolder } from '../review/manifests/folder';
import { ParsedTexts } from '../review/manifests/parsed-texts';
import { Manifests, decoded, unreadable, readText, merged } from '../review/manifests/read';

/** More than any repository of manifests has. */
const MAX_BYTES = 2 ** 30;

/** Manifests of one side: of a path that exists, or of a git revision, such as `main:dist`, or `main` with the path of the other side. */
export function readSide(side: string, other: string, known: ParsedTexts): Manifests {
  if (side === '-' || existsSync(side)) {
    return readManifests([side], known);
  }
  const [, revision, path] = /^([^:]+)(?::(.*))?$/s.exec(side) ?? [];
  const commit = revision === undefined ? undefined
    : git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])?.toString().trim();
  return commit === undefined
    ? unreadable(side, `is neither a file, a folder nor a git revision: ${whyNot()}`)
    : readCommit(side, commit, path ?? (existsSync(other) ? other : '.'), known);
}

function readCommit(side: string, commit: string, path: string, known: ParsedTexts): Manifests {
  const top = path === '' ? '.' : path;
  const entries = git(['ls-tree', '-r', '-z', commit, '--', top])?.toString().split('\0').flatMap(entry => {
    const [, mode, sha, file] = /^(\d+) blob (\S+)\t(.*)$/s.exec(entry) ?? [];
    const isBelow = () => isManifest(posix.basename(file))
      && posix.dirname(posix.relative(top, file)).split('/').every(folder => folder === '.' || isManifestFolder(folder));
    return file !== undefined && (file === path || isBelow()) ? [{ mode, sha, file }] : [];
  }) ?? [];
  if (entries.length === 0) {
    return unreadable(side, `contains no manifests: '${top}', relative to the current folder, has no file that ends in .yaml, .yml or .json`);
  }
  const blobs = git(['cat-file', '--batch', '--follow-symlinks'],
    `${entries.map(({ mode, sha, file }) => mode === LINK ? `${commit}:./${file}` : sha).join('\n')}\n`);
  if (blobs === undefined) {
    return unreadable(side, 'cannot be read: git does not have all its files, or they are larger than 1 GiB');
  }
  let at = 0;
  const read = entries.map(({ file }) => {
    const end = blobs.indexOf('\n', at);
    const [, type, size] = /(\S+) (\d+)$|$/.exec(blobs.subarray(at, end).toString())!;
    const content = blobs.subarray(end + 1, end + 1 + Number(size ?? 0));
    at = end + 1 + (size === undefined ? 0 : content.length + 1);
    return { file, text: type === 'blob' ? decoded(content) : undefined };
  });
  const files = read.flatMap(({ file, text }) => text === undefined ? [] : [{ file, text }]);
  const unread = read.flatMap(({ file, text }) =>
    text === undefined ? [unreadable(file, 'is a symbolic link to a file that the revision does not have')] : []);
  const isFile = files.length === 1 && files[0].file === path;
  return merged([isFile ? readText(path, files[0].text, undefined, known) : readFolder(files, known), ...unread]);
}

/** Mode of a symbolic link. */
const LINK = '120000';

/** Output of git; none if it fails or is not installed. */
function git(args: string[], input?: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, { input, maxBuffer: MAX_BYTES });
  return status === 0 ? stdout : undefined;
}

/** Why git does not know a revision. */
function whyNot(): string {
  const { error, status, stdout, stderr } = spawnSync('git', ['rev-parse', '--is-shallow-repository'], { encoding: 'utf8' });
  if (error || status !== 0) {
    return error ? 'git is not installed' : stderr.trim().split('\n')[0];
  }
  return stdout.trim() === 'true'
    ? 'this clone is shallow; fetch the revision, or the whole history (git fetch --unshallow)'
    : 'git knows no revision of that name';
}
