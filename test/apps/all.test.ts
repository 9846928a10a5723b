import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { AppCase } from './case';
import { CASES } from './cases';
import { exampleNames } from '../../scripts/examples';
import { apps } from '../../src';
import { IMAGES } from '../../src/catalog/images';
import { shapeOf } from '../../src/constructs/support/input-shapes';

/*
 * What every app has, in the order of docs/contributing/adding-an-app.md: run this test after you have created
 * src/apps/<file>/<file>.ts, and do what its first failure says.
 */

const ROOT = join(__dirname, '..', '..');

/** Folders of apps, and files of cases. */
const FILES = [...new Set([
  ...readdirSync(join(ROOT, 'src', 'apps'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name),
  ...CASES.map(({ file }) => file),
])].filter(file => file !== 'shared').sort();

describe.each(FILES.map(file => [titleOf(file) ?? file, file]))('%s', (_, file) => {
  const source = () => read('src', 'apps', file, `${file}.ts`);
  const title = () => titleOf(file) ?? /^export class (\w+) extends Construct /m.exec(source())![1];
  const type = (): any => (apps as any)[title()];
  const page = () => read('docs', 'how-to', `${file}.md`);

  test('1. src/apps/index.ts exports its class, and its folder has import rules', () => {
    expect(Object.keys(apps)).toContain(title());
    expect(type().prototype).toBeInstanceOf(Construct);
    expectText('.eslintrc.json', `src/apps/${file}`, 'run npx projen');
  });

  test('2. the props are in the table that checks the types of input', () => {
    expect(shapeOf(`${title()}Props`) ?? 'no props: run scripts/update-input-table.ts').toMatchObject({ kind: 'struct' });
  });

  test('3. its comment says which Pod Security level it needs', () => expect(levelOf(source(), title())).toBeDefined());

  test('4. it has a pinned image, or wants one from the user', () => {
    if (type().DEFAULT_IMAGE === undefined) {
      expect(shapeOf(`${title()}Props`)!.required).toContain('image');
    } else {
      expect(Object.values(IMAGES)).toContain(type().DEFAULT_IMAGE);
      expect(type().DEFAULT_IMAGE).toMatch(/:v?\d+\.\d+[^/]*$|@sha256:[0-9a-f]{64}$/);
    }
  });

  test('5. it says which keys its Secrets must have', () => {
    const secrets = sources(file).match(/readonly \w*[sS]ecretName\??:/g) ?? [];
    expect([title(), (type().SECRET_KEYS ?? []).length > 0]).toEqual([title(), secrets.length > 0]);
  });

  test('6. test/apps/cases/index.ts lists its case', () => {
    expect(CASES.map(app => app.file)).toContain(file);
    expectText(`test/apps/cases/${file}.ts`, `file: '${file}'`);
    expect(caseOf(file)!.type).toBe(type());
  });

  test('7. the case has a mistake for each of its own ids', () => {
    const { errors, warnings = [] } = caseOf(file)!;
    const own = [...new Set(sources(file).match(/\bCS\d{3,4}\b/g))].filter(id => !/acknowledge\('/.test(lineOf(sources(file), id)));
    expect(own.filter(id => ![...errors, ...warnings].some(([known]) => known === id))).toEqual([]);
  });

  test('8. its tests begin with those of all apps', () => {
    expectText(`test/apps/${file}/${file}.test.ts`, 'appSuite(');
    expectText(`test/__snapshots__/apps/${file}/${file}.test.ts.snap`, 'exports[`defaults');
  });

  test('9. errors are in the reference', () => {
    const ids = new Set(sources(file).match(/\bCS\d{3,4}\b/g));
    expect([...ids].filter(id => !read('docs', 'reference', 'errors.md').includes(`### ${id}\n`))).toEqual([]);
  });

  test('10. it has a page for operators, which the list of pages names', () => {
    expect(page()).toMatch(/^# /);
    expect(page()).toContain('```ts\n');
    expect(page()).toContain(`*${levelOf(source(), title())}*`);
    expect((type().SECRET_KEYS ?? []).filter((key: string) => !page().includes(`\`${key}\``))).toEqual([]);
    expectText('docs/README.md', `(how-to/${file}.md)`);
  });

  test('11. it has an example, which the list of examples names', () => {
    const shown = exampleNames().filter(example => read('examples', example, 'main.ts').includes(`new apps.${title()}(`));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(example => !read('examples', 'README.md').includes(`(${example}/README.md)`))).toEqual([]);
  });

  test('12. README.md and CHANGELOG.md name it', () => {
    expectText('README.md', `| \`apps.${title()}\` |`);
    expectText('CHANGELOG.md', `apps.${title()}`);
  });

  test('13. its engine runs on a cluster, or its case says why not', () => {
    const drills = readdirSync(join(ROOT, 'test', 'e2e', 'apps')).filter(name => name === `${file}.ts` || name.startsWith(`${file}.`));
    expect([file, drills.length > 0]).toEqual([file, caseOf(file)!.noDrill === undefined]);
  });
});

test('each class of src/apps/ is an app in a folder of its name', () => {
  const found = readdirSync(join(ROOT, 'src', 'apps'), { recursive: true, encoding: 'utf8' })
    .filter(file => /^export class \w+ extends Construct /m.test(file.endsWith('.ts') ? read('src', 'apps', file) : ''));
  expect(found.sort()).toEqual(FILES.map(file => join(file, `${file}.ts`)));
  expect(CASES.map(({ title }) => title).sort())
    .toEqual(Object.keys(apps).filter(name => (apps as any)[name].prototype instanceof Construct).sort());
});

test('each default image is one of an app', () => {
  const used = CASES.flatMap(({ type }) => Object.entries(type).filter(([name]) => /^DEFAULT_(\w+_)?IMAGE$/.test(name)).map(([, image]) => image));
  expect([...new Set(used)].sort()).toEqual(Object.values(IMAGES).sort());
});

function caseOf(file: string): AppCase | undefined {
  return CASES.find(app => app.file === file);
}

function titleOf(file: string): string | undefined {
  return caseOf(file)?.title;
}

/** The text of all files of an app. */
function sources(file: string): string {
  return readdirSync(join(ROOT, 'src', 'apps', file)).map(name => read('src', 'apps', file, name)).join('\n');
}

function lineOf(text: string, part: string): string {
  return text.split('\n').find(line => line.includes(part))!;
}

function levelOf(source: string, title: string): string | undefined {
  const end = source.indexOf(`export class ${title} `);
  const comment = source.slice(source.lastIndexOf('/**', end), end).replace(/\n \* /g, ' ');
  return /Pod Security level[^*]*\*(restricted|baseline|privileged)\*/.exec(comment)?.[1];
}

/** @param remedy what to do if the file lacks the text */
function expectText(file: string, text: string, remedy = `add ${text}`): void {
  expect(existsSync(join(ROOT, file)) ? '' : `create ${file}`).toBe('');
  expect(read(file).includes(text) ? '' : `${file}: ${remedy}`).toBe('');
}

function read(...path: string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}
