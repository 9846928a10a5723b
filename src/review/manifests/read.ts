import { Resource, resourcesOf } from './resource';
import { schemaProblems } from './schema';
import { Parsed, Problem, parseDocuments } from './source';

/** Objects that were read, and what could not be. */
export interface Manifests {
  readonly resources: Resource[];
  readonly problems: Problem[];
  /** Files of a folder that are not for the server, or not as they are. */
  readonly skipped: Problem[];
}

/** Reads one text. What lies in one folder goes together. Objects of another shape than Kubernetes gives them are problems, and no rule sees them. */
export function readText(file: string, text: string, folder?: string): Manifests {
  return manifestsOf(parseDocuments(file, text, folder));
}

/** The objects of documents. */
export function manifestsOf({ documents, problems }: Parsed): Manifests {
  const found = documents.map(resourcesOf);
  const resources = found.flatMap(one => one.resources);
  const misshapen = new Map(resources.map(resource => [resource, schemaProblems(resource)]));
  return {
    resources: resources.filter(resource => misshapen.get(resource)!.length === 0),
    problems: [...problems, ...found.flatMap(one => one.problems), ...[...misshapen.values()].flat()],
    skipped: [],
  };
}

/** What bytes say: UTF-8, or UTF-16 with its mark, which PowerShell writes and kubectl reads. */
export function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff' ? new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes) : bytes.toString().replace(/^\uFEFF/, '');
}

/** All that was read. */
export function merged(read: Manifests[]): Manifests {
  return { resources: read.flatMap(one => one.resources), problems: read.flatMap(one => one.problems), skipped: read.flatMap(one => one.skipped) };
}

/** What cannot be read at all. */
export function unreadable(file: string, message: string): Manifests {
  return { resources: [], problems: [{ file, line: 1, column: 1, message }], skipped: [] };
}
