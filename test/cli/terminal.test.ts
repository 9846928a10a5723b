import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { file, folder, run } from './run';
import { columnsOf, wrap } from '../../src/cli/output/text';

const CASES = join(__dirname, '..', 'review', 'check', 'cases');
const ERROR = readFileSync(join(CASES, 'ST01.fail.yaml'), 'utf8');
const WITH_ERROR = file('error.yaml', ERROR);
const SEVERAL = file('several.yaml', [ERROR, ERROR.replace(/shop/g, 'bar')].join('---\n'));
const ESCAPE = '\u001b[';

/** Runs the program with a terminal of a width, or without one, and with variables of the environment. */
function shown(width: number | undefined, variables: { FORCE_COLOR?: string; NO_COLOR?: string }, ...args: string[]): string {
  const { stdout, env } = process;
  const before = [stdout.isTTY, stdout.columns, env] as const;
  const { FORCE_COLOR: _, NO_COLOR: __, ...others } = env;
  Object.assign(stdout, { isTTY: width !== undefined, columns: width });
  process.env = { ...others, ...variables };
  try {
    return run(...args).out;
  } finally {
    Object.assign(stdout, { isTTY: before[0], columns: before[1] });
    process.env = before[2];
  }
}

describe('the width', () => {
  const widest = (text: string) => Math.max(...text.split('\n').filter(line => / {2}(why|fix)|^ {4}\S/.test(line)).map(line => columnsOf(line)));

  test.each([[undefined, 80, 60], [60, 60, 45], [120, 120, 90], [20, 40, 30], [400, 200, 130]])('of a terminal with %s columns is %s', (columns, most, least) => {
    const width = widest(shown(columns, { FORCE_COLOR: '0' }, 'check', WITH_ERROR));
    expect(width).toBeLessThanOrEqual(most);
    expect(width).toBeGreaterThan(least);
  });

  test('of wide characters is two columns, and of accents none', () => {
    expect(['abc', '数据', 'e\u0301', '\u{1f600}'].map(columnsOf)).toEqual([3, 4, 1, 2]);
    expect(wrap('数据数据 数据数据 数据数据', 'why', 26).split('\n')).toEqual(['  why  数据数据 数据数据', '    数据数据']);
    expect(wrap('aaaa aaaa aaaa', 'why', 24).split('\n')).toHaveLength(1);
    expect(wrap('aaaa aaaa', `${ESCAPE}31mwhy${ESCAPE}0m`, 17).split('\n')).toHaveLength(1);
  });
});

test.each([
  ['a terminal', 80, {}, true],
  ['a terminal with NO_COLOR', 80, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR', 80, { NO_COLOR: '' }, true],
  ['a terminal with FORCE_COLOR=0', 80, { FORCE_COLOR: '0' }, false],
  ['a pipe', undefined, {}, false],
  ['a pipe with FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, true],
  ['a pipe with FORCE_COLOR and NO_COLOR', undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('%s shows colors: %s', (_, width, variables, isColored) => {
  expect(shown(width, variables, 'check', WITH_ERROR).includes(ESCAPE)).toBe(isColored);
});

test('a file has no colors, whatever the terminal shows', () => {
  shown(80, { FORCE_COLOR: '1' }, 'check', WITH_ERROR, '--output', `terminal=${join(folder, 'out.txt')}`);
  expect(readFileSync(join(folder, 'out.txt'), 'utf8')).not.toContain(ESCAPE);
});

test('check explains equal findings of several objects once, and names each object', () => {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const [one, two] = [run('check', WITH_ERROR).out, run('check', SEVERAL).out];
  expect([count(one, /ST01 StatefulSet/g), count(two, /ST01 StatefulSet/g)]).toEqual([1, 2]);
  expect(count(two, /^ {2}why /gm)).toBe(count(one, /^ {2}why /gm));
});

test('diff explains equal consequences of several objects once', () => {
  const set = (name: string, path: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: shop }
spec:
  serviceName: ${path}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: a, image: registry.example.com/a:1 }] }
`;
  const [old, new_] = ['a', 'b'].map(path => file(`${path}.yaml`, [set('one', path), set('two', path)].join('---\n')));
  const { out } = run('diff', old, new_);
  expect(out.match(/^ {2}refused {2}UP/gm)).toHaveLength(2);
  expect(out).toMatch(/^ {2}refused {2}UP.*\n(?: {4}.*\n)* {2}why, fix {2}as for StatefulSet\/one in shop above$/m);
  const explanations = out.match(/^ {2}why {2}.*(?:\n {4}.*)*/gm)!;
  expect(explanations).toEqual([...new Set(explanations)]);
});

describe('a quoted pattern', () => {
  const top = join(folder, 'patterns');
  beforeAll(() => {
    for (const path of ['a/dist', 'b/dist', 'b/.git', 'b/node_modules/dist']) {
      mkdirSync(join(top, ...path.split('/')), { recursive: true });
      writeFileSync(join(top, ...path.split('/'), 'x.yaml'), `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${path.replace(/\W/g, '-')} }\n`);
    }
    writeFileSync(join(top, 'y+z.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: beside }\n');
  });

  test.each([
    ['*/dist', 2], ['*/dist/*.yaml', 2], ['**/*.yaml', 3], ['**/dist', 2], ['?/dist/x.yaml', 2], ['y+*.yaml', 1], ['*.yaml', 1], ['**', 3],
  ])('%s matches %s objects', (pattern, objects) => {
    expect(JSON.parse(run('check', join(top, pattern), '--output', 'json').out)).toMatchObject({ objects, problems: [] });
  });

  test('that matches nothing is a path that does not exist', () => {
    const { code, out } = run('check', join(top, '*.yml'), '--output', 'json');
    expect([code, JSON.parse(out).problems.map(({ message }: any) => message)]).toEqual([1, ['does not exist']]);
  });
});

test.each([
  ['check', [SEVERAL], { severities: { error: expect.any(Number), info: expect.any(Number) }, unknown: expect.any(Number), suppressed: 0 }],
  ['diff', [WITH_ERROR, WITH_ERROR], { changed: 0, verdicts: { 'loses-data': 0, 'safe': 0 }, suppressed: 0 }],
])('the JSON of %s has numbers', (command, args, summary) => {
  expect(JSON.parse(run(command, ...args, '--output', 'json').out).summary).toMatchObject(summary);
});
