import { EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, YAMLException, constructFromEvents, getScalarValue, parseEvents } from 'js-yaml';
import { KUBECTL_SCHEMA } from './yaml';

/** Where something stands in a file; lines and columns begin at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys and indexes from the top of a document. */
export type Path = readonly (string | number)[];

/** What cannot be read, with the place. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
}

/** One document of a file, as it was written. */
export interface Document {
  readonly file: string;
  /** Where the file lies; none if all that is read goes together. */
  readonly folder?: string;
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  readonly value: unknown;
}

/** Documents of a text, and what of it is not YAML. */
export interface Parsed {
  readonly documents: Document[];
  readonly problems: Problem[];
}

/** More aliases than any manifest has: each may stand for a whole tree, and those for others. */
const MAX_ALIASES = 1000;
const MAX_DEPTH = 100;

/** Reads the documents of a text. One that is not YAML becomes a problem, and the others are read. */
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

/** The value of each part in one go, which is faster; none if one of them is not YAML, or it is not plain which value is whose. */
function parseTogether(parts: Part[]): unknown[] | undefined {
  const text = parts.map(({ part }) => part).join('');
  if (parts.length < 2 || !/^[^\s#%]/.test(text) || /^\.\.\.|^%/m.test(text)) {
    return undefined;
  }
  try {
    const values = parse(text);
    return values.length === parts.length ? values : undefined;
  } catch {
    return undefined; // Each for itself, then.
  }
}

/** What is parsed in one go: the parser needs many times the memory of its text. */
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

/** Takes out keys without a value, as the server does: charts write `env:` with nothing below it. Aliases share what they stand for. */
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

/** Documents begin with three dashes at the beginning of a line, where YAML allows nothing else that does. */
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
    return { line, column: (mark?.column ?? 0) + 1, message: `is a template, not YAML (${reason}): render it first, with 'helm template' or what else it is for` };
  }
  return { line, column: (mark?.column ?? 0) + 1, message: `is not YAML: ${reason}` };
}

/** Where the path leads to in the document: its key where it has one, else its nearest parent that is written there. */
export function positionOf(document: Document, path: Path): Position {
  const { line, column } = path.length === 0 && beginningOf(document.text) || indexOf(document).find(path);
  return { line: document.linesBefore + line, column };
}

/** Where a document's object begins, if nothing but comments is before it: every object is asked for that. */
function beginningOf(text: string): Position | undefined {
  const [before, indent] = /^(?:(?:---(?=\s))?[ \t]*(?:#[^\n]*)?\n)*([ \t]*)(?=[A-Za-z{])/.exec(text) ?? [];
  return before === undefined ? undefined : { line: before.split('\n').length, column: indent.length + 1 };
}

/** Large documents, such as a List of all objects of a cluster, are asked again and again; of small ones the last one is. */
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

/** Where things are in one document, which has been read before. */
class PositionIndex {
  private readonly events: Event[];
  /** Offsets at which lines begin. */
  private readonly lines: number[] = [0];
  /** Where the entries of a sequence begin, by where that begins. */
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
      offset = start! < 0 ? offset : start!; // An empty value is nowhere.
      i = next;
    }
    return offset;
  }

  /** Where a key or an entry is written, and the event with which its value begins. */
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

  /** The event behind the node that begins here. */
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
