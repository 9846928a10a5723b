import { statusText, subjectOf, summaryOf, valueText } from './summary';
import { Consequence, DiffReport, Field, ObjectDiff } from '../../../review/diff/diff';
import { Runbook } from '../../../review/diff/runbooks/runbook';
import { skippedByReason } from '../left-out';
import { WIDTH, withoutControls, singleLine, positionText, wrap, yamlOf } from '../text';

/** Numbers of ANSI colours: red, bright red, yellow, cyan, grey, green. */
const COLORS = { 'loses-data': 91, 'arms-data-loss': 31, 'refused': 31, 'outage': 33, 'restart': 36, 'unknown': 90, 'safe': 32 } as const;
type Paint = (text: string, color: number) => string;

/** For terminals: each object with the consequences of its change, its fields and the runbooks, in 80 columns. */
export function terminal(report: DiffReport, colors: boolean): string {
  const paint: Paint = (text, color) => colors ? `\u001b[${color}m${text}\u001b[0m` : text;
  const blocks = [
    ...report.problems.map(problem =>
      `${positionText(problem)}\n${wrap(problem.message, paint('cannot be read', COLORS.refused), 'cannot be read')}`),
    ...report.diffs.map(diff => block(diff, paint)),
    ...skippedByReason(report.skipped).map(({ message }) => wrap(message, paint('skipped', COLORS.unknown), 'skipped')),
  ];
  return `${[...blocks, summaryOf(report)].join('\n\n')}\n`;
}

function block(diff: ObjectDiff, paint: Paint): string {
  const open = diff.consequences.filter(({ suppressed }) => suppressed === undefined);
  return [
    positionText(diff),
    wrap(`${subjectOf(diff)} ${statusText(diff)}`, paint(diff.verdict, COLORS[diff.verdict]), diff.verdict),
    ...diff.pairing === undefined ? [] : [wrap(diff.pairing, 'pair', 'pair')],
    ...open.map(consequence => said(consequence, paint)),
    ...diff.fields.map(field => fieldText(field, paint)),
    ...runbooksOf(open).map(runbookText),
    ...open.flatMap(({ replacement }) => replacement ? [`  in the new version\n${yamlOf([replacement], '    ')}`] : []),
  ].join('\n');
}

function said({ rule, verdict, message, why, fix, link, line }: Consequence, paint: Paint): string {
  return [
    wrap(`${rule.id} line ${line}: ${message}`, paint(verdict, COLORS[verdict]), verdict),
    ...verdict === 'safe' ? [] : [wrap(why, 'why', 'why'), wrap(fix, 'fix', 'fix'), `  ${link}`],
  ].join('\n');
}

function fieldText({ path, before, after, verdict }: Field, paint: Paint): string {
  const gap = path.length + verdict.length + 4 > WIDTH ? '\n    ' : '  ';
  return [
    `  ${singleLine(path)}${gap}${paint(verdict, COLORS[verdict])}`, `    - ${singleLine(valueText(before))}`,
    `    + ${singleLine(valueText(after))}`,
  ].join('\n');
}

/** The runbooks of an object, without duplicates: several consequences may have the same. */
function runbooksOf(consequences: Consequence[]): Runbook[] {
  const all = consequences.flatMap(({ runbook }) => runbook ?? []);
  return all.filter((runbook, i) => all.findIndex(({ title }) => title === runbook.title) === i);
}

const KINDS = { 'check': 'check', 'do': 'do', 'no-return': 'point of no return' } as const;

function runbookText({ title, steps }: Runbook): string {
  return [
    wrap(title, 'runbook', 'runbook'),
    ...steps.flatMap(({ kind, text, command }, i) => [
      wrap(`${KINDS[kind]}: ${text}`, `${i + 1}.`, `${i + 1}.`),
      ...command === undefined ? [] : [withoutControls(command).split('\n').map(line => `      ${line}`).join('\n')],
    ]),
  ].join('\n');
}
