import { Consequence, DiffReport } from '../../../review/diff/diff';

/** For programs: see docs/reference/diff.schema.json. */
export function json({ objects, minor, diffs, problems, skipped }: DiffReport): string {
  return `${JSON.stringify({
    version: 1,
    kubernetes: `1.${minor}`,
    objects,
    diffs: diffs.map(({ status, object, namespace, was, file, line, column, verdict, fields, consequences }) => ({
      fate: status, object, namespace, was, file, line, column, verdict, fields, consequences: consequences.map(consequenceOf),
    })),
    problems,
    skipped,
  }, undefined, 2)}\n`;
}

function consequenceOf({ rule, verdict, file, line, column, path, message, why, fix, link, runbook, replacement, suppressed }: Consequence): object {
  return { rule: rule.id, verdict, title: rule.title, file, line, column, path, message, why, fix, link, runbook, replacement, suppressed };
}
