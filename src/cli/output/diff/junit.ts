import { subjectOf, valueText } from './summary';
import { DiffReport, ObjectDiff } from '../../../review/diff/diff';
import { junitSuite, escapeXml } from '../text';

/** Verdicts that are not failures. */
const HARMLESS = ['safe', 'restart', 'unknown'];

/** For GitLab and Jenkins: one test case for each changed object, and one that passes if nothing changed. */
export function junit({ diffs, problems, skipped }: DiffReport): string {
  return junitSuite('diff', [
    ...problems.map(({ file, line, message }) =>
      ({ classname: 'reading', name: file, inside: `<error message="${escapeXml(message)}">${escapeXml(`${file}:${line}`)}</error>` })),
    ...skipped.map(({ file, message }) => ({ classname: 'reading', name: file, inside: `<skipped message="${escapeXml(message)}"/>` })),
    ...diffs.map(diff => ({ classname: diff.verdict, name: `${subjectOf(diff)} ${diff.status}`, inside: inside(diff) })),
  ]);
}

function inside({ verdict, file, line, consequences, fields }: ObjectDiff): string {
  const open = consequences.filter(({ suppressed }) => suppressed === undefined);
  const text = [
    `${file}:${line}`,
    ...open.flatMap(({ rule, message, why, fix, link }) => [`${rule.id} ${message}`, why, fix, link]),
    ...fields.map(({ path, before, after }) => `${path}: ${valueText(before)} -> ${valueText(after)}`),
  ].join('\n');
  return HARMLESS.includes(verdict)
    ? `<system-out>${escapeXml(text)}</system-out>`
    : `<failure type="${verdict}" message="${escapeXml(open[0].message)}">${escapeXml(text)}</failure>`;
}
