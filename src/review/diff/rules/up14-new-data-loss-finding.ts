import { withKeys } from '../changes';
import { newFindingsOf } from '../new-findings';
import { UpdateRule } from '../rule';

export const UP14: UpdateRule = {
  id: 'UP14',
  verdict: 'arms-data-loss',
  title: 'New risk of data loss',
  looksAt: 'findings of `check` with the severity `loses-data` in the new manifests that the old manifests do not have',
  why: 'This change alone deletes no data. The finding explains the risk.',
  fix: 'Follow the rule of `check` that the finding names.',
  link: 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md',
  assess: (update, context) => {
    const findings = update.status === 'changed' || update.status === 'unchanged'
      ? newFindingsOf(update, context)
        // UP18 reports hooks: they run with this change.
        .filter(({ refused, rule }) => !refused && rule.id !== 'ST98') : [];
    return findings.map(({ rule, path, message, why, fix, link }) => ({
      verdict: 'arms-data-loss' as const,
      path: withKeys(update.new!.body, path),
      message: `${message} (${rule.id}: ${rule.title})`,
      why: `This change alone deletes no data. ${why}`,
      fix,
      link,
    }));
  },
};
