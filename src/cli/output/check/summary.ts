import { Report, openFindings, shownFindings } from '../../../review/check/check';
import { SEVERITIES, Severity } from '../../../review/check/rule';
import { plural } from '../text';

/** Numbers of findings. Those of a severity are neither unknown nor suppressed. */
export interface FindingCounts {
  readonly severities: { readonly [severity in Severity]: number };
  readonly unknown: number;
  readonly suppressed: number;
}

export function countsOf(report: Report): FindingCounts {
  const open = openFindings(report);
  const certain = open.filter(({ isUnknown }) => !isUnknown);
  return {
    severities: Object.fromEntries(SEVERITIES.map(severity =>
      [severity, certain.filter(finding => finding.severity === severity).length])) as FindingCounts['severities'],
    unknown: open.length - certain.length,
    suppressed: report.findings.length - open.length,
  };
}

/** One line: the number of objects, and of findings by severity. */
export function summaryOf(report: Report): string {
  const { objects, problems, skipped } = report;
  const { severities, unknown, suppressed } = countsOf(report);
  const found = SEVERITIES.filter(severity => severities[severity] > 0);
  const count = found.reduce((sum, severity) => sum + severities[severity], 0);
  const isHidden = shownFindings(report).length < openFindings(report).length;
  return [
    plural(objects, 'object'),
    count > 0 ? `${plural(count, 'finding')} (${found.map(severity => `${severities[severity]} ${severity}`).join(', ')})` : 'no finding',
    ...unknown > 0 ? [`${unknown} unknown${isHidden ? ' (shown with --unknown)' : ''}`] : [],
    ...suppressed > 0 ? [`${suppressed} suppressed`] : [],
    ...problems.length > 0 ? [`${problems.length} not read`] : [],
    ...skipped.length > 0 ? [`${plural(skipped.length, 'file')} skipped`] : [],
  ].join(', ');
}
