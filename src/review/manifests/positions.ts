import { EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, getScalarValue } from 'js-yaml';
import { startOf } from './libyaml';
import { Document, Path, Position } from './source';
import { RepeatedKey, eventsOf } from './yaml';

/** Position of a path in the document: its key, or the nearest parent that exists. */
export function positionOf(document: Document, path: Path): Position {
  const { line, column } = path.length === 0 && beginningOf(document.text) || indexOf(document).find(path);
  return inFile(document, line, column);
}

/** Positions of the first and the last occurrence of a key that a map has several times. */
export function positionsOf(document: Document, { first, last }: RepeatedKey): Position[] {
  return [first, last].map(offset => {
    const before = document.text.slice(0, offset).split('\n');
    return inFile(document, before.length, before[before.length - 1].length + 1);
  });
}

function inFile({ linesBefore, added }: Document, line: number, column: number): Position {
  return { line: linesBefore + line, column: Math.max(column - (added?.get(line - 1) ?? 0), 1) };
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
  const places = last?.document === document ? last.places : INDEXES.get(document) ?? new PositionIndex(document);
  last = { document, places };
  if (document.text.length > LARGE) {
    INDEXES.set(document, places);
  }
  return places;
}

/** Positions of keys and entries in a document that parses. */
class PositionIndex {
  private readonly text: string;
  private readonly events: Event[];
  private readonly hasRepeatedKeys: boolean;
  /** Offsets at which lines begin. */
  private readonly lines: number[] = [0];
  /** Events with which the entries of a sequence begin, by the event of the sequence. */
  private readonly entries = new Map<number, number[]>();

  constructor({ text, repeated = [] }: Document) {
    this.text = text;
    this.hasRepeatedKeys = repeated.length > 0;
    this.events = eventsOf(text);
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
      let found: [number, number] | undefined;
      for (let at = i + 1; events[at].type !== EVENT_POP; at = this.after(this.after(at))) {
        const key = events[at];
        if (key.type === EVENT_SCALAR && getScalarValue(this.text, key) === String(step)) {
          found = [startOf(key), this.after(at)];
          if (!this.hasRepeatedKeys) {
            break; // Otherwise the last one counts.
          }
        }
      }
      return found;
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
