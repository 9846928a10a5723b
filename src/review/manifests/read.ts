import { isUtf8 } from 'buffer';
import { NOT_UTF8 } from './libyaml';
import { ParsedTexts } from './parsed-texts';
import { Resource, resourcesOf } from './resource';
import { kindProblems, typed } from './schema';
import { Parsed, Problem, SourceText, parseDocuments } from './source';

/** Objects that were read, and problems. */
export interface Manifests {
  readonly resources: Resource[];
  readonly problems: Problem[];
  /** Files of a folder that are not manifests, with the reason. */
  readonly skipped: Problem[];
}

/** Reads one text. Rules see only values of the types that Kubernetes defines; ST92 reports the others. */
export function readText(file: string, text: SourceText, folder?: string, known?: ParsedTexts): Manifests {
  return manifestsOf(parseDocuments(file, text, folder, known));
}

/** The objects in documents. */
export function manifestsOf({ documents, problems, skipped }: Parsed): Manifests {
  const found = documents.map(resourcesOf);
  const resources = found.flatMap(one => one.resources);
  return {
    resources: resources.filter(resource => kindProblems(resource).length === 0).map(typed),
    problems: [...problems, ...found.flatMap(one => one.problems), ...resources.flatMap(kindProblems)],
    skipped,
  };
}

/** Length from which a text is parsed in pieces: the parser needs many times the memory of the text. */
const PIECE = 2 ** 16;

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark, which PowerShell writes and kubectl reads. A character beyond Latin-1 doubles the memory
 * of its piece, not of the whole text.
 */
export function decoded(bytes: Buffer): string[] {
  const mark = bytes.subarray(0, 2).toString('hex');
  const utf8 = mark === 'fffe' || mark === 'feff' ? Buffer.from(new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes)) : bytes;
  const pieces: string[] = [];
  for (let start = 0; start < utf8.length;) {
    const next = utf8.indexOf('\n---', start + PIECE);
    const end = next < 0 ? utf8.length : next + 1;
    const piece = utf8.toString('utf8', start, end).replace(start === 0 ? /^\uFEFF/ : '', '');
    pieces.push(isUtf8(utf8.subarray(start, end)) ? piece : piece.replaceAll('\uFFFD', NOT_UTF8));
    start = end;
  }
  return pieces;
}

/** All manifests together. */
export function merged(read: Manifests[]): Manifests {
  return { resources: read.flatMap(one => one.resources), problems: read.flatMap(one => one.problems), skipped: read.flatMap(one => one.skipped) };
}

/** A file that cannot be read. */
export function unreadable(file: string, message: string): Manifests {
  return { resources: [], problems: [{ file, line: 1, column: 1, message }], skipped: [] };
}
