import { execFileSync } from 'child_process';
import { diff } from '../../../src/review/diff/diff';
import { UPDATE_RULES } from '../../../src/review/diff/rules';
import { readText } from '../../../src/review/manifests/read';
import { LOSING_CHANGES } from '../../e2e/changes/losing-changes';

/* What is drilled on a cluster, in test/e2e/changes, looked at without one. */

test('every rule that says that data is lost has a drill', () => {
  const rules = UPDATE_RULES.filter(({ verdict }) => verdict === 'loses-data').map(({ id }) => id);
  expect([...new Set(LOSING_CHANGES.map(({ rule }) => rule))].sort()).toEqual(rules);
});

test('no two drills have the same name', () => {
  const names = LOSING_CHANGES.map(({ rule, change }) => `${rule} ${change}`);
  expect(names).toEqual([...new Set(names)]);
});

test.each(
  LOSING_CHANGES.map(drill => [drill.rule, drill.change, drill] as const),
)('%s, %s: the rule says so, and its runbook is for a shell', (rule, _, { objects, hasRunbook }) => {
  const { old, new: new_ } = objects('shop', 'office');
  const read = (file: string, list: object[]) => readText(file, list.map(object => JSON.stringify(object)).join('\n---\n'));
  const said = diff(read('old.yaml', old), read('new.yaml', new_)).diffs.flatMap(({ consequences }) => consequences)
    .filter(consequence => consequence.rule.id === rule);
  expect(said.map(({ verdict }) => verdict)).toContain('loses-data');
  const runbook = said.find(consequence => consequence.runbook)?.runbook;
  expect(runbook !== undefined).toBe(hasRunbook);
  expect(runbook?.steps.map(({ text }) => text) ?? []).not.toContainEqual(expect.stringMatching(/revert the others/));
  for (const { command } of runbook?.steps ?? []) {
    execFileSync('sh', ['-n'], { input: command ?? '' });
  }
});
