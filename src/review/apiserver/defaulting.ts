import { parseQuantity } from '../manifests/quantity';

export type JsonObject = { [key: string]: any };

/** What fills an object, as long as it is no one else's. */
export type Defaulter = (object: JsonObject) => void;

/** Gives a map what it does not say. */
export function setDefaults(map: JsonObject | undefined, defaults: JsonObject | undefined): void {
  for (const [key, value] of Object.entries(defaults ?? {})) {
    if (typeof map === 'object' && value !== undefined && (map[key] === undefined || map[key] === null)) {
      map[key] = value;
    }
  }
}

/** Takes out a text that is empty, where the server knows no difference. */
export function dropEmpty(map: JsonObject | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === '').forEach(field => delete map![field]);
}

/** Takes out a zero for which the server takes a default. */
export function dropZero(map: JsonObject | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === 0).forEach(field => delete map![field]);
}

export function dropEmptyMap(map: JsonObject | undefined, field: string): void {
  if (map && Object.keys(map[field] ?? {}).length === 0) {
    delete map[field];
  }
}

/** Amounts of a map in one spelling: all of them, or those of some fields. */
export function normalizeQuantities(map: JsonObject | undefined, fields = Object.keys(map ?? {}), of: (text: unknown) => unknown = parseQuantity): void {
  for (const key of fields) {
    if (map?.[key] !== undefined) {
      map[key] = of(map[key]) ?? map[key];
    }
  }
}

/** Maps of a list; rules trust the shape of what they read, and nobody has looked at that of all kinds. */
export function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(item => item !== null && typeof item === 'object') : [];
}
