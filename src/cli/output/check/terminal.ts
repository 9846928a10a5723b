import { summaryOf } from './summary';
import { Finding, Report, shownFindings } from '../../../review/check/check';
import { skippedByReason } from '../left-out';
import { positionText, wrap, yamlOf } from '../text';
import { Screen } from '../write';

/** Numbers of ANSI colours: red, bright red, yellow, cyan, grey. */
const COLORS = { 'error': 31, 'loses-data': 91, 'availability': 33, 'warning': 36, 'info': 90, 'unknown': 90 } as const;
/** Green. */
const CORRECTED = 32;

type Paint = (text: string, color: number) => string;

/** For terminals: each finding with its consequence and its remedy. Findings with the same explanation are together, and it is said once. */
export function terminal(report: Report, { colors, width }: Screen): string {
  const paint: Paint = (text, color) => colors ? `\u001b[${color}m${text}\u001b[0m` : text;
  const blocks = [
    ...report.problems.map(problem => `${positionText(problem)}\n${wrap(problem.message, paint('cannot be read', COLORS.error), width)}`),
    ...byExplanation(shownFindings(report)).map(findings => block(findings, paint, width)),
    ...report.corrected.map(corrected => {
      const heading = wrap(`${corrected.object} (${corrected.rules.join(', ')})`, paint('corrected', CORRECTED), width);
      return `${positionText(corrected)}\n${heading}\n${yamlOf(corrected.manifests, '    ')}`;
    }),
    ...skippedByReason(report.skipped).map(({ message }) => wrap(message, paint('skipped', COLORS.info), width)),
  ];
  return `${[...blocks, summaryOf(report)].join('\n\n')}\n`;
}

/** Findings with equal explanations, in the order of the first one of each. */
function byExplanation(findings: Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity, isUnknown, why, fix, link } = finding;
    const key = JSON.stringify([rule.id, severity, isUnknown, ...isUnknown ? [] : [why, fix], link]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(finding);
  }
  return [...groups.values()];
}

function block(findings: Finding[], paint: Paint, width: number): string {
  const [{ rule, severity, why, fix, link, isUnknown }] = findings;
  const label = isUnknown ? 'unknown' : severity;
  return [
    ...findings.flatMap(({ object, namespace, message, ...position }) => {
      const subject = namespace === undefined ? object : `${object} in ${namespace}`;
      return [positionText(position), wrap(`${rule.id} ${subject} ${message}`, paint(label, COLORS[label]), width)];
    }),
    ...isUnknown ? [] : [wrap(why, 'why', width), wrap(fix, 'fix', width)],
    `  ${link}`,
  ].join('\n');
}
