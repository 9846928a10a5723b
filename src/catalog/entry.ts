/** The entry of a table under a name that anybody may have chosen: `valueOf` has none, though every object answers to it. */
export function entryOf<T>(table: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return table && Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}
