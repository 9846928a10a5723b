import { Report, openFindings, shownFindings } from '../../../review/check/check';
import { SEVERITIES } from '../../../review/check/rule';
import { plural } from '../text';

/** One line: the number of objects, and of findings by severity. */
export function summaryOf(report: Report): string {
  const { objects, findings, problems, skipped } = report;
  const open = openFindings(report);
  const certain = open.filter(({ isUnknown }) => !isUnknown);
  const counts = SEVERITIES.flatMap(severity => {
    const count = certain.filter(finding => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  return [
    plural(objects, 'object'),
    certain.length > 0 ? `${plural(certain.length, 'finding')} (${counts.join(', ')})` : 'no finding',
    ...open.length > certain.length
      ? [`${open.length - certain.length} unknown${shownFindings(report).length < open.length ? ' (shown with --unknown)' : ''}`]
      : [],
    ...findings.length > open.length ? [`${findings.length - open.length} suppressed`] : [],
    ...problems.length > 0 ? [`${problems.length} not read`] : [],
    ...skipped.length > 0 ? [`${plural(skipped.length, 'file')} skipped`] : [],
  ].join(', ');
}
