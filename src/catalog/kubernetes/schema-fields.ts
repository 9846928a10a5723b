import { SCHEMA, SCHEMA_KINDS } from './schema';

/** A field of a definition, parsed. */
export interface SchemaField {
  readonly name: string;
  /** `[` for each list around the type and `{` for each map, the outermost first. */
  readonly around: string;
  /** A scalar type or a definition. */
  readonly type: string;
  /** Whether the type is a definition. */
  readonly isDefinition: boolean;
  /** Allowed values, if they are limited, each with the minor release of 1.x that added it; 0 if it is older than all documents that were read. */
  readonly values?: { readonly value: string; readonly since: number }[];
  readonly default?: unknown;
  /** Minor release of 1.x that added the field; 0 if it is older than all documents that were read. */
  readonly since: number;
}

const FIELD = /^([^:]+):([[{]*)(?:\(([^)]*)\)|([\w.-]+))[\]}]*(?:=(.+?))?(?:@(\d+))?$/;
const PARSED = new Map<string, SchemaField[]>();

/** Fields of a kind or of one of its types; none if it is unknown. */
export function fieldsOf(definition: string): SchemaField[] {
  if (!PARSED.has(definition)) {
    const lines = Object.hasOwn(SCHEMA, definition) ? SCHEMA[definition] : [];
    PARSED.set(definition, lines.flatMap(line => line.split(' ')).map(parsed));
  }
  return PARSED.get(definition)!;
}

const BY_NAME = new Map<string, Map<string, SchemaField>>();

/** The same by name, because objects have few of the fields. */
export function fieldsByName(definition: string): Map<string, SchemaField> {
  let fields = BY_NAME.get(definition);
  if (!fields) {
    fields = new Map(fieldsOf(definition).map(field => [field.name, field]));
    BY_NAME.set(definition, fields);
  }
  return fields;
}

function parsed(text: string): SchemaField {
  const [, name, around, values, type = 'string', defaultText, since] = FIELD.exec(text)!;
  return {
    name,
    around,
    type,
    isDefinition: Object.hasOwn(SCHEMA, type),
    since: Number(since ?? 0),
    values: values?.split('|').map(each => each.split('@')).map(([value, minor]) => ({ value, since: Number(minor ?? 0) })),
    default: defaultText === undefined ? undefined : JSON.parse(defaultText),
  };
}

let definitions: Map<string, string> | undefined;

/**
 * Values that every supported release allows in a field of a definition; undefined if they are not limited. Generated types
 * spell the names of definitions in another case: `CsiVolumeSource`.
 */
export function valuesOf(definition: string, field: string): string[] | undefined {
  definitions ??= new Map(Object.keys(SCHEMA).map(name => [name.toLowerCase(), name]));
  const { values } = fieldsByName(definitions.get(definition.toLowerCase()) ?? '').get(field) ?? {};
  return values?.filter(({ since }) => since === 0).map(({ value }) => value);
}

/** Whether the fields of a kind are known, in the API version that they are for. */
export function isSchemaKind(apiVersion: string, kind: string): boolean {
  return Object.hasOwn(SCHEMA_KINDS, apiVersion) && SCHEMA_KINDS[apiVersion].includes(kind);
}
