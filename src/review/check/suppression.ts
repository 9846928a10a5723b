import { RULES } from './rules';
import { Resource } from '../manifests/resource';
import { Problem } from '../manifests/source';

/** An accepted finding. */
export interface Suppression {
  readonly rule: string;
  /** `Kind/name`, in which `*` matches any part of a name. Without objects, the suppression applies to all. */
  readonly objects?: string[];
  readonly reason: string;
  /** Last day on which it applies, such as `2027-01-31`. */
  readonly until?: string;
  /** File and index of the entry. */
  readonly origin?: string;
}

/** Prefix of annotations that suppress the rule with the id after it. The value is the reason, and may end with `(until 2027-01-31)`. */
export const ANNOTATION = 'cdk8s-stateful.dev/ignore-';

const UNTIL = /\s*\(until ([^)]*)\)\s*$/;

/** Ids of the rules of diff. The same annotations and files suppress them. */
export const UPDATE_RULE_IDS: string[] = [
  'UP01', 'UP02', 'UP03', 'UP04', 'UP05', 'UP06', 'UP07', 'UP08', 'UP09', 'UP10', 'UP11', 'UP12', 'UP13', 'UP14', 'UP15',
  'UP16', 'UP17', 'UP18', 'UP20', 'UP21', 'UP22', 'UP23',
  'UP30', 'UP31', 'UP32', 'UP33', 'UP34', 'UP35', 'UP36', 'UP37', 'UP40', 'UP41', 'UP42', 'UP43', 'UP44', 'UP45', 'UP46', 'UP50',
];

const IDS = new Set([...RULES.map(({ id }) => id), ...UPDATE_RULE_IDS]);

/** Whether a rule of check or diff has the id. */
export function isRule(id: string): boolean {
  return IDS.has(id);
}

/** Whether a text is a date, such as `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text; // Date.parse accepts 31 February.
}

/** The suppression of a finding: its reason, or a remark for the message if it has expired. */
export interface Decision {
  readonly suppressed?: string;
  readonly expired: string;
}

/** The suppression that applies to a rule and an object on a day. Annotations go before files. */
export function decisionOn(id: string, resource: Resource, fromFiles: Suppression[], today: string): Decision {
  const all = [
    ...annotated(resource).filter(({ rule }) => rule === id),
    ...fromFiles.filter(suppression => suppression.rule === id && isFor(suppression, resource)),
  ];
  const suppressed = all.find(({ until }) => until === undefined || until >= today)?.reason;
  return { suppressed, expired: suppressed === undefined && all.length > 0 ? ` (suppressed until ${all[0].until}: ${all[0].reason})` : '' };
}

/** Whether a suppression applies to an object. */
function isFor({ objects }: Suppression, { title }: Resource): boolean {
  return objects?.some(pattern => matchesPattern(pattern, title)) ?? true;
}

/** Invalid suppressions in annotations: an unknown rule, no reason, or an invalid date. */
export function annotationProblems(resources: Resource[]): Problem[] {
  return resources.flatMap(resource => ignored(resource).flatMap(({ key, rule, reason, until }): Problem[] => {
    const problem = (message: string) => [{
      file: resource.file, ...resource.at(['metadata', 'annotations', key]), message: `${resource.title} suppresses ${message}`,
    }];
    if (!isRule(rule)) {
      return problem(`the unknown rule '${rule}'`);
    } else if (reason === '') {
      return problem(`${rule} without a reason: set the reason as the value of the annotation`);
    }
    return until === undefined || isDay(until) ? [] : problem(`${rule} until '${until}', wanted a date, such as '2027-01-31'`);
  }));
}

/** Suppressions without a finding, for objects that exist. */
export function unusedSuppressions(
  ids: string[], resources: Resource[], fromFiles: Suppression[], finds: (id: string, resource: Resource) => boolean,
): string[] {
  const isUnused = (rule: string, targets: Resource[]) =>
    ids.includes(rule) && targets.length > 0 && !targets.some(resource => finds(rule, resource));
  return [
    ...resources.flatMap(resource => annotated(resource).filter(({ rule }) => isUnused(rule, [resource])).map(({ rule }) =>
      `${resource.file}:${resource.at().line}: ${resource.title} suppresses ${rule}, which has no finding there`)),
    ...fromFiles.filter(one => isUnused(one.rule, resources.filter(resource => isFor(one, resource)))).map(({ origin, rule }) =>
      `${origin} suppresses ${rule}, which has no finding there`),
  ];
}

/** Valid suppressions in the annotations of an object. */
function annotated(resource: Resource): Suppression[] {
  return ignored(resource).filter(({ reason, until }) => reason !== '' && (until === undefined || isDay(until)));
}

function ignored({ annotations }: Resource): (Suppression & { readonly key: string })[] {
  return Object.entries(annotations).filter(([key]) => key.startsWith(ANNOTATION))
    .map(([key, value]) => ({ key, rule: key.slice(ANNOTATION.length), reason: value.replace(UNTIL, '').trim(), until: UNTIL.exec(value)?.[1] }));
}

function matchesPattern(pattern: string, title: string): boolean {
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
