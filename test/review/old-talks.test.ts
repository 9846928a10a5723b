import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { check } from '../../src/review/check';
import { readText } from '../../src/review/read';

const FOLDER = join(__dirname, 'old-talks');

test.each(readdirSync(FOLDER))('%s: each mistake that a line names is found there', file => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const named = text.split('\n').flatMap((line, i) => (/# <- ((?:ST\d+ ?)+)$/.exec(line)?.[1].trim().split(' ') ?? []).map(id => `${i + 1} ${id}`));
  const { findings, problems } = check(readText(file, text), { today: '2026-11-23' });
  const said = findings.filter(({ isUnknown }) => !isUnknown).map(({ line, rule }) => `${line} ${rule.id}`);
  expect(problems).toEqual([]);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(one => !said.includes(one))).toEqual([]);
});
