import { sorted } from '../../../constructs/support/lists';

const ESCAPES: { [char: string]: string } = { '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

/**
 * A Java properties file, in the order of the keys. It is ASCII only, because Java reads such a file as ISO 8859-1.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function properties(settings: { [key: string]: string }): string {
  return sorted(settings).map(([key, value]) => `${escape(key, /[ =:#!\\]/g)}=${escape(value, /^ |\\/g)}\n`).join('');
}

function escape(text: string, special: RegExp): string {
  return text.replace(special, char => `\\${char}`)
    .replace(/[^ -~]/g, char => ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
