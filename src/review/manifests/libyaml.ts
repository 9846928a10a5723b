import {
  COLLECTION_STYLE, EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, SCALAR_STYLE, ScalarEvent,
  YAMLException,
} from 'js-yaml';

/** Line breaks of YAML 1.1 that are none in YAML 1.2. */
export const LINE_BREAKS = ['\u0085', '\u2028', '\u2029'];

/** YAML 1.1 allows no other control characters, not even in comments. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\v\f\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;
/** A key without a question mark is not longer. */
const MAX_KEY = 1024;

const TAB = 'a tab is not allowed here: use spaces';
/* Reasons of the errors that `repaired` mends. */
const NO_SPACE = "a space is missing after '?'";
const COLON = "':' is a part of the word";

/**
 * Throws a YAMLException at what js-yaml reads and kubectl does not, or reads as something else. kubectl has a port of libyaml, which is
 * older than YAML 1.2.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/scannerc.go
 */
export function refuseUnlikeKubectl(text: string, events: Event[]): void {
  const control = text.search(CONTROL);
  if (control >= 0) {
    refuse(text, control, text[control] === NOT_UTF8 ? 'the file is not in UTF-8' : 'control characters are not allowed');
  }
  refuseTokens(text, events);
  refuseTabs(text, events);
  refuseEscapes(text, events);
}

/** Bytes that are not UTF-8 are decoded as this character, which no manifest may have. */
export const NOT_UTF8 = '\uFFFF';

/** The text so that js-yaml reads at this position what kubectl reads there, if that is possible. */
export function repaired(text: string, reason: string, position: number): string | undefined {
  const put = (word: string, length = 0) => `${text.slice(0, position)}${word}${text.slice(position + length)}`;
  if (text[position] === '#' && /\S/.test(text[position - 1] ?? ' ')) {
    return put(' '); // A comment after a comma, a quoted string or a collection needs no space.
  } else if (/^-[,\]}]/.test(text.slice(position, position + 2)) && /[[{,\s]/.test(text[position - 1] ?? '')) {
    return put('"-"', 1);
  } else if (reason === NO_SPACE) {
    return put('? ', 1);
  } else if (reason === COLON) {
    const [word] = /.*?:(?=[,\]}])/sy.exec(text.slice(position))!;
    return put(`'${word.replace(/'/g, "''")}'`, word.length);
  }
  return undefined;
}

/** Offset at which a node begins; negative if it is empty. */
export function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_SCALAR: return event.valueStart;
    case EVENT_MAPPING: case EVENT_SEQUENCE: return event.start;
    case EVENT_ALIAS: return event.anchorStart;
    default: return 0;
  }
}

function refuse(text: string, index: number, reason: string): never {
  return YAMLException.throwAt(text, index, reason, '');
}

/** Where nodes stand: in block or flow collections, as keys or values. */
function refuseTokens(text: string, events: Event[]): void {
  const anchors = new Map<string, Event>();
  /** The collections around the event. */
  const open: { readonly event: Event; readonly isFlow: boolean; keys: number }[] = [];
  for (const event of events) {
    if (event.type === EVENT_POP) {
      open.pop();
      continue;
    }
    const parent = open[open.length - 1];
    const isKey = parent?.event.type === EVENT_MAPPING && parent.keys++ % 2 === 0;
    if (event.type === EVENT_ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      if (open.some(each => each.event === anchors.get(name))) {
        refuse(text, event.anchorStart, `the anchor '${name}' contains itself`);
      }
      continue;
    }
    if (event.type !== EVENT_DOCUMENT && event.anchorStart >= 0) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      if (!/^[\w-]+$/.test(name)) {
        refuse(text, event.anchorStart, 'the name of an anchor may have only letters, digits, - and _');
      }
      anchors.set(name, event);
    }
    if (event.type === EVENT_SCALAR) {
      if (parent.isFlow && event.valueStart >= 0 && event.style === SCALAR_STYLE.PLAIN) {
        refuseWord(text, event);
      }
      if (isKey && event.valueStart >= 0 && (parent.isFlow || event.valueEnd - event.valueStart > MAX_KEY / 2)) {
        refuseKey(text, event);
      }
    } else {
      open.push({ event, isFlow: event.type !== EVENT_DOCUMENT && event.style === COLLECTION_STYLE.FLOW, keys: 0 });
    }
  }
}

/** A word without quotes in brackets. */
function refuseWord(text: string, { valueStart, valueEnd }: ScalarEvent): void {
  const word = text.slice(valueStart, valueEnd);
  if (word.startsWith(':')) {
    refuse(text, valueStart, "no word in brackets begins with ':': put it in quotes");
  }
  const question = word.indexOf('?');
  if (question >= 0) {
    const isKey = question === 0 && /[[{,]\s*$/.test(text.slice(Math.max(0, valueStart - MAX_KEY), valueStart));
    refuse(text, valueStart + question, isKey ? NO_SPACE : "no word in brackets has a '?': put it in quotes");
  }
  const colon = /\s*:(?=[,[\]{}])/y;
  colon.lastIndex = valueEnd;
  if (colon.test(text)) {
    const isWord = /[,\]}]/.test(text[colon.lastIndex]);
    refuse(text, isWord ? valueStart : colon.lastIndex, isWord ? COLON : "a space is missing after ':'");
  }
}

/** A key without a question mark, which is on one line with its colon. */
function refuseKey(text: string, { anchorStart, tagStart, valueStart, valueEnd, style }: ScalarEvent): void {
  const quotes = style === SCALAR_STYLE.PLAIN ? 0 : 1;
  const start = Math.min(...[anchorStart - 1, tagStart, valueStart - quotes].filter(each => each >= 0));
  const colon = /\s*(?=:)/y;
  colon.lastIndex = valueEnd + quotes;
  if (!colon.test(text) || /\?\s*$/.test(text.slice(Math.max(0, start - MAX_KEY), start))) {
    return;
  }
  const key = text.slice(start, colon.lastIndex);
  if ([...key].length > MAX_KEY) {
    refuse(text, start, `a key has at most ${MAX_KEY} characters`);
  } else if (/[\r\n]/.test(key)) {
    refuse(text, start, 'a key and its colon are on one line');
  }
}

/** Tabs that begin a line or follow a dash: kubectl allows them in flow collections and strings only. */
function refuseTabs(text: string, events: Event[]): void {
  if (!text.includes('\t')) {
    return;
  }
  const scalars = events.filter(event => event.type === EVENT_SCALAR && event.valueStart >= 0) as ScalarEvent[];
  let outside = '';
  for (const { style, valueStart, valueEnd } of scalars) {
    const value = text.slice(valueStart, valueEnd);
    const indent = /^( *)[^\s]/m.exec(value)?.[1].length ?? 1;
    const tab = [SCALAR_STYLE.LITERAL_BLOCK, SCALAR_STYLE.FOLDED_BLOCK].some(block => block === style)
      ? [...value.matchAll(/^ *(?=\t)/gm)].find(([spaces]) => spaces.length < indent) : undefined;
    if (tab) {
      refuse(text, valueStart + tab.index + tab[0].length, TAB);
    }
    outside += `${text.slice(outside.length, valueStart)}${value.replace(/[^\n]/g, 'x')}`;
  }
  outside = `${outside}${text.slice(outside.length)}`.replace(/(?<=^|\s)#.*/gm, comment => 'x'.repeat(comment.length));
  let [depth, end] = [0, 0];
  for (const { index, 0: { length } } of outside.matchAll(/^(?!---) *(?:[-?] *)*\t/gm)) {
    for (const [bracket] of outside.slice(end, index).matchAll(/[[\]{}]/g)) {
      depth += bracket === '[' || bracket === '{' ? 1 : -1;
    }
    end = index;
    if (depth === 0) {
      refuse(text, index + length - 1, TAB);
    }
  }
}

/** `\/` is an escape of JSON and of YAML 1.2 only. */
function refuseEscapes(text: string, events: Event[]): void {
  for (const event of text.includes('\\/') ? events : []) {
    const [before] = event.type === EVENT_SCALAR && event.style === SCALAR_STYLE.DOUBLE_QUOTED
      ? /^(?:[^\\]|\\[^/])*?\\(?=\/)/s.exec(text.slice(event.valueStart, event.valueEnd)) ?? [] : [];
    if (before !== undefined && event.type === EVENT_SCALAR) {
      refuse(text, event.valueStart + before.length - 1, "unknown escape '\\/'");
    }
  }
}

