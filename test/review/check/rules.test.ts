import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { REFUSING_RULES, RULES } from '../../../src/review/check/rules';
import { ST36 } from '../../../src/review/check/rules/st36-removed-api';
import { Inventory } from '../../../src/review/inventory/inventory';
import { readText } from '../../../src/review/manifests/read';

const CASES = join(__dirname, 'cases');

/** Lines of a case where the rule says something, as `line` or `line unknown`. */
function said(file: string, id: string): string[] {
  const text = readFileSync(join(CASES, file), 'utf8');
  const { resources, problems } = readText(file, text);
  expect(problems).toEqual([]);
  const profile = /^# profile: (.*)$/m.exec(text)?.[1];
  const inventory = new Inventory(resources, profile ? load(profile) as any : {});
  const verdicts = RULES.find(rule => rule.id === id)!.check(inventory);
  return verdicts.map(({ resource, path, unknown }) => `${resource.at(path).line}${unknown ? ' unknown' : ''}`).sort();
}

/** Lines that a case marks with the rule. */
function marked(file: string, id: string): string[] {
  const lines = readFileSync(join(CASES, file), 'utf8').split('\n');
  return lines.flatMap((line, i) => line.includes(`# <- ${id}`) ? [`${i + 1}${file.includes('.unknown') ? ' unknown' : ''}`] : []).sort();
}

const files = readdirSync(CASES).sort();

describe.each(RULES.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  const ofRule = files.filter(file => file.startsWith(`${id}.`));

  test('has cases with the mistake and without it', () => {
    expect(ofRule).toEqual(expect.arrayContaining([expect.stringMatching(/\.fail/), expect.stringMatching(/\.pass/)]));
  });

  test.each(ofRule)('%s', file => {
    const lines = marked(file, id);
    expect(lines.length > 0).toBe(!file.includes('.pass'));
    expect(said(file, id)).toEqual(lines);
  });

  test('is documented', () => {
    expect(rule.link).toMatch(/^https:\/\//);
    for (const text of [rule.title, rule.looksAt, rule.why, rule.fix]) {
      expect(text.length).toBeGreaterThan(10);
    }
    expect(rule.title).not.toMatch(/\.$/);
  });
});

test('rules that know what the server refuses are those that `diff` asks', () => {
  const refusing = RULES.filter(rule => files.some(file =>
    rule.check(new Inventory(readText(file, readFileSync(join(CASES, file), 'utf8')).resources, { minor: 34 })).some(({ refused }) => refused)));
  expect(refusing.map(({ id }) => id)).toEqual([...REFUSING_RULES, ST36].map(({ id }) => id).sort());
});

test('no case is left over', () => {
  expect(files.filter(file => !RULES.some(({ id }) => file.startsWith(`${id}.`)))).toEqual([]);
});
