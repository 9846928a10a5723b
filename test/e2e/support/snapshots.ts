import { readdirSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', '..', '__snapshots__');

/** Paths of all files of snapshots of constructs and apps. */
export function snapshotFiles(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.snap')).sort().map(file => join(FOLDER, file));
}

/**
 * The values that a file of snapshots holds, by the title of their tests. It prints strings as they are, with line breaks and
 * quotes, so that it is no JavaScript: a string ends where a quote, a comma and a line break stand.
 */
export function snapshots(text: string): Map<string, any> {
  const found = new Map<string, any>();
  for (const [, title, value] of text.matchAll(/^exports\[`((?:\\.|[^\\`])*)`\] = `\n?((?:\\.|[^\\`])*)`;$/gm)) {
    found.set(title, parse(value.replace(/\\([\\`$])/g, '$1')));
  }
  return found;
}

/** The Kubernetes objects in a value, however deep. */
export function objectsOf(value: any): any[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return value.apiVersion && value.kind && value.metadata ? [value] : Object.values(value).flatMap(objectsOf);
}

function parse(text: string): any {
  if (text.startsWith('"')) {
    return text.trimEnd().slice(1, -1);
  }
  const [value, rest] = valueAt(`${text.trimEnd()},\n`);
  if (rest !== '') {
    throw new Error(`not understood in a snapshot: ${rest.slice(0, 100)}`);
  }
  return value;
}

/** The value at the beginning, up to its comma, and what follows. */
function valueAt(text: string): [any, string] {
  const word = /^(true|false|null|undefined|-?\d+(?:\.\d+)?),\n/.exec(text);
  if (word) {
    return [word[1] === 'undefined' ? undefined : JSON.parse(word[1]), text.slice(word[0].length)];
  }
  const string = /^"([\s\S]*?)",\n/.exec(text);
  if (string) {
    return [string[1], text.slice(string[0].length)];
  }
  const empty = /^(\[\]|\{\}),\n/.exec(text);
  if (empty) {
    return [empty[1] === '[]' ? [] : {}, text.slice(empty[0].length)];
  }
  if (text.startsWith('[\n')) {
    const list: any[] = [];
    let rest = text.slice(2).trimStart();
    while (!rest.startsWith('],\n')) {
      const [value, next] = valueAt(rest);
      list.push(value);
      rest = next.trimStart();
    }
    return [list, rest.slice(3)];
  }
  if (text.startsWith('{\n')) {
    const map: any = {};
    let rest = text.slice(2).trimStart();
    while (!rest.startsWith('},\n')) {
      const key = /^"([\s\S]*?)": /.exec(rest);
      if (!key) {
        throw new Error(`not understood in a snapshot: ${rest.slice(0, 100)}`);
      }
      const [value, next] = valueAt(rest.slice(key[0].length));
      map[key[1]] = value;
      rest = next.trimStart();
    }
    return [map, rest.slice(3)];
  }
  throw new Error(`not understood in a snapshot: ${text.slice(0, 100)}`);
}
