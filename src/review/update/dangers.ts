import { Inventory } from '../inventory';
import { Resource } from '../resource';
import { Rule } from '../rule';
import { RULES } from '../rules';
import { Path } from '../source';

/** What a rule of `check` says of an object, if it loses data. */
export interface Danger {
  readonly rule: Rule;
  readonly path: Path;
  readonly message: string;
}

const DANGERS = new WeakMap<Inventory, Map<Resource, Danger[]>>();

/** All dangers for data, by their objects. */
export function dangersOf(inventory: Inventory): Map<Resource, Danger[]> {
  let dangers = DANGERS.get(inventory);
  if (!dangers) {
    dangers = new Map();
    for (const rule of RULES.filter(({ severity }) => severity === 'loses-data')) {
      for (const { resource, path, message, unknown } of rule.check(inventory)) {
        if (!unknown) {
          dangers.set(resource, [...dangers.get(resource) ?? [], { rule, path, message }]);
        }
      }
    }
    DANGERS.set(inventory, dangers);
  }
  return dangers;
}
