import { YAMLException } from 'js-yaml';
import { ParsedTexts, REFUSED_SEPARATOR } from './parsed-texts';
import { RepeatedKey } from './yaml';

/** A position in a file; lines and columns begin at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys and indexes from the top of a document. */
export type Path = readonly (string | number)[];

/** A text as a whole, or in pieces that begin at the beginning of documents. */
export type SourceText = string | readonly string[];

/** A part of a file that cannot be read. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
}

/** One YAML document of a file. */
export interface Document {
  readonly file: string;
  /** Folder of the file, if there is one. */
  readonly folder?: string;
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  readonly value: unknown;
  /** Spaces that were added to lines of the text, by the index of the line. */
  readonly added?: ReadonlyMap<number, number>;
  /** Keys that maps have several times. */
  readonly repeated?: RepeatedKey[];
}

/** The documents of a text, and its syntax errors. */
export interface Parsed {
  readonly documents: Document[];
  readonly problems: Problem[];
  /** Parts that kubectl ignores. */
  readonly skipped: Problem[];
}

/** Reads the documents of a text as kubectl does. A document with a syntax error becomes a problem, and the others are read. */
export function parseDocuments(file: string, text: SourceText, folder?: string, known = new ParsedTexts()): Parsed {
  const read: Parsed = { documents: [], problems: [], skipped: [] };
  const add = (part: Omit<Document, 'file' | 'folder'>) => {
    if (part.value !== null && part.value !== undefined) {
      read.documents.push({ file, folder, ...part });
    }
  };
  const [first = '', ...others] = [text].flat();
  const { objects, rest } = jsonObjects(first);
  objects.forEach(object => add({ ...object, value: known.stored(object.value) }));
  if (objects.length > 1 && (rest.trim() !== '' || others.length > 0)) {
    const line = /^\s*/.exec(rest)![0].split('\n').length;
    return { ...read, problems: [{ file, line, column: 1, message: 'is not valid JSON: kubectl reads nothing but JSON after two JSON objects' }] };
  }
  let linesBefore = 0;
  [rest, ...others].forEach((text_, i) => {
    // kubectl removes the line with the dashes, except from the first document.
    const piece = text_.replace(i === 0 ? /(?<=\n)---(?=#)/g : /^---(?=#)/gm, '--- ');
    const parts = piece.split(/^(?=---)/m);
    known.prepare(piece, parts);
    for (const part of parts) {
      try {
        if (REFUSED_SEPARATOR.test(part)) {
          throw new YAMLException("only a comment may be on the line of '---' or '...'");
        }
        const { rest: ignored, ...document } = known.document(part);
        add({ linesBefore, ...document });
        if (ignored !== undefined && /^(?!\.\.\.)\s*[^\s#]|^\.\.\.\s*[^\s#]/.test(part.slice(ignored))) {
          const line = linesBefore + part.slice(0, ignored).split('\n').length;
          read.skipped.push({
            file,
            line,
            column: 1,
            message: "is ignored by kubectl from this line on, because the value above is complete: begin a document with '---'",
          });
        }
      } catch (e) {
        read.problems.push({ file, ...problemOf(e, part, linesBefore) });
      }
      linesBefore += part.split('\n').length - 1;
    }
  });
  return read;
}

/**
 * JSON objects one after another, with which a text begins, and the text after them.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/util/yaml/decoder.go
 */
function jsonObjects(text: string): { objects: Omit<Document, 'file' | 'folder'>[]; rest: string } {
  const objects: Omit<Document, 'file' | 'folder'>[] = [];
  let [start, linesBefore] = [0, 0];
  for (;;) {
    const [space] = /\s*/y.exec(text.slice(start, start + 4096)) ?? [''];
    const end = text[start + space.length] === '{' ? endOfJson(text, start + space.length) : -1;
    const json = text.slice(start, end);
    const value = end < 0 ? undefined : parsedJson(json);
    if (value === undefined) {
      return { objects, rest: start === 0 ? text : `${'\n'.repeat(linesBefore)}${text.slice(start)}` };
    }
    objects.push({ text: json, linesBefore, value });
    linesBefore += json.split('\n').length - 1;
    start = end;
  }
}

/** Where the JSON object that begins at an offset ends; negative if it does not. */
function endOfJson(text: string, start: number): number {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    depth += token[0] === '{' ? 1 : token[0] === '}' ? -1 : 0;
    if (depth === 0) {
      return tokens.lastIndex;
    }
  }
  return -1;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(e: unknown, part: string, linesBefore: number): Position & { message: string } {
  if (!(e instanceof YAMLException)) {
    throw e;
  }
  const { mark, reason } = e;
  const line = (mark?.line ?? 0) + linesBefore + 1;
  if (/\{\{/.test(part)) {
    return {
      line,
      column: (mark?.column ?? 0) + 1,
      message: `is a template, not YAML (${reason}): render it first, for example with 'helm template'`,
    };
  }
  return { line, column: (mark?.column ?? 0) + 1, message: `is not valid YAML: ${reason}` };
}
