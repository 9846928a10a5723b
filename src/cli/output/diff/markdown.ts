import { statusText, subjectOf, summaryOf, valueText } from './summary';
import { Consequence, DiffReport, ObjectDiff } from '../../../review/diff/diff';
import { skippedByReason } from '../left-out';
import { blocksThatFit, tableCell, codeBlock, details, rowsThatFit } from '../markdown';
import { yamlOf } from '../text';

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: DiffReport): string {
  const rows = rowsThatFit([
    ...report.problems.map(({ file, line, message }) => `| cannot be read | ${tableCell(`${file}:${line}`)} | ${tableCell(message)} |`),
    ...report.diffs.map(row),
  ], count => `| | | and ${count} more |`);
  const lines = [
    '<!-- cdk8s-stateful diff -->', `**Changes of stateful workloads:** ${summaryOf(report)}`,
    ...skippedByReason(report.skipped).flatMap(({ message }) => ['', `Skipped: ${tableCell(message)}`]),
    ...rows.length > 0 ? ['', '| verdict | where | what |', '|---|---|---|', ...rows] : [],
  ];
  const said = report.diffs.flatMap(({ object, consequences }) => open(consequences).map(consequence => ({ object, ...consequence })));
  const runbooks = said.flatMap(({ object, runbook }) => runbook ? [{ object, ...runbook }] : [])
    .filter(({ object, title }, i, all) => all.findIndex(other => other.object === object && other.title === title) === i)
    .map(({ object, title, steps }) => details(`${object}: ${title}`, steps.flatMap(({ kind, text, command }, i) => [
      `${i + 1}. ${kind === 'no-return' ? '**Point of no return.** ' : kind === 'check' ? '*Check:* ' : ''}${tableCell(text)}`,
      ...command === undefined ? [] : ['', codeBlock(command, 'sh'), ''],
    ])));
  const replacements = said.flatMap(({ object, replacement }) =>
    replacement ? [details(`${object} in the new version`, [codeBlock(yamlOf([replacement]), 'yaml')])] : []);
  return `${[...lines, ...blocksThatFit([...runbooks, ...replacements], lines, count => `and ${count} more runbooks and objects`)].join('\n')}\n`;
}

function row(diff: ObjectDiff): string {
  const said = open(diff.consequences).map(({ rule, verdict, message, link }) => `<br>${verdict}: ${tableCell(message)} ([${rule.id}](${link}))`);
  const fields = diff.fields.slice(0, 20)
    .map(({ path, before, after }) => `<br>${tableCell(path)}: ${tableCell(valueText(before))} → ${tableCell(valueText(after))}`);
  const rest = diff.fields.length > 20 ? [`<br>and ${diff.fields.length - 20} more fields`] : [];
  return `| ${diff.verdict} | ${tableCell(`${diff.file}:${diff.line}`)} | **${tableCell(subjectOf(diff))}** `
    + `${tableCell(statusText(diff))}${[...said, ...fields, ...rest].join('')} |`;
}

function open(consequences: Consequence[]): Consequence[] {
  return consequences.filter(({ suppressed }) => suppressed === undefined);
}
