import {
  EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, NOT_RESOLVED, Schema, YAML11_SCHEMA, YAMLException, binaryTag,
  constructFromEvents, floatYaml11Tag, getScalarValue, intYaml11Tag, mapTag, mergeTag, omapTag, pairsTag, parseEvents, seqTag, setTag, strTag,
  timestampTag,
} from 'js-yaml';
import { LINE_BREAKS, refuseUnlikeKubectl, repaired, startOf } from './libyaml';

/** More aliases than any manifest has. Nested aliases can expand to a huge document. */
const MAX_ALIASES = 1000;
const MAX_DEPTH = 100;

/** A key that a map has several times. */
export interface RepeatedKey {
  /** Path of the map and the key. */
  readonly path: readonly (string | number)[];
  /** Offsets of its first and its last occurrence. */
  readonly first: number;
  readonly last: number;
}

/** A YAML document as kubectl reads it. */
export interface YamlDocument {
  readonly value: unknown;
  /** The text as this parser reads it: lines of loose flow collections are indented further. */
  readonly text: string;
  /** How many characters were added to lines, by the index of the line. */
  readonly added: ReadonlyMap<number, number>;
  /**
   * Where kubectl stops reading: after a complete value or a line with three dots, it ignores the rest without an error. None
   * if it reads everything.
   */
  readonly rest?: number;
  /** Keys that maps have several times. */
  readonly repeated: RepeatedKey[];
}

/** Whether a map of the texts that were parsed since the last reset has a key twice; merge keys count too. */
let mayRepeat = false;
/** The map into which `<<` merges, and the keys that it got: of a list of maps, the first one with a key counts. */
let merging: { readonly into: unknown; readonly keys: Set<unknown> } | undefined;

const anyTag = { tagName: '', matchByTagPrefix: true, implicit: false } as const;
const kubectlMap: typeof mapTag = {
  ...mapTag,
  addPair: (map, key, value) => {
    if (key === null) {
      return 'a key is null';
    }
    mayRepeat ||= Object.hasOwn(map, String(key));
    return mapTag.addPair(map, key, value);
  },
  // Only merges ask, because duplicate keys are allowed.
  has: (map, key) => {
    merging = merging?.into === map ? merging : { into: map, keys: new Set() };
    const { size } = merging.keys;
    return merging.keys.add(key).size === size;
  },
};

/**
 * YAML as kubectl reads it: YAML 1.1, in which `yes` is true and 0644 is octal; but a date and 12:30 are strings, and 1e3 is a number.
 * Unknown tags mean nothing, the last of several equal keys counts, and `<<` overrides the keys before it.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/resolve.go
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/decode.go
 */
const KUBECTL_SCHEMA: Schema = YAML11_SCHEMA.withTags(
  { ...timestampTag, resolve: (source, isExplicit) => isExplicit ? source : NOT_RESOLVED } as typeof timestampTag,
  {
    ...intYaml11Tag,
    resolve: (source, ...rest) => source.includes(':') ? NOT_RESOLVED : intYaml11Tag.resolve(source.replace(/^([-+]?)0o/, '$10'), ...rest),
  },
  { ...floatYaml11Tag, resolve: source => floatOf(source.replace(/_/g, '')) },
  {
    ...binaryTag, resolve: (source: string) => isBase64(source) ? Buffer.from(source, 'base64').toString() : NOT_RESOLVED,
  } as unknown as typeof binaryTag,
  {
    ...mergeTag,
    resolve: (source, ...rest) => {
      merging = undefined;
      return mergeTag.resolve(source, ...rest);
    },
  },
  kubectlMap,
  { ...kubectlMap, tagName: setTag.tagName },
  { ...seqTag, tagName: omapTag.tagName },
  { ...seqTag, tagName: pairsTag.tagName },
  { ...strTag, ...anyTag },
  { ...seqTag, ...anyTag },
  { ...kubectlMap, ...anyTag },
);

function floatOf(source: string): number | typeof NOT_RESOLVED {
  if (/^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(source)) {
    throw new YAMLException(`'${source}' is not a number that JSON has`);
  }
  const value = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(source) ? Number(source) : NaN;
  return Number.isFinite(value) ? value : NOT_RESOLVED;
}

function isBase64(source: string): boolean {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(source) && source.replace(/\s/g, '').length % 4 === 0;
}

const UNUSUAL = ['\n...', '\t', '\\/', ...LINE_BREAKS];

/** Values of documents, if kubectl reads them and reads each to its end, and no map may have a key twice. This is the fast path. */
export function parsePlain(text: string): unknown[] | undefined {
  if (text.startsWith('...') || UNUSUAL.some(one => text.includes(one))) {
    return undefined;
  }
  try {
    const values = construct(text, parse(text));
    return mayRepeat ? undefined : values;
  } catch {
    return undefined;
  }
}

/** Reads one document. Throws a YAMLException if kubectl rejects it. */
export function parseYaml(original: string): YamlDocument {
  const source = original.replace(new RegExp(`[${LINE_BREAKS.join('')}]`, 'g'), '\n');
  const dots = /(?<=\n)\.\.\.(?=\s|$)/.exec(source)?.index;
  let text = source.slice(0, dots);
  let rest = dots;
  const added = new Map<number, number>();
  const indented = new Set<number>();
  for (;;) {
    try {
      const events = parse(text);
      const values = construct(text, events);
      return { value: values[0], text, added, rest, repeated: mayRepeat ? repeatedKeys(text, events) : [] };
    } catch (e) {
      if (!(e instanceof YAMLException)) {
        throw e;
      }
      const { reason, mark: { line, column, position } = placeOf(NO_NUMBER, text) } = e;
      const inSource = position - [...added].reduce((sum, [other, spaces]) => other <= line ? sum + spaces : sum, 0);
      const add = (spaces: number) => added.set(line, (added.get(line) ?? 0) + spaces);
      const repair = repaired(text, reason, position);
      // Whitespace in which a tab stands, between two words of a flow collection or before the collection.
      const [gap] = /[ \t]*(?:[&!]\S*[ \t]+)*(?:[[{][ \t]*)?$/.exec(text.slice(position - column, position))!;
      if (repair !== undefined) {
        add(repair.length - text.length);
        text = repair;
      } else if (reason === LOOSE && gap.includes('\t') && gap.length < column) {
        text = `${text.slice(0, position - gap.length)}${gap.replace(/\t/g, ' ')}${text.slice(position)}`;
      } else if (reason === LOOSE && !indented.has(line)) {
        // In flow collections and quoted strings, kubectl ignores the indentation.
        const spaces = 1 + Math.max(...text.split('\n').map(each => /^\s*/.exec(each)![0].length));
        text = `${text.slice(0, position - column)}${' '.repeat(spaces)}${text.slice(position - column)}`;
        indented.add(line);
        add(spaces);
      } else if (reason === COMPLETE && position < text.length && endsBefore(text, column)) {
        rest = inSource;
        text = text.slice(0, position);
      } else {
        return YAMLException.throwAt(source, Math.max(inSource, 0), reason, '');
      }
    }
  }
}

/** Whether the first value of a text is complete at a column: it is a flow collection, or indented further. */
function endsBefore(text: string, column: number): boolean {
  const [, indent, first] = /^(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:---)?( *)(\S)/.exec(text) ?? [];
  return first !== undefined && (/[[{]/.test(first) || indent.length > column);
}

function placeOf(pattern: RegExp, text: string): { line: number; column: number; position: number } {
  const position = Math.max(text.search(pattern), 0);
  const before = text.slice(0, position).split('\n');
  return { line: before.length - 1, column: before[before.length - 1].length, position };
}

/** YAML has these numbers, and JSON does not. */
const NO_NUMBER = /(?<=\s)([-+]?\.inf|\.nan)(?=[\s,}\]]|$)/im;
const LOOSE = 'deficient indentation';
const COMPLETE = 'end of the stream or a document separator is expected';

function parse(text: string): Event[] {
  return parseEvents(text, { maxDepth: MAX_DEPTH });
}

function construct(text: string, events: Event[]): unknown[] {
  mayRepeat = false;
  merging = undefined;
  refuseUnlikeKubectl(text, events);
  return constructFromEvents(events, { source: text, schema: KUBECTL_SCHEMA, maxAliases: MAX_ALIASES, json: true });
}

/** Events of a document that parses. */
export function eventsOf(text: string): Event[] {
  return parse(text);
}

/** Keys that a map has several times. */
function repeatedKeys(text: string, events: Event[]): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  let i = 0;
  const node = (path: (string | number)[]): void => {
    const event = events[i++];
    if (event.type === EVENT_SEQUENCE || event.type === EVENT_DOCUMENT) {
      for (let index = 0; events[i].type !== EVENT_POP; index++) {
        node(event.type === EVENT_DOCUMENT ? path : [...path, index]);
      }
      i++;
    } else if (event.type === EVENT_MAPPING) {
      const keys = new Map<string, number>();
      while (events[i].type !== EVENT_POP) {
        const key = events[i];
        if (key.type !== EVENT_SCALAR) {
          node(path);
          node(path);
          continue;
        }
        const [name, at] = [getScalarValue(text, key), startOf(key)];
        const first = keys.get(name);
        if (first !== undefined && name !== '<<') {
          found.push({ path: [...path, name], first, last: at });
        }
        keys.set(name, first ?? at);
        i++;
        node([...path, name]);
      }
      i++;
    }
  };
  node([]);
  // Of a key that stands three times, the last pair says it all.
  return found.filter(({ first }, at) => found.findIndex((other, later) => later > at && other.first === first) < 0);
}
