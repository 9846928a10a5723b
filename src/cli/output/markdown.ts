import { summaryOf } from './summary';
import { Report, openFindings } from '../../review/check';

/** GitHub refuses comments from 65 536 characters. */
const LIMIT = 60_000;

/** For a pull request. The first line is the same in every run, so that a comment can be found and replaced. */
export function markdown(report: Report): string {
  const open = openFindings(report);
  const rows = [
    ...report.problems.map(({ file, line, message }) => `| cannot be read | | ${cell(`${file}:${line}`)} | ${cell(message)} |`),
    ...open.map(({ rule, isUnknown, object, message, file, line }) =>
      `| ${isUnknown ? 'unknown' : rule.severity} | [${rule.id}](${rule.link}) | ${cell(`${file}:${line}`)} | **${cell(object)}** ${cell(message)}${isUnknown ? '' : `<br>${cell(rule.fix)}`} |`),
  ];
  const shown: string[] = [];
  let length = 0;
  for (const row of rows) {
    length += row.length + 1;
    if (length > LIMIT) {
      shown.push(`| | | | and ${rows.length - shown.length} more |`);
      break;
    }
    shown.push(row);
  }
  return `${['<!-- cdk8s-stateful check -->', `**Stateful workloads:** ${summaryOf(report)}`, ...shown.length > 0 ? ['', '| | rule | where | what |', '|---|---|---|---|', ...shown] : []].join('\n')}\n`;
}

/** Text of manifests in a table: nothing of it is markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|&]/g, character => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
