import { check, openFindings } from '../src/review/check/check';
import { readText } from '../src/review/manifests/read';

/** Findings of check that are not suppressed and would make it fail or warn. What only a profile of the cluster decides is not among them. */
export function findingsOf(text: string): string[] {
  const report = check(readText('x.yaml', text));
  return [
    ...report.problems.map(({ message }) => message),
    ...openFindings(report).filter(({ severity, isUnknown }) => severity !== 'info' && !isUnknown)
      .map(({ rule, object, message }) => `${rule.id} ${object} ${message}`),
  ];
}
