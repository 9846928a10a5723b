/** A path with single slashes and none at its end, so that two spellings of one path are equal. The root is the empty text. */
export function normalPath(path: unknown): string {
  return String(path).replace(/\/+/g, '/').replace(/\/$/, '');
}

/** Whether a path is another path, or below it. */
export function isWithin(path: string, other: string): boolean {
  return `${normalPath(path)}/`.startsWith(`${normalPath(other)}/`);
}
