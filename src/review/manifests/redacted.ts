import { mayHoldCredential, holdsCredential } from '../../catalog/credentials';

export const REDACTED = '(secret)';

/** A copy of a value without credentials: more people read reports than manifests. */
export function redacted(value: any): any {
  if (Array.isArray(value)) {
    return value.map(redacted);
  }
  if (typeof value === 'object' && value !== null) {
    const isVariable = typeof value.name === 'string' && mayHoldCredential(value.name);
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, isVariable && key === 'value' ? REDACTED : redacted(inside)]));
  }
  return holdsCredential(value) ? REDACTED : value;
}
