import { Inventory, containersOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Rule, Match, found } from '../rule';

export const ST90: Rule = {
  id: 'ST90',
  severity: 'warning',
  title: 'Key, variable or object is given twice',
  looksAt: 'keys of maps, names of environment variables of a container, and objects of one file with the same kind, namespace and name',
  why: 'The last one counts, and the others have no effect: a missing dash or a copied block stays unnoticed.',
  fix: 'Remove one of the two, or give it the name that was meant.',
  link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields',
  check: inventory => [
    ...inventory.resources.flatMap(resource => resource.repeatedKeys.map(({ path, lines: [first, last] }) =>
      found(resource, path, `has the key ${path.join('.')} in line ${first} and again in line ${last}`))),
    ...inventory.workloads.flatMap(workload =>
      containersOf(workload).flatMap(({ container, path }) => repeated(container.env ?? [], ({ name }: any) => name)
        .map(i => found(workload.resource, [...path, 'env', i, 'name'], `sets ${container.env[i].name} of container '${container.name}' twice`,
          { why: 'The last one counts. `kubectl apply` may drop one of the two, and a server-side apply is rejected.' })))),
    ...objectsGivenTwice(inventory),
  ],
};

/** Files of a folder may be variants, of which one is applied; objects of one file are applied together. */
function objectsGivenTwice({ resources }: Inventory): Match[] {
  // The server completes a generateName differently each time.
  const keyOf = ({ file, apiVersion, title, namespace, body }: Resource) => body.metadata?.name === undefined ? undefined
    : JSON.stringify([file, apiVersion, title, namespace]);
  const keys = resources.map(keyOf);
  const firsts = new Map<string | undefined, Resource>();
  keys.forEach((key, i) => firsts.has(key) || firsts.set(key, resources[i]));
  return repeated(keys, key => key).map(i => {
    const first = firsts.get(keys[i])!;
    return found(resources[i], [], `is already in line ${first.at().line} of the file`, { why: 'The second object overwrites the first one.' });
  });
}

/** Indexes of the entries whose key an earlier one has. */
function repeated<T>(list: T[], keyOf: (entry: T) => string | undefined): number[] {
  const seen = new Set<string>();
  return list.flatMap((entry, i) => {
    const key = keyOf(entry);
    const isNew = key === undefined || !seen.has(key);
    seen.add(key ?? '');
    return isNew ? [] : [i];
  });
}
