/** A value in a YAML document. */
export type YamlValue = string | number | boolean | YamlText | YamlValue[] | YamlMap;

/** A mapping in a YAML document, in the order of its keys. */
export interface YamlMap {
  readonly [key: string]: YamlValue;
}

/** Text that is YAML already, on one line, such as `[a, b]`. */
export class YamlText {
  public constructor(public readonly text: string) {}
}

/** A key that no version of YAML, and no parser, reads as a boolean, null or a number such as `e0`. */
const PLAIN_KEY = /^(?!(y|n|yes|no|on|off|true|false|null|e\d+)$)[a-z_][\w.-]*$/i;
/** Characters that JSON does not escape, and that YAML does not allow or reads as line breaks. */
const NOT_IN_YAML = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A YAML document. Strings are quoted, so no string is read as a number, a boolean or null.
 *
 * @see https://yaml.org/spec/1.2.2/#double-quoted-style
 */
export function yaml(map: YamlMap): string {
  return `${blockOf(map).join('\n')}\n`;
}

/** The lines of a mapping or a list. */
function blockOf(value: YamlMap | YamlValue[]): string[] {
  return Array.isArray(value)
    ? value.flatMap(entry => isBlock(entry) ? blockOf(entry).map((line, i) => `${i === 0 ? '- ' : '  '}${line}`) : [`- ${scalar(entry)}`])
    : Object.entries(value).flatMap(([key, entry]) =>
      isBlock(entry) ? [`${keyOf(key)}:`, ...blockOf(entry).map(line => `  ${line}`)] : [`${keyOf(key)}: ${scalar(entry)}`]);
}

function isBlock(value: YamlValue): value is YamlMap | YamlValue[] {
  return typeof value === 'object' && !(value instanceof YamlText) && Object.keys(value).length > 0;
}

/** A value on one line; a list or a mapping here is empty. */
function scalar(value: YamlValue): string {
  return value instanceof YamlText ? value.text
    : JSON.stringify(value).replace(NOT_IN_YAML, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function keyOf(key: string): string {
  return PLAIN_KEY.test(key) ? key : scalar(key);
}
