import { releaseText } from '../../../catalog/kubernetes/release';
import { Consequence, DiffReport } from '../../../review/diff/diff';

/** For programs: see docs/reference/diff.schema.json. */
export function json({ objects, release, diffs, problems, skipped }: DiffReport): string {
  return `${JSON.stringify({
    version: 1,
    kubernetes: releaseText(release),
    objects,
    diffs: diffs.map(({ fate, object, namespace, was, file, line, column, verdict, fields, consequences }) => ({
      fate, object, namespace, was, file, line, column, verdict, fields, consequences: consequences.map(consequenceOf),
    })),
    problems,
    skipped,
  }, undefined, 2)}\n`;
}

function consequenceOf({ rule, verdict, file, line, column, path, message, runbook, replacement, suppressed }: Consequence): object {
  return { rule: rule.id, verdict, title: rule.title, file, line, column, path, message, why: rule.why, fix: rule.fix, link: rule.link, runbook, replacement, suppressed };
}
