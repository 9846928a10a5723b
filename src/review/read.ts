import { readFileSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
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
  const read = paths.flatMap(path => {
    try {
      const files = path === '-' ? ['-'] : manifestFiles(path);
      return files.length > 0 ? files.map(readFile) : [failed(path, 'has no manifests: no file ends in .yaml, .yml or .json')];
    } catch (e) {
      return [failed(path, reasonOf(e))];
    }
  });
  return { resources: read.flatMap(one => one.resources), problems: read.flatMap(one => one.problems) };
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

function readFile(file: string): Manifests {
  const name = file === '-' ? 'standard input' : file;
  try {
    return readText(name, readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, ''));
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
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : manifestFiles(below);
    }
    return isManifest(entry.name) ? [below] : [];
  });
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
  switch ((e as NodeJS.ErrnoException).code) {
    case 'ENOENT': return 'is not there';
    case 'EACCES': return 'may not be read';
    case 'ERR_STRING_TOO_LONG': case 'ERR_FS_FILE_TOO_LARGE': return 'is larger than 512 MiB: split it';
    default: throw e;
  }
}
