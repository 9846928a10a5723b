import { summaryOf } from './summary';
import { Report, openFindings } from '../../../review/check/check';
import { leftOut } from '../left-out';
import { blocksThatFit, cell, fenced, folded, rowsThatFit } from '../markdown';
import { yamlOf } from '../text';

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: Report): string {
  const rows = rowsThatFit([
    ...report.problems.map(({ file, line, message }) => `| cannot be read | | ${cell(`${file}:${line}`)} | ${cell(message)} |`),
    ...openFindings(report).map(({ rule, isUnknown, object, message, file, line }) =>
      `| ${isUnknown ? 'unknown' : rule.severity} | [${rule.id}](${rule.link}) | ${cell(`${file}:${line}`)} | **${cell(object)}** ${cell(message)}${isUnknown ? '' : `<br>${cell(rule.fix)}`} |`),
  ], count => `| | | | and ${count} more |`);
  const lines = ['<!-- cdk8s-stateful check -->', `**Stateful workloads:** ${summaryOf(report)}`, ...leftOut(report.skipped).flatMap(({ message }) => ['', `Left out: ${cell(message)}`]), ...rows.length > 0 ? ['', '| | rule | where | what |', '|---|---|---|---|', ...rows] : []];
  const corrected = report.corrected.map(({ object, rules, manifests }) => folded(`${object} corrected (${rules.join(', ')})`, [fenced(yamlOf(manifests), 'yaml')]));
  return `${[...lines, ...blocksThatFit(corrected, lines, count => `and ${count} more corrected objects`)].join('\n')}\n`;
}
