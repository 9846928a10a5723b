import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { exampleNames } from '../../scripts/examples';
import { apps } from '../../src';

const ROOT = join(__dirname, '..', '..');

/** Apps whose own engine runs in no drill, and why that is no gap. */
const NO_DRILL: { [app: string]: string } = {};

/** Every construct of the submodule. */
const APPS = Object.entries(apps as Record<string, any>).filter(([, app]) => app.prototype instanceof Construct)
  .map(([name, app]) => ({ name, file: kebab(name), app }));

describe.each(APPS.map(app => [app.name, app] as const))('%s', (name, { file, app }) => {
  const source = read('src', 'apps', file, `${file}.ts`);
  const page = read('docs', 'how-to', `${file}.md`);
  const comment = source.slice(source.lastIndexOf('/**', source.indexOf(`export class ${name} `)), source.indexOf(`export class ${name} `));

  test('has tests of defaults, everything set and errors', () => {
    const tests = read('test', 'apps', file, `${file}.test.ts`);
    for (const part of ['defaults', 'everything set', 'errors']) {
      expect(tests).toMatch(new RegExp(`^(describe|test)\\('${part}'`, 'm'));
    }
    expect(read('test', '__snapshots__', 'apps', file, `${file}.test.ts.snap`)).toContain('exports[`defaults');
  });

  test('has a page for operators, which the list of pages names', () => {
    expect(page).toMatch(/^# /);
    expect(read('docs', 'README.md')).toContain(`(how-to/${file}.md)`);
    expect(page).toContain('```ts\n');
  });

  test('has an example, which the list of examples names', () => {
    const shown = exampleNames().filter(example => read('examples', example, 'main.ts').includes(`new apps.${name}(`));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(example => !read('examples', 'README.md').includes(`(${example}/README.md)`))).toEqual([]);
  });

  test('has a pinned image, or wants one from the user', () => {
    if (app.DEFAULT_IMAGE === undefined) {
      expect(readdirSync(join(ROOT, 'src', 'apps', file)).map(each => read('src', 'apps', file, each)).join('')).toContain('readonly image: string');
    } else {
      expect(app.DEFAULT_IMAGE).toMatch(/:v?\d+\.\d+[^/]*$|@sha256:[0-9a-f]{64}$/);
    }
  });

  test('says which keys its Secret must have, in the program and on the page', () => {
    if (app.SECRET_KEYS === undefined) {
      expect(source).not.toMatch(/readonly \w*[sS]ecretName\??:/);
    } else {
      expect(app.SECRET_KEYS.length).toBeGreaterThan(0);
      expect(app.SECRET_KEYS.filter((key: string) => !page.includes(`\`${key}\``))).toEqual([]);
    }
  });

  test('says which Pod Security level it needs, in the program and on the page', () => {
    const [, level] = /Pod Security level[^*]*\*(restricted|baseline|privileged)\*/.exec(comment.replace(/\n \* /g, ' '))!;
    expect(page).toContain(`*${level}*`);
  });

  test('has a NetworkPolicy that a test evaluates, unless its pods use the network of the node', () => {
    expect(read('test', 'apps', 'network-policy.test.ts').includes(`new apps.${name}(`)).toBe(!source.includes('hostNetwork: true'));
  });

  test('runs on a cluster, or there is a reason why not', () => {
    const drill = join(ROOT, 'test', 'e2e', 'apps', `${file}.test.ts`);
    expect(existsSync(drill) !== (NO_DRILL[name] !== undefined)).toBe(true);
  });
});

test('the walk passes over no app', () => {
  const files = readdirSync(join(ROOT, 'src', 'apps'), { recursive: true, encoding: 'utf8' })
    .filter(file => /^export class \w+ extends Construct /m.test(file.endsWith('.ts') ? read('src', 'apps', file) : ''));
  expect(APPS.map(app => join(app.file, `${app.file}.ts`)).sort()).toEqual(files.sort());
  expect(Object.keys(NO_DRILL).filter(name => !APPS.some(app => app.name === name))).toEqual([]);
});

function kebab(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}

function read(...path: string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}
