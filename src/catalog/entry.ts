/** The entry of a table under a name from outside: members of every object, such as `valueOf`, are no entries. */
export function entryOf<T>(table: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return table && Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}
