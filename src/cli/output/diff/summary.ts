import { releaseText } from '../../../catalog/kubernetes/release';
import { DiffReport, ObjectDiff } from '../../../review/diff/diff';
import { VERDICTS, Verdict } from '../../../review/diff/rule';
import { plural } from '../text';

/** Numbers of changed objects, of objects by verdict, and of suppressed consequences. */
export interface DiffCounts {
  readonly changed: number;
  readonly verdicts: { readonly [verdict in Verdict]: number };
  readonly suppressed: number;
}

export function countsOf({ diffs }: DiffReport): DiffCounts {
  return {
    changed: diffs.filter(({ status }) => status !== 'unchanged').length,
    verdicts: Object.fromEntries(VERDICTS.map(verdict => [verdict, diffs.filter(diff => diff.verdict === verdict).length])) as DiffCounts['verdicts'],
    suppressed: diffs.flatMap(({ consequences }) => consequences).filter(consequence => consequence.suppressed !== undefined).length,
  };
}

/** One line: the number of objects, and of changes by verdict. */
export function summaryOf(report: DiffReport): string {
  const { objects, release, problems, skipped } = report;
  const { changed, verdicts, suppressed } = countsOf(report);
  return [
    `${plural(objects, 'object')} for Kubernetes ${releaseText(release)}`,
    changed > 0 ? `${changed} changed` : 'nothing changed',
    ...VERDICTS.filter(verdict => verdicts[verdict] > 0).map(verdict => `${verdicts[verdict]} ${verdict}`),
    ...suppressed > 0 ? [`${suppressed} suppressed`] : [],
    ...problems.length > 0 ? [`${problems.length} not read`] : [],
    ...skipped.length > 0 ? [`${plural(skipped.length, 'file')} skipped`] : [],
  ].join(', ');
}

/** The status of an object: `changed`, or `moved from StatefulSet/orders`. */
export function statusText({ status, was }: ObjectDiff): string {
  return was === undefined ? status : `${status} from ${was}`;
}

/** The object in a message: `StatefulSet/orders in shop`. */
export function subjectOf({ object, namespace }: ObjectDiff): string {
  return namespace === undefined ? object : `${object} in ${namespace}`;
}

/** A value of a field in one line of limited length. */
export function valueText(value: unknown): string {
  const text = value === undefined ? '(none)' : typeof value === 'string' && !/\p{C}/u.test(value) ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
