import { NOT_RESOLVED, Schema, YAML11_SCHEMA, binaryTag, floatYaml11Tag, intYaml11Tag, timestampTag } from 'js-yaml';

/**
 * YAML as kubectl reads it: YAML 1.1, in which `yes` is true and 0644 is octal; but a date and 12:30 are strings, and 1e3 is a number.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/resolve.go
 */
export const KUBECTL_SCHEMA: Schema = YAML11_SCHEMA.withTags(
  { ...timestampTag, resolve: (source, isExplicit) => isExplicit ? source : NOT_RESOLVED } as typeof timestampTag,
  { ...intYaml11Tag, resolve: (source, ...rest) => source.includes(':') ? NOT_RESOLVED : intYaml11Tag.resolve(source.replace(/^0o/, '0'), ...rest) },
  { ...floatYaml11Tag, resolve: source => floatOf(source.replace(/_/g, '')) ?? NOT_RESOLVED },
  { ...binaryTag, resolve: (source: string) => Buffer.from(source, 'base64').toString() } as unknown as typeof binaryTag,
);

/** None for infinity and NaN, which JSON does not have. */
function floatOf(source: string): number | undefined {
  const value = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(source) ? Number(source) : NaN;
  return Number.isFinite(value) ? value : undefined;
}
