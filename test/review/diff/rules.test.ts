import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { UPDATE_RULE_IDS } from '../../../src/review/check/suppression';
import { diff } from '../../../src/review/diff/diff';
import { UPDATE_RULES } from '../../../src/review/diff/rules';
import { readText } from '../../../src/review/manifests/read';

/*
 * Each rule has manifests that it speaks of and manifests that it does not: `UPnn.fail*.yaml` and `UPnn.pass*.yaml`, the old
 * ones, a line `# --- new`, and the new ones. Lines that end with `# <- UPnn verdict` are the places; comments at the top give
 * options.
 */
const FOLDER = join(__dirname, 'cases');
const FILES = readdirSync(FOLDER);
const NEW = /^# --- new$/m;

describe.each(UPDATE_RULES.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  const files = FILES.filter(file => file.startsWith(`${id}.`));

  test.each(files)('%s', file => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const [old, new_] = text.split(NEW);
    const option = (name: string): any => load(new RegExp(`^# ${name}: (.+)$`, 'm').exec(text)?.[1] ?? 'null') ?? undefined;
    // Lines of the whole file, wherever a part of it begins.
    const blank = (part: string) => part.replace(/[^\n]/g, '');
    const report = diff(readText(file, old), readText(file, `${blank(old)}${new_}`), {
      minor: option('minor') ?? 34, patch: option('patch'), profile: option('profile'), moves: option('moved'), today: '2026-11-23',
    });
    const said = report.diffs.flatMap(({ consequences }) => consequences).filter(consequence => consequence.rule === rule)
      .map(({ line, verdict }) => `${line} ${verdict}`);
    const marked = text.split('\n').flatMap((line, i) => (line.match(/# <- .+$/)?.[0].match(/UP\d+ [a-z-]+/g) ?? [])
      .filter(mark => mark.startsWith(id)).map(mark => `${i + 1} ${mark.slice(id.length + 1)}`));
    expect(report.problems).toEqual([]);
    expect(said.sort()).toEqual(marked.sort());
    expect(marked.length > 0).toBe(file.includes('.fail'));
  });

  test('has both', () => {
    expect(files.map(file => file.split('.')[1].split('-')[0])).toEqual(expect.arrayContaining(['fail', 'pass']));
  });
});

test('check knows the ids of these rules, because it reads the same suppressions', () => {
  expect(UPDATE_RULES.map(({ id }) => id)).toEqual(UPDATE_RULE_IDS);
});

test('every file is of a rule', () => {
  expect(FILES.filter(file => !UPDATE_RULES.some(({ id }) => file.startsWith(`${id}.`)))).toEqual([]);
});
