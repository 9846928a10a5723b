import { Report, openFindings } from '../../review/check';
import { Severity } from '../../review/rule';

const COMMANDS: { readonly [severity in Severity]: string } = { 'error': 'error', 'loses-data': 'error', 'availability': 'warning', 'warning': 'warning', 'info': 'notice' };

/**
 * Annotations of a GitHub workflow.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function github(report: Report): string {
  const line = (command: string, file: string, at: { line: number; column: number }, title: string, text: string) =>
    `::${command} file=${property(file)},line=${at.line},col=${at.column},title=${property(title)}::${data(text)}\n`;
  return [
    ...report.problems.map(problem => line('error', problem.file, problem, 'cannot be read', problem.message)),
    ...openFindings(report).map(finding => line(finding.isUnknown ? 'notice' : COMMANDS[finding.rule.severity], finding.file, finding,
      `${finding.rule.id} ${finding.rule.title}`, `${finding.object} ${finding.message}${finding.isUnknown ? '' : `\n${finding.rule.fix}`}\n${finding.rule.link}`)),
  ].join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
