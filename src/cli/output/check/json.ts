import { countsOf } from './summary';
import { Report } from '../../../review/check/check';

/** For programs: see docs/reference/check.schema.json. */
export function json(report: Report): string {
  const { objects, findings, corrected, problems, skipped } = report;
  return `${JSON.stringify({
    version: 1,
    summary: countsOf(report),
    objects,
    findings: findings.map(({
      rule, severity, file, line, column, object, namespace, path, message, why, fix, link, isUnknown, isRefused, fingerprint, suppressed,
    }) => ({
      rule: rule.id,
      severity,
      title: rule.title,
      unknown: isUnknown,
      refused: isRefused,
      file,
      line,
      column,
      object,
      namespace,
      path,
      message,
      why,
      fix,
      link,
      fingerprint,
      suppressed,
    })),
    corrected,
    problems,
    skipped,
  }, undefined, 2)}\n`;
}
