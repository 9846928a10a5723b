import { summaryOf } from './summary';
import { Finding, Report, shownFindings } from '../../../review/check/check';
import { skippedByReason } from '../left-out';
import { positionText, wrap, yamlOf } from '../text';

/** Numbers of ANSI colours: red, bright red, yellow, cyan, grey. */
const COLORS = { 'error': 31, 'loses-data': 91, 'availability': 33, 'warning': 36, 'info': 90, 'unknown': 90 } as const;
/** Green. */
const CORRECTED = 32;

/** For terminals: each finding with its consequence and its remedy, in 80 columns. */
export function terminal(report: Report, colors: boolean): string {
  const paint = (text: string, color: number) => colors ? `\u001b[${color}m${text}\u001b[0m` : text;
  const blocks = [
    ...report.problems.map(problem => `${positionText(problem)}\n${wrap(problem.message, paint('cannot be read', COLORS.error), 'cannot be read')}`),
    ...shownFindings(report).map(finding => block(finding, paint)),
    ...report.corrected.map(corrected => {
      const heading = wrap(`${corrected.object} (${corrected.rules.join(', ')})`, paint('corrected', CORRECTED), 'corrected');
      return `${positionText(corrected)}\n${heading}\n${yamlOf(corrected.manifests, '    ')}`;
    }),
    ...skippedByReason(report.skipped).map(({ message }) => wrap(message, paint('skipped', COLORS.info), 'skipped')),
  ];
  return `${[...blocks, summaryOf(report)].join('\n\n')}\n`;
}

function block(finding: Finding, paint: (text: string, color: number) => string): string {
  const { rule, severity, object, namespace, message, why, fix, link, isUnknown } = finding;
  const label = isUnknown ? 'unknown' : severity;
  const subject = namespace === undefined ? object : `${object} in ${namespace}`;
  return [
    positionText(finding),
    wrap(`${rule.id} ${subject} ${message}`, paint(label, COLORS[label]), label),
    ...isUnknown ? [] : [wrap(why, 'why', 'why'), wrap(fix, 'fix', 'fix')],
    `  ${link}`,
  ].join('\n');
}
