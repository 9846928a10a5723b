import { summaryOf } from './summary';
import { Report, openFindings } from '../../../review/check';
import { cell, rowsThatFit } from '../text';

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: Report): string {
  const rows = rowsThatFit([
    ...report.problems.map(({ file, line, message }) => `| cannot be read | | ${cell(`${file}:${line}`)} | ${cell(message)} |`),
    ...openFindings(report).map(({ rule, isUnknown, object, message, file, line }) =>
      `| ${isUnknown ? 'unknown' : rule.severity} | [${rule.id}](${rule.link}) | ${cell(`${file}:${line}`)} | **${cell(object)}** ${cell(message)}${isUnknown ? '' : `<br>${cell(rule.fix)}`} |`),
  ], count => `| | | | and ${count} more |`);
  return `${['<!-- cdk8s-stateful check -->', `**Stateful workloads:** ${summaryOf(report)}`, ...rows.length > 0 ? ['', '| | rule | where | what |', '|---|---|---|---|', ...rows] : []].join('\n')}\n`;
}
