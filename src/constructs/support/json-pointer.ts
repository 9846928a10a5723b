/**
 * The longest prefix of a JSON pointer that exists in a document, and its value.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901
 */
export function follow(document: unknown, pointer: string): { readonly path: string; readonly value: unknown } {
  let value = document;
  let path = '';
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, key)) {
      break;
    }
    value = (value as { [key: string]: unknown })[key];
    path += `/${token}`;
  }
  return { path, value };
}
