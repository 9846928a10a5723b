import { Resource } from '../manifests/resource';

/** Minimum similarity of an object and its renamed version. */
export const MIN_SIMILARITY = 0.6;
/** Minimum number of values of an object for a comparison by similarity. */
export const MIN_FEATURES = 3;

/** Former names by new names. */
export type Names = ReadonlyMap<string, string>;

/** Every value with its path. With `withoutNames`, a placeholder stands for the object's own name and namespace. */
export function featuresOf({ kind, name, namespace, body }: Resource, withoutNames: boolean, formerNames?: Names): Set<string> {
  const features = new Set<string>();
  const names = withoutNames ? [name, namespace].filter((word): word is string => word !== undefined && word.length > 1) : [];
  const mask = (text: string) => names.reduce((result, word) => result.split(word).join('\u0000'), text);
  const visit = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object') {
      Object.entries(value).forEach(([key, inner]) => visit(inner, `${path}.${Array.isArray(value) ? '' : mask(key)}`));
    } else {
      features.add(`${kind}${path}=${formerNames?.get(String(value)) ?? mask(String(value))}`);
    }
  };
  const { metadata, apiVersion, kind: _, status, ...rest } = body;
  visit({ ...rest, labels: metadata?.labels }, '');
  return features;
}

export function similarityOf(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter(feature => b.has(feature)).length;
  return both / (a.size + b.size - both);
}

/** How similar two objects are, from 0 to 1: the larger of both comparisons, with and without their own names. */
export function scoreOf(old: Resource, new_: Resource): number {
  return Math.max(...[true, false].map(withoutNames => similarityOf(featuresOf(old, withoutNames), featuresOf(new_, withoutNames))));
}
