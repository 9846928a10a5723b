import { Release, Releases, isAmong } from '../../catalog/kubernetes/release';
import { amountOf } from '../manifests/quantity';

export type Map = { [key: string]: any };

/** What fills an object, as long as it is no one else's. */
export type Filling = (object: Map, release: Release) => void;

/** Gives a map what it does not say. */
export function fill(map: Map | undefined, defaults: Map | undefined): void {
  for (const [key, value] of Object.entries(defaults ?? {})) {
    if (typeof map === 'object' && value !== undefined && (map[key] === undefined || map[key] === null)) {
      map[key] = value;
    }
  }
}

/** Gives a map a default that some releases write; in the others, the value means what its absence means. */
export function fillIn(map: Map | undefined, field: string, value: unknown, releases: readonly Releases[], release: Release): void {
  if (isAmong(releases, release)) {
    fill(map, { [field]: value });
  } else if (map?.[field] === value) {
    delete map![field];
  }
}

/** Takes out a text that is empty, where the server knows no difference. */
export function withoutEmpty(map: Map | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === '').forEach(field => delete map![field]);
}

/** Takes out a zero for which the server takes a default. */
export function withoutZero(map: Map | undefined, ...fields: string[]): void {
  fields.filter(field => map?.[field] === 0).forEach(field => delete map![field]);
}

export function withoutEmptyMap(map: Map | undefined, field: string): void {
  if (map && Object.keys(map[field] ?? {}).length === 0) {
    delete map[field];
  }
}

/** Amounts of a map in one spelling: all of them, or those of some fields. */
export function amounts(map: Map | undefined, fields = Object.keys(map ?? {}), of: (text: unknown) => unknown = amountOf): void {
  for (const key of fields) {
    if (map?.[key] !== undefined) {
      map[key] = of(map[key]) ?? map[key];
    }
  }
}

/** Maps of a list; rules trust the shape of what they read, and nobody has looked at that of all kinds. */
export function each(list: unknown): Map[] {
  return Array.isArray(list) ? list.filter(item => item !== null && typeof item === 'object') : [];
}
