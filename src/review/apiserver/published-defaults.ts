import { JsonObject, setDefaults } from './defaulting';
import { Release } from '../../catalog/kubernetes/release';
import { SCHEMA } from '../../catalog/kubernetes/schema';

/** A field of a definition, parsed. */
export interface SchemaField {
  readonly name: string;
  /** `[` for each list around the type and `{` for each map, the outermost first. */
  readonly around: string;
  /** A scalar type or a definition. */
  readonly type: string;
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

function parsed(text: string): SchemaField {
  const [, name, around, values, type = 'string', defaultText, since] = FIELD.exec(text)!;
  return {
    name,
    around,
    type,
    since: Number(since ?? 0),
    values: values?.split('|').map(each => each.split('@')).map(([value, minor]) => ({ value, since: Number(minor ?? 0) })),
    default: defaultText === undefined ? undefined : JSON.parse(defaultText),
  };
}

/** Sets the defaults that the OpenAPI document of the API server contains. */
export function setPublishedDefaults(object: JsonObject, kind: string, { minor }: Release): void {
  for (const { name, around, type, default: value, since } of defaultedOf(kind)) {
    if (value !== undefined && since <= minor) {
      setDefaults(object, { [name]: value });
    }
    if (object[name] !== undefined && object[name] !== null) {
      within(object[name], around).forEach(inner => setPublishedDefaults(inner, type, { minor }));
    }
  }
}

const DEFAULTED = new Map<string, SchemaField[]>();

/** Fields with a default, and fields whose type contains one: only few. */
function defaultedOf(definition: string): SchemaField[] {
  if (!DEFAULTED.has(definition)) {
    DEFAULTED.set(definition, []); // Types may contain themselves.
    DEFAULTED.set(definition, fieldsOf(definition).filter(field => field.default !== undefined || defaultedOf(field.type).length > 0));
  }
  return DEFAULTED.get(definition)!;
}

/** The objects in nested lists and maps. */
function within(value: any, around: string): JsonObject[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return around === '' ? [value] : Object.values(value).flatMap(inner => within(inner, around.slice(1)));
}
