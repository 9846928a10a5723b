import { statusText, subjectOf, summaryOf, valueText } from './summary';
import { Consequence, DiffReport, Field, ObjectDiff } from '../../../review/diff/diff';
import { Runbook } from '../../../review/diff/runbooks/runbook';
import { skippedByReason } from '../left-out';
import { columnsOf, withoutControls, singleLine, positionText, wrap, yamlOf } from '../text';
import { Screen } from '../write';

/** Numbers of ANSI colours: red, bright red, yellow, cyan, grey, green. */
const COLORS = { 'loses-data': 91, 'arms-data-loss': 31, 'refused': 31, 'outage': 33, 'restart': 36, 'unknown': 90, 'safe': 32 } as const;
type Paint = (text: string, color: number) => string;

/** For terminals: each object with the consequences of its change, its fields and the runbooks. Equal explanations are said once. */
export function terminal(report: DiffReport, { colors, width }: Screen): string {
  const paint: Paint = (text, color) => colors ? `\u001b[${color}m${text}\u001b[0m` : text;
  const explained = new Map<string, string>();
  const blocks = [
    ...report.problems.map(problem =>
      `${positionText(problem)}\n${wrap(problem.message, paint('cannot be read', COLORS.refused), width)}`),
    ...report.diffs.map(diff => block(diff, paint, width, explained)),
    ...skippedByReason(report.skipped).map(({ message }) => wrap(message, paint('skipped', COLORS.unknown), width)),
  ];
  return `${[...blocks, summaryOf(report)].join('\n\n')}\n`;
}

function block(diff: ObjectDiff, paint: Paint, width: number, explained: Map<string, string>): string {
  const open = diff.consequences.filter(({ suppressed }) => suppressed === undefined);
  return [
    positionText(diff),
    wrap(`${subjectOf(diff)} ${statusText(diff)}`, paint(diff.verdict, COLORS[diff.verdict]), width),
    ...diff.pairing === undefined ? [] : [wrap(diff.pairing, 'pair', width)],
    ...open.map(consequence => said(consequence, subjectOf(diff), paint, width, explained)),
    ...diff.fields.map(field => fieldText(field, paint, width)),
    ...runbooksOf(open).map(runbook => runbookText(runbook, width)),
    ...open.flatMap(({ replacement }) => replacement ? [`  in the new version\n${yamlOf([replacement], '    ')}`] : []),
  ].join('\n');
}

function said(consequence: Consequence, subject: string, paint: Paint, width: number, explained: Map<string, string>): string {
  const { rule, verdict, message, why, fix, link, line } = consequence;
  const explanation = [wrap(why, 'why', width), wrap(fix, 'fix', width), `  ${link}`].join('\n');
  const before = explained.get(explanation);
  if (verdict !== 'safe' && before === undefined) {
    explained.set(explanation, subject);
  }
  return [
    wrap(`${rule.id} line ${line}: ${message}`, paint(verdict, COLORS[verdict]), width),
    ...verdict === 'safe' ? [] : [before === undefined ? explanation : wrap(`as for ${before} above`, 'why, fix', width)],
  ].join('\n');
}

function fieldText({ path, before, after, verdict }: Field, paint: Paint, width: number): string {
  const gap = columnsOf(path) + verdict.length + 4 > width ? '\n    ' : '  ';
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

function runbookText({ title, steps }: Runbook, width: number): string {
  return [
    wrap(title, 'runbook', width),
    ...steps.flatMap(({ kind, text, command }, i) => [
      wrap(`${KINDS[kind]}: ${text}`, `${i + 1}.`, width),
      ...command === undefined ? [] : [withoutControls(command).split('\n').map(line => `      ${line}`).join('\n')],
    ]),
  ].join('\n');
}
