import { Map as Fields, fill } from './fill';
import { Release } from '../../catalog/kubernetes/release';
import { SCHEMA } from '../../catalog/kubernetes/schema';

/** A field of a definition, read from its text. */
export interface SchemaField {
  readonly name: string;
  /** `[` for each list around the type, `{` for each map, from the outside. */
  readonly around: string;
  /** Scalar or definition. */
  readonly type: string;
  /** Values that the server takes, if they are limited, each with the minor release of 1.x that brought it, if it is known. */
  readonly values?: { readonly value: string; readonly since: number }[];
  readonly default?: unknown;
  /** Minor release of 1.x that brought the field; 0 if it is older than all documents that were read. */
  readonly since: number;
}

const FIELD = /^([^:]+):([[{]*)(?:\(([^)]*)\)|([\w.-]+))[\]}]*(?:=(.+?))?(?:@(\d+))?$/;
const PARSED = new Map<string, SchemaField[]>();

/** Fields of a kind or of a part of one; none if it is not known. */
export function fieldsOf(definition: string): SchemaField[] {
  if (!PARSED.has(definition)) {
    const lines = Object.hasOwn(SCHEMA, definition) ? SCHEMA[definition] : [];
    PARSED.set(definition, lines.flatMap(line => line.split(' ')).map(parsed));
  }
  return PARSED.get(definition)!;
}

function parsed(text: string): SchemaField {
  const [, name, around, values, type = 'string', filled, since] = FIELD.exec(text)!;
  return {
    name,
    around,
    type,
    since: Number(since ?? 0),
    values: values?.split('|').map(each => each.split('@')).map(([value, minor]) => ({ value, since: Number(minor ?? 0) })),
    default: filled === undefined ? undefined : JSON.parse(filled),
  };
}

/** Fills in the defaults that the server publishes with its fields. */
export function fillPublished(object: Fields, kind: string, { minor }: Release): void {
  for (const { name, around, type, default: filled, since } of defaultedOf(kind)) {
    if (filled !== undefined && since <= minor) {
      fill(object, { [name]: filled });
    }
    if (object[name] !== undefined && object[name] !== null) {
      within(object[name], around).forEach(inner => fillPublished(inner, type, { minor }));
    }
  }
}

const DEFAULTED = new Map<string, SchemaField[]>();

/** Fields that have a default, or lead to one: few of all. */
function defaultedOf(definition: string): SchemaField[] {
  if (!DEFAULTED.has(definition)) {
    DEFAULTED.set(definition, []); // What leads to itself leads nowhere else by that.
    DEFAULTED.set(definition, fieldsOf(definition).filter(field => field.default !== undefined || defaultedOf(field.type).length > 0));
  }
  return DEFAULTED.get(definition)!;
}

/** Maps inside of lists and maps. */
function within(value: any, around: string): Fields[] {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return around === '' ? [value] : Object.values(value).flatMap(inner => within(inner, around.slice(1)));
}
