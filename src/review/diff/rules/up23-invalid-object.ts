import { withKeys } from '../changes';
import { newFindingsOf } from '../new-findings';
import { UpdateRule } from '../rule';

export const UP23: UpdateRule = {
  id: 'UP23',
  verdict: 'refused',
  title: 'Object that the API server rejects',
  looksAt: 'findings of `check` for new and changed objects that the API server rejects, unless the old manifests have them too',
  why: 'The API server rejects the object.',
  fix: 'Follow the rule of `check` that the finding names.',
  link: 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md',
  assess: (update, context) => newFindingsOf(update, context).filter(({ refused }) => refused).map(({ rule, path, message, why, fix, link }) => (
    {
      verdict: 'refused' as const,
      path: withKeys(update.new!.body, path),
      message: `${message}: the API server rejects it (${rule.id})`,
      why,
      fix,
      link,
    }
  )),
};
