import { Release, Releases, isAmong } from '../../catalog/kubernetes/release';
import { parseQuantity } from '../manifests/quantity';

export type JsonObject = { [key: string]: any };

/** Sets the defaults of a release in an object, which it changes. */
export type Defaulter = (object: JsonObject, release: Release) => void;

/** Sets fields that a map does not have. */
export function setDefaults(map: JsonObject | undefined, defaults: JsonObject | undefined): void {
  for (const [key, value] of Object.entries(defaults ?? {})) {
    if (typeof map === 'object' && value !== undefined && (map[key] === undefined || map[key] === null)) {
      map[key] = value;
    }
  }
}

/** Sets a default that only some releases have. In the others, the field is removed if it has that value, which has no effect there. */
export function setDefaultOf(releases: readonly Releases[], release: Release, map: JsonObject | undefined, field: string, value: unknown): void {
  if (isAmong(releases, release)) {
    setDefaults(map, { [field]: value });
  } else if (map?.[field] === value) {
    delete map![field];
  }
}

/** Removes fields with an empty string that the API server treats as unset. */
export function dropEmpty(map: JsonObject | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === '').forEach(field => delete map![field]);
}

/** Removes fields with a zero that the API server replaces with a default. */
export function dropZero(map: JsonObject | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === 0).forEach(field => delete map![field]);
}

export function dropEmptyMap(map: JsonObject | undefined, field: string): void {
  if (map && Object.keys(map[field] ?? {}).length === 0) {
    delete map[field];
  }
}

/** Normalizes the quantities in a map: all of them, or those of some fields. */
export function normalizeQuantities(
  map: JsonObject | undefined, fields = Object.keys(map ?? {}), of: (text: unknown) => unknown = parseQuantity,
): void {
  for (const key of fields) {
    if (map?.[key] !== undefined) {
      map[key] = of(map[key]) ?? map[key];
    }
  }
}

/** Maps in a list. The value may have any type, because the schema does not cover all fields. */
export function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(item => item !== null && typeof item === 'object') : [];
}
