import { Report, shownFindings } from '../../../review/check/check';
import { Severity } from '../../../review/check/rule';
import { skippedByReason } from '../left-out';
import { annotation } from '../text';

const LEVELS: { readonly [severity in Severity]: 'error' | 'warning' | 'notice' } = {
  'error': 'error', 'loses-data': 'error', 'availability': 'warning', 'warning': 'warning', 'info': 'notice',
};

/** Annotations of a GitHub workflow. */
export function github(report: Report): string {
  return [
    ...report.problems.map(problem => annotation('error', problem, 'cannot be read', problem.message)),
    ...skippedByReason(report.skipped).map(one => annotation('notice', one, 'skipped', one.message)),
    ...shownFindings(report).map(finding => annotation(finding.isUnknown ? 'notice' : LEVELS[finding.severity], finding,
      `${finding.rule.id} ${finding.rule.title}`,
      `${finding.object} ${finding.message}${finding.isUnknown ? '' : `\n${finding.fix}`}\n${finding.link}`)),
  ].join('');
}
