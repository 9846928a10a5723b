import { readFileSync, readdirSync, statSync } from 'fs';
import { dirname, join, normalize } from 'path';
import { SourceFile, readFolder } from './folder';
import { ParsedTexts } from './parsed-texts';
import { Manifests, decoded, unreadable, readText, merged } from './read';

/** Reads files, all manifests below folders, and standard input for `-`. A missing path, or a path without manifests, is a problem. */
export function readManifests(paths: string[], known = new ParsedTexts()): Manifests {
  const seen = new Set<string>();
  // A file that two paths contain is read once.
  const isNew = (file: string) => {
    const { size } = seen;
    return seen.add(normalize(file)).size > size;
  };
  return merged(paths.flatMap(path => {
    try {
      return path === '-' || !statSync(path).isDirectory() ? [path].filter(isNew).map(file => readFile(file, known)) : readFiles(path, isNew, known);
    } catch (e) {
      return [unreadable((e as NodeJS.ErrnoException).path ?? path, reasonOf(e))];
    }
  }));
}

function readFile(file: string, known: ParsedTexts): Manifests {
  const name = file === '-' ? 'standard input' : file;
  const read = textOf(file);
  return 'message' in read ? unreadable(name, read.message) : readText(name, read, dirname(file), known);
}

/** All manifests below a folder. */
function readFiles(folder: string, isNew: (file: string) => boolean, known: ParsedTexts): Manifests[] {
  const files = manifestFiles(folder);
  const texts = files.filter(isNew).map(file => ({ file, text: textOf(file) }));
  const read = readFolder(texts.filter((one): one is SourceFile & typeof one => !('message' in one.text)), known);
  const unread = texts.flatMap(({ file, text }) => 'message' in text ? [unreadable(file, text.message)] : []);
  return files.length === 0 ? [unreadable(folder, 'contains no manifests: no file name ends in .yaml, .yml or .json')]
    : read.resources.length + read.problems.length + unread.length === 0 && read.skipped.length > 0
      ? [read, unreadable(folder, 'contains no manifests: no file contains a Kubernetes object')]
      : [read, ...unread];
}

function textOf(file: string): string[] | { readonly message: string } {
  try {
    const text = decoded(readFileSync(file === '-' ? 0 : file));
    // A shell ignores that a program before a pipe failed.
    return file === '-' && text.every(piece => piece.trim() === '') ? { message: 'is empty: the command before the pipe printed nothing' } : text;
  } catch (e) {
    return { message: reasonOf(e) };
  }
}

/** All manifests below a folder in the order of their names. */
function manifestFiles(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) {
      return isManifestFolder(entry.name) ? manifestFiles(below) : [];
    }
    return isManifest(entry.name) ? [below] : [];
  });
}

/** Whether a subfolder is searched for manifests. */
export function isManifestFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Whether a file of a folder is read, by its name. cdk8s-cli writes its metadata beside the manifests. */
export function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name) && name !== 'construct-metadata.json';
}

/** File system errors as messages. Other errors are bugs of this program. */
function reasonOf(e: unknown): string {
  const { code } = e as NodeJS.ErrnoException;
  switch (code) {
    case undefined: throw e;
    case 'ENOENT': case 'ENOTDIR': return 'does not exist';
    case 'EACCES': case 'EPERM': return 'cannot be read: permission denied';
    case 'EISDIR': return 'is a folder';
    case 'ELOOP': return 'is a symbolic link to itself';
    case 'ERR_STRING_TOO_LONG': case 'ERR_FS_FILE_TOO_LARGE': case 'ERR_ENCODING_INVALID_ENCODED_DATA': return 'is larger than 512 MiB: split it';
    default: return `cannot be opened (${code})`;
  }
}
