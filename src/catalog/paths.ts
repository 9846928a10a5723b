/** A path with single slashes and none at its end, so that two spellings of one path are equal. The root is the empty text. */
export function normalPath(path: unknown): string {
  const text = String(path);
  return text.includes('//') || text.endsWith('/') ? text.replace(/\/+/g, '/').replace(/\/$/, '') : text; // Most paths are normal.
}

/** Whether a path is another path, or below it. */
export function isWithin(path: string, other: string): boolean {
  return `${normalPath(path)}/`.startsWith(`${normalPath(other)}/`);
}
