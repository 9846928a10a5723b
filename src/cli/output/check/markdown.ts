import { summaryOf } from './summary';
import { Report, shownFindings } from '../../../review/check/check';
import { skippedByReason } from '../left-out';
import { blocksThatFit, tableCell, codeBlock, details, rowsThatFit } from '../markdown';
import { yamlOf } from '../text';

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: Report): string {
  const rows = rowsThatFit([
    ...report.problems.map(({ file, line, message }) => `| cannot be read | | ${tableCell(`${file}:${line}`)} | ${tableCell(message)} |`),
    ...shownFindings(report).map(({ rule, severity, isUnknown, object, message, fix, link, file, line }) =>
      `| ${isUnknown ? 'unknown' : severity} | [${rule.id}](${link}) | ${tableCell(`${file}:${line}`)} | `
        + `**${tableCell(object)}** ${tableCell(message)}${isUnknown ? '' : `<br>${tableCell(fix)}`} |`),
  ], count => `| | | | and ${count} more |`);
  const lines = [
    '<!-- cdk8s-stateful check -->', `**Stateful workloads:** ${summaryOf(report)}`,
    ...skippedByReason(report.skipped).flatMap(({ message }) => ['', `Skipped: ${tableCell(message)}`]),
    ...rows.length > 0 ? ['', '| | rule | where | what |', '|---|---|---|---|', ...rows] : [],
  ];
  const corrected = report.corrected.map(({ object, rules, manifests }) =>
    details(`${object} corrected (${rules.join(', ')})`, [codeBlock(yamlOf(manifests), 'yaml')]));
  return `${[...lines, ...blocksThatFit(corrected, lines, count => `and ${count} more corrected objects`)].join('\n')}\n`;
}
