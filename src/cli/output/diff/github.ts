import { LEVELS } from './sarif';
import { DiffReport } from '../../../review/diff/diff';
import { skippedByReason } from '../left-out';
import { annotation } from '../text';

/** Annotations of a GitHub workflow. */
export function github({ diffs, problems, skipped }: DiffReport): string {
  return [
    ...problems.map(problem => annotation('error', problem, 'cannot be read', problem.message)),
    ...skippedByReason(skipped).map(one => annotation('notice', one, 'skipped', one.message)),
    ...diffs.flatMap(({ object, consequences }) =>
      consequences.filter(({ verdict, suppressed }) => verdict !== 'safe' && suppressed === undefined).map(consequence => {
        const { rule, verdict, message, fix, link, runbook } = consequence;
        const level = LEVELS[verdict] === 'note' ? 'notice' : LEVELS[verdict] as 'error' | 'warning';
        return annotation(level, consequence, `${rule.id} ${verdict}: ${rule.title}`,
          `${object} ${message}\n${fix}${runbook ? `\nRunbook: ${runbook.title}` : ''}\n${link}`);
      })),
  ].join('');
}
