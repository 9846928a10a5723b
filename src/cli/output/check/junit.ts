import { Report } from '../../../review/check/check';
import { junitSuite, escapeXml } from '../text';

/** For GitLab and Jenkins: one test case for each finding, and one that passes if there is none. */
export function junit({ findings, problems, skipped }: Report): string {
  return junitSuite('check', [
    ...problems.map(({ file, line, message }) =>
      ({ classname: 'reading', name: file, inside: `<error message="${escapeXml(message)}">${escapeXml(`${file}:${line}`)}</error>` })),
    ...skipped.map(({ file, message }) => ({ classname: 'reading', name: file, inside: `<skipped message="${escapeXml(message)}"/>` })),
    ...findings.map(({ rule, severity, object, file, line, message, why, fix, link, isUnknown, suppressed }) => ({
      classname: `${rule.id} ${rule.title}`,
      name: `${object} ${message}`,
      inside: suppressed !== undefined || isUnknown ? `<skipped message="${escapeXml(suppressed ?? 'unknown')}"/>`
        : `<failure type="${severity}" message="${escapeXml(message)}">${escapeXml(`${file}:${line}\n${why}\n${fix}\n${link}`)}</failure>`,
    })),
  ]);
}
