import { EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, YAMLException, constructFromEvents, getScalarValue, parseEvents } from 'js-yaml';
import { KUBECTL_SCHEMA } from './yaml';

/** A position in a file; lines and columns begin at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys and indexes from the top of a document. */
export type Path = readonly (string | number)[];

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
}

/** The documents of a text, and its syntax errors. */
export interface Parsed {
  readonly documents: Document[];
  readonly problems: Problem[];
}

/** More aliases than any manifest has. Nested aliases can expand to a huge document. */
const MAX_ALIASES = 1000;
const MAX_DEPTH = 100;

/** Reads the documents of a text. A document with a syntax error becomes a problem, and the others are read. */
export function parseDocuments(file: string, text: string, folder?: string): Parsed {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  for (const parts of batchesOf(split(text))) {
    const together = parseTogether(parts);
    parts.forEach(({ part, linesBefore }, i) => {
      try {
        const values = together ? [together[i]] : parse(part);
        documents.push(...values.filter(value => value !== null && value !== undefined).map(value => ({ file, folder, text: part, linesBefore, value: withoutNulls(value) })));
      } catch (e) {
        problems.push({ file, ...problemOf(e, part, linesBefore) });
      }
    });
  }
  return { documents, problems };
}

function parse(text: string): unknown[] {
  return constructFromEvents(parseEvents(text, { maxDepth: MAX_DEPTH }), { source: text, schema: KUBECTL_SCHEMA, maxAliases: MAX_ALIASES });
}

/** Parses all parts together, which is faster; none if one has a syntax error, or if the values cannot be assigned to the parts. */
function parseTogether(parts: Part[]): unknown[] | undefined {
  const text = parts.map(({ part }) => part).join('');
  if (parts.length < 2 || !/^[^\s#%]/.test(text) || /^\.\.\.|^%/m.test(text)) {
    return undefined;
  }
  try {
    const values = parse(text);
    return values.length === parts.length ? values : undefined;
  } catch {
    return undefined; // Then each part is parsed on its own.
  }
}

/** Length of the text that is parsed together: the parser needs many times the memory of the text. */
const BATCH = 2 ** 18;

function batchesOf(parts: Part[]): Part[][] {
  const batches: Part[][] = [];
  let length = BATCH;
  for (const part of parts) {
    if (length >= BATCH) {
      batches.push([]);
      length = 0;
    }
    batches[batches.length - 1].push(part);
    length += part.part.length;
  }
  return batches;
}

/** Removes keys with the value null, as the API server does: charts write `env:` with nothing below it. Aliases share their value. */
function withoutNulls(value: unknown): unknown {
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) {
      continue;
    }
    seen.add(next);
    for (const [key, entry] of Object.entries(next)) {
      if (entry === null && !Array.isArray(next)) {
        delete (next as { [key: string]: unknown })[key];
      } else {
        open.push(entry);
      }
    }
  }
  return value;
}

/** One document of a text. */
interface Part {
  readonly part: string;
  /** Lines of the text before it. */
  readonly linesBefore: number;
}

/** A document begins with three dashes at the beginning of a line. */
function split(text: string): Part[] {
  let linesBefore = 0;
  return text.split(/^(?=---(?:\s|$))/m).map(part => {
    const found = { part, linesBefore };
    linesBefore += part.split('\n').length - 1;
    return found;
  });
}

function problemOf(e: unknown, part: string, linesBefore: number): Position & { message: string } {
  if (!(e instanceof YAMLException)) {
    throw e;
  }
  const { mark, reason } = e;
  const line = (mark?.line ?? 0) + linesBefore + 1;
  if (/\{\{/.test(part)) {
    return { line, column: (mark?.column ?? 0) + 1, message: `is a template, not YAML (${reason}): render it first, for example with 'helm template'` };
  }
  return { line, column: (mark?.column ?? 0) + 1, message: `is not valid YAML: ${reason}` };
}

/** Position of a path in the document: its key, or the nearest parent that exists. */
export function positionOf(document: Document, path: Path): Position {
  const { line, column } = path.length === 0 && beginningOf(document.text) || indexOf(document).find(path);
  return { line: document.linesBefore + line, column };
}

/** Position of the object if only comments precede it. This is the fast path for the most common request. */
function beginningOf(text: string): Position | undefined {
  const [before, indent] = /^(?:(?:---(?=\s))?[ \t]*(?:#[^\n]*)?\n)*([ \t]*)(?=[A-Za-z{])/.exec(text) ?? [];
  return before === undefined ? undefined : { line: before.split('\n').length, column: indent.length + 1 };
}

/** Indexes of large documents, such as a List of all objects of a cluster, are kept; of small documents, only the last one. */
const LARGE = 65536;
const INDEXES = new WeakMap<Document, PositionIndex>();
let last: { readonly document: Document; readonly places: PositionIndex } | undefined;

function indexOf(document: Document): PositionIndex {
  const places = last?.document === document ? last.places : INDEXES.get(document) ?? new PositionIndex(document.text);
  last = { document, places };
  if (document.text.length > LARGE) {
    INDEXES.set(document, places);
  }
  return places;
}

/** Positions of keys and entries in a document that parses. */
class PositionIndex {
  private readonly events: Event[];
  /** Offsets at which lines begin. */
  private readonly lines: number[] = [0];
  /** Events with which the entries of a sequence begin, by the event of the sequence. */
  private readonly entries = new Map<number, number[]>();

  constructor(private readonly text: string) {
    this.events = parseEvents(text, { maxDepth: MAX_DEPTH });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.lines.push(at + 1);
    }
  }

  public find(path: Path): Position {
    const offset = this.offsetOf(path);
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = this.lines[middle] <= offset ? [middle, high] : [low, middle - 1];
    }
    return { line: low + 1, column: offset - this.lines[low] + 1 };
  }

  private offsetOf(path: Path): number {
    let i = this.events[0]?.type === EVENT_DOCUMENT ? 1 : 0;
    let offset = startOf(this.events[i]);
    for (const step of path) {
      const [start, next] = this.step(i, step) ?? [];
      if (next === undefined) {
        return offset;
      }
      offset = start! < 0 ? offset : start!; // An empty value has no position.
      i = next;
    }
    return offset;
  }

  /** Offset of a key or an entry, and the event with which its value begins. */
  private step(i: number, step: string | number): [number, number] | undefined {
    const { events } = this;
    if (events[i]?.type === EVENT_MAPPING) {
      for (let at = i + 1; events[at].type !== EVENT_POP; at = this.after(this.after(at))) {
        const key = events[at];
        if (key.type === EVENT_SCALAR && getScalarValue(this.text, key) === String(step)) {
          return [startOf(key), this.after(at)];
        }
      }
    } else if (events[i]?.type === EVENT_SEQUENCE) {
      const at = this.entriesOf(i)[Number(step)];
      return at === undefined ? undefined : [startOf(events[at]), at];
    }
    return undefined;
  }

  private entriesOf(i: number): number[] {
    let found = this.entries.get(i);
    if (!found) {
      found = [];
      for (let at = i + 1; this.events[at].type !== EVENT_POP; at = this.after(at)) {
        found.push(at);
      }
      this.entries.set(i, found);
    }
    return found;
  }

  /** The event after the node that begins here. */
  private after(i: number): number {
    let depth = 0;
    do {
      const { type } = this.events[i++];
      depth += type === EVENT_MAPPING || type === EVENT_SEQUENCE ? 1 : type === EVENT_POP ? -1 : 0;
    } while (depth > 0);
    return i;
  }
}

function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_SCALAR: return event.valueStart;
    case EVENT_MAPPING: case EVENT_SEQUENCE: return event.start;
    case EVENT_ALIAS: return event.anchorStart;
    default: return 0;
  }
}
