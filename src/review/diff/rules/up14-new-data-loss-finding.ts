import { withKeys } from '../changes';
import { newFindingsOf } from '../new-findings';
import { UpdateRule } from '../rule';

export const UP14: UpdateRule = {
  id: 'UP14',
  verdict: 'arms-data-loss',
  title: 'A danger for data that was not there before',
  looksAt: 'what `check` finds in the new manifests with the severity `loses-data` and does not find in the old ones',
  why: 'Nothing is lost yet. What follows is on the page of the rule that is named.',
  fix: 'See the rule that is named.',
  link: 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md',
  assess: (update, context) => update.status !== 'changed' && update.status !== 'unchanged' ? [] : newFindingsOf(update, context).filter(({ refused }) => !refused).map(({ rule, path, message }) => ({
    verdict: 'arms-data-loss' as const, path: withKeys(update.new!.body, path), message: `${message} (${rule.id}: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)})`,
  })),
};
