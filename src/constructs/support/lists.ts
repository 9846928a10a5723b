/** Entries in the order of their keys. Maps are unordered in some of the languages that call this library. */
export function sorted<T>(map: { [key: string]: T } | undefined): [string, T][] {
  return Object.entries(map ?? {}).sort(([a], [b]) => a < b ? -1 : 1);
}

/** The list; nothing for an empty list, so that the field is left out. */
export function optional<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Values that occur more than once. */
export function duplicates<T>(values: T[]): T[] {
  return new Set(values).size === values.length ? [] : [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
