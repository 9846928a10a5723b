import { readFileSync, readdirSync, statSync } from 'fs';
import { join, normalize } from 'path';
import { Resource, resourcesOf } from './resource';
import { shapeProblems } from './shape';
import { Problem, parseDocuments } from './source';

/** Objects that were read, and what could not be. */
export interface Manifests {
  readonly resources: Resource[];
  readonly problems: Problem[];
}

/** Reads files, all manifests below folders, and standard input for `-`. A path that is not there is a problem, as is one without manifests. */
export function readManifests(paths: string[]): Manifests {
  const seen = new Set<string>();
  return together(paths.flatMap(path => {
    try {
      const files = path === '-' ? ['-'] : manifestFiles(path);
      const others = files.filter(file => !seen.has(normalize(file))); // A file that two paths lead to holds its objects once.
      others.forEach(file => seen.add(normalize(file)));
      return files.length > 0 ? others.map(readFile) : [failed(path, 'has no manifests: no file ends in .yaml, .yml or .json')];
    } catch (e) {
      return [failed((e as NodeJS.ErrnoException).path ?? path, reasonOf(e))];
    }
  }));
}

/** Reads one text. Objects of another shape than Kubernetes gives them are problems, and no rule sees them. */
export function readText(file: string, text: string): Manifests {
  const { documents, problems } = parseDocuments(file, text);
  const found = documents.map(resourcesOf);
  const resources = found.flatMap(one => one.resources);
  const misshapen = new Map(resources.map(resource => [resource, shapeProblems(resource)]));
  return {
    resources: resources.filter(resource => misshapen.get(resource)!.length === 0),
    problems: [...problems, ...found.flatMap(one => one.problems), ...[...misshapen.values()].flat()],
  };
}

/** Reads what is in a file: UTF-8, or UTF-16 with its mark, which PowerShell writes and kubectl reads. */
export function readBytes(file: string, bytes: Buffer): Manifests {
  const mark = bytes.subarray(0, 2).toString('hex');
  const text = mark === 'fffe' || mark === 'feff' ? new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes) : bytes.toString().replace(/^\uFEFF/, '');
  return readText(file, text);
}

/** All that was read. */
export function together(read: Manifests[]): Manifests {
  return { resources: read.flatMap(one => one.resources), problems: read.flatMap(one => one.problems) };
}

function readFile(file: string): Manifests {
  const name = file === '-' ? 'standard input' : file;
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    // A pipe hides that the program before it failed.
    return file === '-' && bytes.toString('latin1').trim() === '' ? failed(name, 'is empty: what should have written to it said nothing') : readBytes(name, bytes);
  } catch (e) {
    return failed(name, reasonOf(e));
  }
}

/** The file itself, or all manifests below a folder in the order of their names. */
function manifestFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) {
      return isManifestFolder(entry.name) ? manifestFiles(below) : [];
    }
    return isManifest(entry.name) ? [below] : [];
  });
}

/** Whether manifests are looked for in a folder below the one that was named. */
export function isManifestFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Whether a file of a folder is read, by its name. What cdk8s-cli writes beside manifests is none. */
export function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name) && name !== 'construct-metadata.json';
}

/** What cannot be read at all. */
export function failed(file: string, message: string): Manifests {
  return { resources: [], problems: [{ file, line: 1, column: 1, message }] };
}

/** Errors of the file system in words; others are mistakes of this program. */
function reasonOf(e: unknown): string {
  const { code } = e as NodeJS.ErrnoException;
  switch (code) {
    case undefined: throw e;
    case 'ENOENT': case 'ENOTDIR': return 'is not there';
    case 'EACCES': case 'EPERM': return 'may not be read';
    case 'EISDIR': return 'is a folder';
    case 'ELOOP': return 'is a link that leads to itself';
    case 'ERR_STRING_TOO_LONG': case 'ERR_FS_FILE_TOO_LARGE': case 'ERR_ENCODING_INVALID_ENCODED_DATA': return 'is larger than 512 MiB: split it';
    default: return `cannot be opened (${code})`;
  }
}
