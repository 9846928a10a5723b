import { Resource } from './resource';
import { Rule } from './rule';
import { Position, Problem } from './source';

/** A finding that somebody decided to live with. */
export interface Suppression {
  readonly rule: string;
  /** `Kind/name`; `*` stands for any part of a name. None stands for every object. */
  readonly objects?: string[];
  readonly reason: string;
  /** Last day on which it counts, as `2027-01-31`. */
  readonly until?: string;
}

/** Annotations with this beginning and the id of a rule suppress it for their object: the value is the reason, with `(until 2027-01-31)` at its end if it expires. */
export const ANNOTATION = 'cdk8s-stateful.dev/ignore-';

const UNTIL = /\s*\(until (\d{4}-\d{2}-\d{2})\)\s*$/;

/** The one that counts for a rule and an object on a day, from annotations before files. */
export function suppressionOf({ id }: { readonly id: string }, resource: Resource, fromFiles: Suppression[], today: string): Suppression | undefined {
  const annotation = resource.annotations[ANNOTATION + id];
  const own: Suppression[] = annotation === undefined ? [] : [{ rule: id, reason: annotation.replace(UNTIL, ''), until: UNTIL.exec(annotation)?.[1] }];
  return [...own, ...fromFiles.filter(({ rule, objects }) => rule === id && (objects?.some(pattern => fits(pattern, resource.title)) ?? true))]
    .find(({ reason, until }) => reason.trim() !== '' && (until === undefined || until >= today));
}

/** Annotations that suppress nothing: without a reason, or for a rule that is not there. */
export function annotationProblems(resource: Resource, rules: Rule[]): Problem[] {
  return Object.entries(resource.annotations).filter(([key]) => key.startsWith(ANNOTATION)).flatMap(([key, value]): Problem[] => {
    const place: Position = resource.at(['metadata', 'annotations', key]);
    const id = key.slice(ANNOTATION.length);
    if (!rules.some(rule => rule.id === id)) {
      return [{ file: resource.file, ...place, message: `${resource.title} ignores the rule '${id}', which is not there` }];
    }
    return value.replace(UNTIL, '').trim() === ''
      ? [{ file: resource.file, ...place, message: `${resource.title} ignores ${id} without a reason: give it as the value of the annotation` }] : [];
  });
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
