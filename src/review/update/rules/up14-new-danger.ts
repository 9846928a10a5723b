import { Resource } from '../../resource';
import { named, printed } from '../changes';
import { Danger, dangersOf } from '../dangers';
import { UpdateRule } from '../rule';

export const UP14: UpdateRule = {
  id: 'UP14',
  verdict: 'arms-data-loss',
  title: 'A danger for data that was not there before',
  looksAt: 'what `check` finds in the new manifests with the severity `loses-data` and does not find in the old ones',
  why: 'Nothing is lost yet. What follows is on the page of the rule that is named.',
  fix: 'See the rule that is named.',
  link: 'https://github.com/cdk8s-stateful/cdk8s-stateful/blob/main/docs/reference/rules.md',
  judge: ({ fate, old, new: new_ }, world) => {
    if (fate !== 'changed' && fate !== 'unchanged') {
      return [];
    }
    const known = new Set((dangersOf(world.old).get(old!) ?? []).map(danger => keyOf(old!, danger)));
    return (dangersOf(world.new).get(new_!) ?? []).filter(danger => !known.has(keyOf(new_!, danger)) && !world.livesWith(danger.rule, new_!))
      .map(({ rule, path, message }) => ({ verdict: 'arms-data-loss' as const, path: named(new_!.body, path), message: `${message} (${rule.id}: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)})` }));
  },
};

/** Wherever entries of lists are now. */
function keyOf({ body }: Resource, { rule, path }: Danger): string {
  return `${rule.id} ${printed(named(body, path))}`;
}
