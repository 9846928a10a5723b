import { isBelow, named } from './changes';
import { Update, World } from './rule';
import { Rule } from '../check/rule';
import { REFUSING_RULES, RULES } from '../check/rules';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** What a rule of `check` says of an object, if it loses data or the server refuses the object. */
export interface Danger {
  readonly rule: Rule;
  readonly path: Path;
  readonly message: string;
  readonly refused?: boolean;
}

/** Dangers of the new object that the old one does not have. */
export function newDangersOf({ old, new: new_ }: Update, world: World): Danger[] {
  const known = (old ? dangersOf(world.old).get(old) ?? [] : []).map(danger => ({ ...danger, path: named(old!.body, danger.path) }));
  const now = new_ ? dangersOf(world.new).get(new_) ?? [] : [];
  return now.filter(danger => !known.some(isSamePlace(danger, named(new_!.body, danger.path))) && !world.livesWith(danger.rule, new_!));
}

/** Wherever entries of lists are now; a field that is not written is found where it would be. */
function isSamePlace({ rule }: Danger, path: Path): (known: Danger) => boolean {
  return known => known.rule === rule && (isBelow(path, known.path) || isBelow(known.path, path));
}

const DANGERS = new WeakMap<Inventory, Map<Resource, Danger[]>>();

/** All dangers, by their objects. */
function dangersOf(inventory: Inventory): Map<Resource, Danger[]> {
  let dangers = DANGERS.get(inventory);
  if (!dangers) {
    dangers = new Map();
    for (const rule of RULES.filter(one => one.severity === 'loses-data' || REFUSING_RULES.includes(one))) {
      for (const { resource, path, message, unknown, refused } of rule.check(inventory)) {
        if (!unknown && (refused || rule.severity === 'loses-data')) {
          dangers.set(resource, [...dangers.get(resource) ?? [], { rule, path, message, refused }]);
        }
      }
    }
    DANGERS.set(inventory, dangers);
  }
  return dangers;
}
