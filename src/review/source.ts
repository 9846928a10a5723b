import { EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, YAML11_SCHEMA, YAMLException, constructFromEvents, getScalarValue, parseEvents } from 'js-yaml';

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
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  readonly value: unknown;
}

/** More aliases than any manifest has: each may stand for a whole tree, and those for others. */
const MAX_ALIASES = 1000;
const MAX_DEPTH = 100;

/** Reads the documents of a text. One that is not YAML becomes a problem, and the others are read. */
export function parseDocuments(file: string, text: string): { documents: Document[]; problems: Problem[] } {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  for (const { part, linesBefore } of split(text)) {
    try {
      // YAML 1.1, as kubectl reads it: `yes` is true, and 0644 is octal.
      const values = constructFromEvents(parseEvents(part, { maxDepth: MAX_DEPTH }), { source: part, schema: YAML11_SCHEMA, maxAliases: MAX_ALIASES });
      documents.push(...values.filter(value => value !== null && value !== undefined).map(value => ({ file, text: part, linesBefore, value })));
    } catch (e) {
      problems.push({ file, ...problemOf(e, part, linesBefore) });
    }
  }
  return { documents, problems };
}

/** Documents begin with three dashes at the beginning of a line, where YAML allows nothing else that does. */
function split(text: string): { part: string; linesBefore: number }[] {
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
export function positionOf({ text, linesBefore }: Document, path: Path): Position {
  const events = parseEvents(text, { maxDepth: MAX_DEPTH });
  const before = text.slice(0, offsetOf(events, text, path)).split('\n');
  return { line: linesBefore + before.length, column: before[before.length - 1].length + 1 };
}

function offsetOf(events: Event[], text: string, path: Path): number {
  let i = events[0]?.type === EVENT_DOCUMENT ? 1 : 0;
  let offset = startOf(events[i]);
  for (const step of path) {
    const event = events[i];
    let next: number | undefined;
    if (event.type === EVENT_MAPPING) {
      for (let at = i + 1; events[at].type !== EVENT_POP; at = after(events, after(events, at))) {
        const key = events[at];
        if (key.type === EVENT_SCALAR && getScalarValue(text, key) === String(step)) {
          offset = startOf(key);
          next = after(events, at);
        }
      }
    } else if (event.type === EVENT_SEQUENCE) {
      let at = i + 1;
      for (let n = 0; n < Number(step) && events[at].type !== EVENT_POP; n++) {
        at = after(events, at);
      }
      if (events[at].type !== EVENT_POP) {
        offset = startOf(events[at]);
        next = at;
      }
    }
    if (next === undefined) {
      return offset;
    }
    i = next;
  }
  return offset;
}

/** The event behind the node that begins here. */
function after(events: Event[], i: number): number {
  let depth = 0;
  do {
    const { type } = events[i++];
    depth += type === EVENT_MAPPING || type === EVENT_SEQUENCE ? 1 : type === EVENT_POP ? -1 : 0;
  } while (depth > 0);
  return i;
}

function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_SCALAR: return event.valueStart;
    case EVENT_MAPPING: case EVENT_SEQUENCE: return event.start;
    case EVENT_ALIAS: return event.anchorStart;
    default: return 0;
  }
}
