import { withKeys } from '../changes';
import { newFindingsOf } from '../new-findings';
import { UpdateRule } from '../rule';

export const UP23: UpdateRule = {
  id: 'UP23',
  verdict: 'refused',
  title: 'Object that the server refuses, whatever was there before',
  looksAt: 'what `check` says of new and changed objects that the server refuses, if it did not say so of the old ones',
  why: 'Nothing of the object is applied.',
  fix: 'See the rule that is named.',
  link: 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md',
  assess: (update, context) => newFindingsOf(update, context).filter(({ refused }) => refused).map(({ rule, path, message }) => ({
    verdict: 'refused' as const, path: withKeys(update.new!.body, path), message: `${message}: the server refuses it (${rule.id})`,
  })),
};
