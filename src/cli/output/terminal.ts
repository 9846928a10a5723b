import { summaryOf } from './summary';
import { Finding, Report, openFindings } from '../../review/check';

const WIDTH = 80;
/** Numbers of ANSI colours: red, bright red, yellow, cyan, grey. */
const COLORS = { 'error': 31, 'loses-data': 91, 'availability': 33, 'warning': 36, 'info': 90, 'unknown': 90 } as const;

/** For people: each finding with what happens and what to do, in 80 columns. */
export function terminal(report: Report, colors: boolean): string {
  const paint = (text: string, color: number) => colors ? `\u001b[${color}m${text}\u001b[0m` : text;
  const blocks = [
    ...report.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}\n${wrap(message, paint('cannot be read', COLORS.error), 'cannot be read')}`),
    ...openFindings(report).map(finding => block(finding, paint)),
  ];
  return `${[...blocks, summaryOf(report)].join('\n\n')}\n`;
}

function block({ file, line, column, rule, object, namespace, message, isUnknown }: Finding, paint: (text: string, color: number) => string): string {
  const label = isUnknown ? 'unknown' : rule.severity;
  const subject = namespace === undefined ? object : `${object} in ${namespace}`;
  return [
    `${file}:${line}:${column}`,
    wrap(`${rule.id} ${subject} ${message}`, paint(label, COLORS[label]), label),
    ...isUnknown ? [] : [wrap(rule.why, 'why', 'why'), wrap(rule.fix, 'fix', 'fix')],
    `  ${rule.link}`,
  ].join('\n');
}

/** A text behind a label, folded; what is longer than a line stays whole. `plain` is the label without colour. */
function wrap(text: string, label: string, plain: string): string {
  const lines = [''];
  let width = plain.length + 4;
  // A manifest must not command the terminal.
  for (const word of text.replace(/[^\P{C}\s]/gu, '\uFFFD').split(/\s+/)) {
    if (width + word.length + 1 > WIDTH && lines[lines.length - 1] !== '') {
      lines.push('');
      width = 4;
    }
    lines[lines.length - 1] += `${lines[lines.length - 1] === '' ? '' : ' '}${word}`;
    width += word.length + 1;
  }
  return `  ${label}  ${lines.join('\n    ')}`;
}
