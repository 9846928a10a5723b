import { Report } from '../../review/check';

/** For GitLab and Jenkins: one case for each finding, and one that passes if there is none. */
export function junit({ findings, problems }: Report): string {
  const cases = [
    ...problems.map(({ file, line, message }) => testCase('reading', file, `<error message="${escape(message)}">${escape(`${file}:${line}`)}</error>`)),
    ...findings.map(({ rule, object, file, line, message, isUnknown, suppressed }) => testCase(`${rule.id} ${rule.title}`, `${object} ${message}`, suppressed !== undefined || isUnknown
      ? `<skipped message="${escape(suppressed ?? 'not known')}"/>` : `<failure type="${rule.severity}" message="${escape(message)}">${escape(`${file}:${line}\n${rule.why}\n${rule.fix}\n${rule.link}`)}</failure>`)),
  ];
  const count = (tag: string) => cases.filter(text => text.includes(`<${tag} `)).length;
  const all = cases.length > 0 ? cases : [testCase('check', 'no finding', '')];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="cdk8s-stateful" tests="${all.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}">\n`
    + `${all.join('\n')}\n</testsuite>\n</testsuites>\n`;
}

function testCase(classname: string, name: string, inside: string): string {
  return `<testcase classname="${escape(classname)}" name="${escape(name)}">${inside}</testcase>`;
}

/** Also characters that XML does not have. */
function escape(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD').replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
