import { countsOf } from './summary';
import { releaseText } from '../../../catalog/kubernetes/release';
import { Consequence, DiffReport } from '../../../review/diff/diff';

/** For programs: see docs/reference/diff.schema.json. */
export function json(report: DiffReport): string {
  const { objects, release, diffs, problems, skipped } = report;
  return `${JSON.stringify({
    version: 1,
    summary: countsOf(report),
    kubernetes: releaseText(release),
    objects,
    diffs: diffs.map(({ status, object, namespace, was, pairing, file, line, column, verdict, fields, consequences }) => ({
      fate: status, object, namespace, was, pairing, file, line, column, verdict, fields, consequences: consequences.map(consequenceOf),
    })),
    problems,
    skipped,
  }, undefined, 2)}\n`;
}

function consequenceOf({ rule, verdict, file, line, column, path, message, why, fix, link, runbook, replacement, suppressed }: Consequence): object {
  const { id, title } = rule;
  return { rule: id, verdict, title, file, line, column, path, message, why, fix, link, runbook, replacement, suppressed };
}
