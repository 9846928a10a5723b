import { isBelow, withKeys } from './changes';
import { successorOfContainer } from './container-pairs';
import { Update, DiffContext } from './rule';
import { isSame } from '../apiserver/normal';
import { Advice, Rule, matchesOf } from '../check/rule';
import { REFUSING_RULES, RULES } from '../check/rules';
import { computedOnce } from '../inventory/computed-once';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../manifests/resource';
import { Path } from '../manifests/source';

/** A finding of `check` that loses data, or for which the API server rejects the object. */
export interface NewFinding extends Advice {
  readonly rule: Rule;
  readonly path: Path;
  readonly message: string;
  readonly refused?: boolean;
}

/** Findings of the new object that the old object does not have. */
export function newFindingsOf({ old, new: new_ }: Update, context: DiffContext): NewFinding[] {
  const known = (old
    ? findingsOf(context.old).get(old) ?? []
    : []).map(finding => ({ ...finding, path: withNewNames(withKeys(old!.body, finding.path), old!, new_, context) }));
  const now = new_ ? findingsOf(context.new).get(new_) ?? [] : [];
  return now.filter(finding => !known.some(isSameField(finding, withKeys(new_!.body, finding.path))) && !context.isSuppressed(finding.rule, new_!));
}

/** A path with the new name of a renamed container or volume. */
function withNewNames(path: Path, old: Resource, new_: Resource | undefined, context: DiffContext): Path {
  const [before, after] = [context.old.workload(old), new_ && context.new.workload(new_)];
  const [container, volume] = ['containers', 'volumes'].map(list => path.indexOf(list) + 1);
  return !before || !after ? path : path.map((step, i) => i > 0 && i === container ? successorOfContainer(before, after, String(step)) ?? step
    : i > 0 && i === volume ? renamedVolume(before.pod, after.pod, step) : step);
}

/** The name of a volume of the same source, if no volume has the former name. */
function renamedVolume(before: any, after: any, name: string | number): string | number {
  const { name: _, ...source } = (before.volumes ?? []).find((volume: any) => volume.name === name) ?? {};
  const isGone = !(after.volumes ?? []).some((volume: any) => volume.name === name);
  return isGone ? (after.volumes ?? []).find(({ name: __, ...other }: any) => isSame(source, other))?.name ?? name : name;
}

/** Entries of lists are compared by their keys, and a missing field by the path that it would have. */
function isSameField({ rule }: NewFinding, path: Path): (known: NewFinding) => boolean {
  return known => known.rule === rule && (isBelow(path, known.path) || isBelow(known.path, path));
}

/** All findings that lose data or that the API server rejects, by object. */
export const findingsOf = computedOnce((inventory: Inventory) => {
  const findings = new Map<Resource, NewFinding[]>();
  for (const rule of RULES.filter(one => one.severity === 'loses-data' || REFUSING_RULES.includes(one))) {
    for (const {
      resource, path, message, severity = rule.severity, unknown, refused, why = rule.why, fix = rule.fix, link = rule.link,
    } of matchesOf(rule, inventory)) {
      if (!unknown && (refused || severity === 'loses-data')) {
        findings.set(resource, [...findings.get(resource) ?? [], { rule, path, message, refused, why, fix, link }]);
      }
    }
  }
  return findings;
});
