import { JsonObject, setDefaults } from './defaulting';
import { Release } from '../../catalog/kubernetes/release';
import { SchemaField, fieldsOf } from '../../catalog/kubernetes/schema-fields';

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
