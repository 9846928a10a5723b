import { RULES } from './rules';
import { Resource } from '../manifests/resource';
import { Problem } from '../manifests/source';

/** A finding that somebody decided to live with. */
export interface Suppression {
  readonly rule: string;
  /** `Kind/name`; `*` stands for any part of a name. None stands for every object. */
  readonly objects?: string[];
  readonly reason: string;
  /** Last day on which it counts, as `2027-01-31`. */
  readonly until?: string;
  /** Where it is written. */
  readonly origin?: string;
}

/** Annotations with this beginning and the id of a rule suppress it for their object: the value is the reason, with `(until 2027-01-31)` at its end if it expires. */
export const ANNOTATION = 'cdk8s-stateful.dev/ignore-';

const UNTIL = /\s*\(until ([^)]*)\)\s*$/;

/** Ids of the rules of diff, which the same annotations and files suppress. */
export const UPDATE_RULE_IDS: string[] = [
  'UP01', 'UP02', 'UP03', 'UP04', 'UP05', 'UP06', 'UP07', 'UP08', 'UP09', 'UP10', 'UP11', 'UP12', 'UP13', 'UP14', 'UP15', 'UP20', 'UP21', 'UP22', 'UP23',
  'UP30', 'UP31', 'UP32', 'UP33', 'UP34', 'UP35', 'UP36', 'UP37', 'UP40', 'UP41', 'UP42', 'UP43', 'UP44', 'UP50',
];

const IDS = new Set([...RULES.map(({ id }) => id), ...UPDATE_RULE_IDS]);

/** Whether there is such a rule, of check or of diff. */
export function isRule(id: string): boolean {
  return IDS.has(id);
}

/** Whether a text is a day, such as `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text; // 31st of February is parsed, too.
}

/** What somebody decided of a finding: why it does not count, or what to add to its message because that day is over. */
export interface Decision {
  readonly suppressed?: string;
  readonly expired: string;
}

/** The decision that counts for a rule and an object on a day, from annotations before files. */
export function decisionOn(id: string, resource: Resource, fromFiles: Suppression[], today: string): Decision {
  const all = [...annotated(resource).filter(({ rule }) => rule === id), ...fromFiles.filter(suppression => suppression.rule === id && isFor(suppression, resource))];
  const suppressed = all.find(({ until }) => until === undefined || until >= today)?.reason;
  return { suppressed, expired: suppressed === undefined && all.length > 0 ? ` (suppressed until ${all[0].until}: ${all[0].reason})` : '' };
}

/** Whether a suppression speaks of an object. */
function isFor({ objects }: Suppression, { title }: Resource): boolean {
  return objects?.some(pattern => fits(pattern, title)) ?? true;
}

/** Annotations that suppress nothing: without a reason, for a rule that is not there, or until what is no day. */
export function annotationProblems(resources: Resource[]): Problem[] {
  return resources.flatMap(resource => ignored(resource).flatMap(({ key, rule, reason, until }): Problem[] => {
    const problem = (message: string) => [{ file: resource.file, ...resource.at(['metadata', 'annotations', key]), message: `${resource.title} ignores ${message}` }];
    if (!isRule(rule)) {
      return problem(`the rule '${rule}', which is not there`);
    } else if (reason === '') {
      return problem(`${rule} without a reason: give it as the value of the annotation`);
    }
    return until === undefined || isDay(until) ? [] : problem(`${rule} until '${until}', wanted a day, such as '2027-01-31'`);
  }));
}

/** Suppressions of rules that find nothing in objects which are there: they can go. */
export function unusedSuppressions(ids: string[], resources: Resource[], fromFiles: Suppression[], finds: (id: string, resource: Resource) => boolean): string[] {
  const isUnused = (rule: string, those: Resource[]) => ids.includes(rule) && those.length > 0 && !those.some(resource => finds(rule, resource));
  return [
    ...resources.flatMap(resource => annotated(resource).filter(({ rule }) => isUnused(rule, [resource])).map(({ rule }) => `${resource.file}:${resource.at().line}: ${resource.title} ignores ${rule}, which finds nothing there`)),
    ...fromFiles.filter(one => isUnused(one.rule, resources.filter(resource => isFor(one, resource)))).map(({ origin, rule }) => `${origin} ignores ${rule}, which finds nothing there`),
  ];
}

/** What annotations of an object suppress. */
function annotated(resource: Resource): Suppression[] {
  return ignored(resource).filter(({ reason, until }) => reason !== '' && (until === undefined || isDay(until)));
}

function ignored({ annotations }: Resource): (Suppression & { readonly key: string })[] {
  return Object.entries(annotations).filter(([key]) => key.startsWith(ANNOTATION))
    .map(([key, value]) => ({ key, rule: key.slice(ANNOTATION.length), reason: value.replace(UNTIL, '').trim(), until: UNTIL.exec(value)?.[1] }));
}

function fits(pattern: string, title: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) {
    return pattern === title;
  }
  let rest = title.startsWith(parts[0]) ? title.slice(parts[0].length) : undefined;
  for (const part of parts.slice(1, -1)) {
    const at: number = rest?.indexOf(part) ?? -1;
    rest = at < 0 ? undefined : rest!.slice(at + part.length);
  }
  return rest !== undefined && rest.endsWith(parts[parts.length - 1]);
}
