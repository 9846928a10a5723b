import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { FIRST_PAGES, NOT_HERE, PAGES, blocksOf } from '../e2e/pages/page';
import { run } from '../e2e/pages/program';
import { EXCLUSIVE_NODES, SHARED_NODES } from '../e2e/pages/scenarios';
import { findingsOf } from '../findings';

const ROOT = join(__dirname, '..', '..');
const ALL = Object.keys(PAGES).flatMap(blocksOf);
const isProgram = (language: string) => /^ts\b/.test(language);

/** Blocks that a test on the cluster executes. */
const executed = [...SHARED_NODES, ...EXCLUSIVE_NODES].flatMap(({ steps }) => steps).filter(({ isBlock }) => isBlock).map(({ name }) => name);

test('every page for operators is among the pages that are executed', () => {
  const files = readdirSync(join(ROOT, 'docs', 'how-to')).map(file => `docs/how-to/${file}`);
  expect(files.filter(file => !Object.values(PAGES).includes(file))).toEqual([]);
  expect(Object.values(PAGES).filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('every block of commands, and every program that makes objects, is executed on a cluster, or says why not', () => {
  const blocks = ALL.filter(block => block.language === 'sh' || isProgram(block.language) && run(block).manifests.length > 0).map(({ id }) => id);
  expect(blocks.filter(id => !executed.includes(id) && !(id in NOT_HERE))).toEqual([]);
});

test('no test names a block that is not on its page, and no block that is executed says why not', () => {
  const ids = ALL.map(({ id }) => id);
  expect([...executed, ...Object.keys(NOT_HERE)].filter(id => !ids.includes(id))).toEqual([]);
  expect(Object.keys(NOT_HERE).filter(id => executed.includes(id))).toEqual([]);
});

const PROGRAMS = ALL.filter(({ language }) => isProgram(language));

test.each(PROGRAMS.map(program => [program.id, program] as const))('%s: constants have the values that the comments say', (_, block) => {
  const { values } = run(block);
  const said = [...block.text.matchAll(/^const (\w+) = .*; +\/\/ (\S+)$/gm)];
  expect(said.map(([, name]) => [name, values[name]])).toEqual(said.map(([, name, value]) => [name, value]));
});

/** Findings of programs that another program of their page corrects. */
const CORRECTED_LATER: { [id: string]: string[] } = {
  'etcd: Run etcd, ts 1': ['ST67'],
  'etcd: Defragment on a schedule, ts 1': ['ST67'],
  'postgres: Run PostgreSQL, ts 1': ['ST67'],
  'etcd: Metrics, ts 1': ['ST67'],
  'postgres: Metrics, ts 1': ['ST67'],
  'postgres: Promote a replica, ts 1': ['ST67'],
  'postgres: Roles, databases and scripts, ts 1': ['ST67'],
};

test.each([...PROGRAMS, ...Object.keys(FIRST_PAGES).flatMap(blocksOf).filter(({ language }) => isProgram(language))]
  .map(program => [program.id, program] as const))('%s: check finds nothing that is not suppressed with a reason', (id, block) => {
  const text = run(block).manifests.map(manifest => JSON.stringify(manifest)).join('\n---\n');
  expect(findingsOf(text)).toEqual((CORRECTED_LATER[id] ?? []).map(rule => expect.stringContaining(rule)));
});

test('commands hold nothing that a reader has to replace first', () => {
  const placeholder = /\d{4}-\d\d-\d\dT\d\d-\d\d|\b[0-9a-f]{16}\b|\b123456\b|<[a-z-]+>/;
  expect(ALL.filter(({ language, text }) => language === 'sh' && placeholder.test(text)).map(({ id }) => id)).toEqual([]);
});
