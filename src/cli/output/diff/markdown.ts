import { fateOf, subjectOf, summaryOf, valueText } from './summary';
import { Consequence, DiffReport, ObjectDiff } from '../../../review/update/diff';
import { cell, rowsThatFit } from '../text';

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: DiffReport): string {
  const rows = rowsThatFit([
    ...report.problems.map(({ file, line, message }) => `| cannot be read | ${cell(`${file}:${line}`)} | ${cell(message)} |`),
    ...report.diffs.map(row),
  ], count => `| | | and ${count} more |`);
  const runbooks = report.diffs.flatMap(({ consequences, object }) => open(consequences).flatMap(({ runbook }) => runbook ? [{ object, ...runbook }] : []))
    .filter(({ object, title }, i, all) => all.findIndex(other => other.object === object && other.title === title) === i)
    .map(({ object, title, steps }) => [
      `<details><summary>${cell(object)}: ${cell(title)}</summary>`, '', ...steps.flatMap(({ kind, text, command }, i) => [
        `${i + 1}. ${kind === 'no-return' ? '**Point of no return.** ' : kind === 'check' ? '*Check:* ' : ''}${cell(text)}`, ...command === undefined ? [] : ['', fenced(command), ''],
      ]), '', '</details>',
    ].join('\n'));
  const fitting = rowsThatFit(runbooks, count => `and ${count} more runbooks`);
  const table = rows.length > 0 ? ['', '| verdict | where | what |', '|---|---|---|', ...rows] : [];
  return `${['<!-- cdk8s-stateful diff -->', `**Changes of stateful workloads:** ${summaryOf(report)}`, ...table, ...joinedLength(rows) + joinedLength(fitting) > 60_000 ? [] : fitting.flatMap(text => ['', text])].join('\n')}\n`;
}

function row(diff: ObjectDiff): string {
  const said = open(diff.consequences).map(({ rule, verdict, message }) => `<br>${verdict}: ${cell(message)} ([${rule.id}](${rule.link}))`);
  const fields = diff.fields.slice(0, 20).map(({ path, before, after }) => `<br>${cell(path)}: ${cell(valueText(before))} → ${cell(valueText(after))}`);
  const rest = diff.fields.length > 20 ? [`<br>and ${diff.fields.length - 20} more fields`] : [];
  return `| ${diff.verdict} | ${cell(`${diff.file}:${diff.line}`)} | **${cell(subjectOf(diff))}** ${cell(fateOf(diff))}${[...said, ...fields, ...rest].join('')} |`;
}

function open(consequences: Consequence[]): Consequence[] {
  return consequences.filter(({ suppressed }) => suppressed === undefined);
}

/** A block that no text of a manifest ends. */
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map(run => run.length + 1)));
  return `${fence}sh\n${text}\n${fence}`;
}

function joinedLength(texts: string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 2, 0);
}
