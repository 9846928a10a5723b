import { isAbsolute, sep } from 'path';
import { pathToFileURL } from 'url';
import { stripVTControlCharacters } from 'util';
import { dump } from 'js-yaml';
import { Position, Problem } from '../../review/manifests/source';

/* Text of manifests in the output formats. All of it is escaped. */

/** A label and a text, wrapped at spaces to a number of columns. The label may be colored. */
export function wrap(text: string, label: string, columns: number): string {
  const lines = [''];
  let width = columnsOf(stripVTControlCharacters(label)) + 4;
  for (const word of singleLine(text).split(/ +/)) {
    if (width + columnsOf(word) + 1 > columns && lines[lines.length - 1] !== '') {
      lines.push('');
      width = 4;
    }
    lines[lines.length - 1] += `${lines[lines.length - 1] === '' ? '' : ' '}${word}`;
    width += columnsOf(word) + 1;
  }
  return `  ${label}  ${lines.join('\n    ')}`;
}

/** Characters that take two columns: https://www.unicode.org/reports/tr11/ */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

/** `file:line:column`. */
export function positionText({ file, line, column }: Position & { readonly file: string }): string {
  return singleLine(`${file}:${line}:${column}`);
}

/** Replaces control characters except line ends, so that a manifest cannot control the terminal. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '\uFFFD');
}

/** The same, in one line. */
export function singleLine(text: string): string {
  return withoutControls(text.replace(/\s/g, ' '));
}

/** Text in XML. Characters that XML does not allow are replaced. */
export function escapeXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** A JUnit report with one suite. */
export function junitSuite(name: string, cases: { readonly classname: string; readonly name: string; readonly inside: string }[]): string {
  const all = cases.length > 0 ? cases : [{ classname: name, name: 'nothing found', inside: '' }];
  const count = (tag: string) => all.filter(({ inside }) => inside.startsWith(`<${tag} `)).length;
  const elements = all.map(one => `<testcase classname="${escapeXml(one.classname)}" name="${escapeXml(one.name)}">${one.inside}</testcase>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="cdk8s-stateful ${name}" tests="${all.length}" `
    + `failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}">\n`
    + `${elements.join('\n')}\n</testsuite>\n</testsuites>\n`;
}

/** Manifests as YAML documents, indented. */
export function yamlOf(manifests: object[], indent = ''): string {
  return manifests.map(manifest => dump(manifest, { lineWidth: -1, noRefs: true }).trimEnd()).join('\n---\n').split('\n')
    .map(line => `${indent}${withoutControls(line)}`).join('\n');
}

/**
 * A command of a GitHub workflow.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotation(
  level: 'error' | 'warning' | 'notice', { file, line, column }: Position & { readonly file: string }, title: string, text: string,
): string {
  const data = (value: string) => value.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (value: string) => data(value).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return `::${level} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(text)}\n`;
}

/** A location in SARIF. Relative paths stay relative. */
export function sarifLocation({ file, line, column }: Position & { readonly file: string }): object {
  const uri = isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).join('/').split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column } };
}

/** A log of SARIF 2.1.0. */
export function sarifLog(rules: object[], problems: Problem[], skipped: Problem[], results: object[]): string {
  const notification = (level: string) => (problem: Problem) => (
    { level, message: { text: problem.message }, locations: [{ physicalLocation: sarifLocation(problem) }] });
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-stateful', informationUri: 'https://github.com/cdk8s-stateful/cdk8s-stateful', rules } },
      invocations: [{
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: [...problems.map(notification('error')), ...skipped.map(notification('note'))],
      }],
      results,
    }],
  }, undefined, 2)}\n`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
