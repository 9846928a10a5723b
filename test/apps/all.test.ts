import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { CASES } from './cases';
import { exampleNames } from '../../scripts/examples';
import { apps } from '../../src';
import { IMAGES } from '../../src/catalog/images';
import { shapeOf } from '../../src/constructs/support/input-shapes';

const ROOT = join(__dirname, '..', '..');

/** Folders of apps, and those that cases name. */
const FILES = [...new Set([
  ...readdirSync(join(ROOT, 'src', 'apps'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name),
  ...CASES.map(({ file }) => file),
])].filter(file => file !== 'shared').sort();

test.each(FILES.map(file => [caseOf(file)?.title ?? file, file]))('%s has everything that an app has', (_, file) => {
  expect([...todo(file)]).toEqual([]);
});

test('each class of src/apps/ is an app in a folder of its own', () => {
  const found = readdirSync(join(ROOT, 'src', 'apps'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && /^export class \w+ extends Construct /m.test(text('src/apps', file)));
  expect(found.sort()).toEqual(FILES.map(file => join(file, `${file}.ts`)));
});

test('each default image is one of an app', () => {
  expect([...new Set(CASES.flatMap(({ type }) => defaultImages(type)))].sort()).toEqual(Object.values(IMAGES).sort());
});

/** What an app lacks, in the order of `docs/contributing/adding-an-app.md`. */
function* todo(file: string): Generator<string> {
  const source = text(`src/apps/${file}/${file}.ts`);
  const [, title] = /^export class (\w+) extends Construct /m.exec(source) ?? [];
  if (title === undefined) {
    yield `src/apps/${file}/${file}.ts: export a class that extends Construct`;
    return;
  }
  const type = (apps as any)[title];
  const props = shapeOf(`${title}Props`);
  const files = existsSync(join(ROOT, 'src/apps', file)) ? readdirSync(join(ROOT, 'src/apps', file)) : [];
  const sources = files.map(name => text('src/apps', file, name)).join('\n');
  // Without the errors of methods, which no props give.
  const ids = [...new Set(sources.replace(/(acknowledge\('|\bfail\().*/g, '').match(/\bCS\d{3,4}\b/g))];

  // 1. The class.
  const level = levelOf(source, title);
  if (type === undefined) {
    yield `src/apps/index.ts: export ./${file}/${file}`;
  }
  if (!text('.eslintrc.json').includes(`src/apps/${file}`)) {
    yield '.eslintrc.json: run npx projen';
  }
  if (props === undefined) {
    yield `src/constructs/support/input-table.ts: run scripts/update-input-table.ts, which finds ${title}Props`;
  }
  if (level === undefined) {
    yield `${title}: its comment says 'Pod Security level: *restricted*.', or another level`;
  }
  if (type && props && !props.required.includes('image') && !defaultImages(type).includes(type.DEFAULT_IMAGE)) {
    yield `${title}.DEFAULT_IMAGE: a release of src/catalog/images.ts, unless the prop image is required`;
  }
  if (type && defaultImages(type).some(image => !/:v?\d+\.\d+[^/]*$|@sha256:[0-9a-f]{64}$/.test(image))) {
    yield `${title}: the tag of a default image is one release`;
  }
  if (type && (type.SECRET_KEYS ?? []).length > 0 !== /readonly \w*[sS]ecretName\??:/.test(sources)) {
    yield `${title}.SECRET_KEYS: the keys of its Secret, if a prop names one`;
  }

  // 2. Errors.
  yield* ids.filter(id => !text('docs/reference/errors.md').includes(`### ${id}\n`)).map(id => `docs/reference/errors.md: ${id}`);

  // 3. Tests.
  const app = caseOf(file);
  if (app?.type !== type || app?.title !== title) {
    yield `test/apps/cases/${file}.ts: its case, which test/apps/cases/index.ts lists`;
  }
  const tried = [...app?.errors ?? [], ...app?.warnings ?? []].map(([id]) => id);
  yield* ids.filter(id => !tried.includes(id)).map(id => `test/apps/cases/${file}.ts: props that give ${id}, and similar ones that do not`);
  if (!text(`test/apps/${file}/${file}.test.ts`).includes('appSuite(')) {
    yield `test/apps/${file}/${file}.test.ts: call appSuite() with the case`;
  }

  // 4. Documents.
  const page = text(`docs/how-to/${file}.md`);
  if (!/^# [^]*\n```ts\n/.test(page)) {
    yield `docs/how-to/${file}.md: a page for operators, with programs`;
  }
  if (!page.includes(`*${level}*`)) {
    yield `docs/how-to/${file}.md: the Pod Security level, *${level}*`;
  }
  yield* (type?.SECRET_KEYS ?? []).filter((key: string) => !page.includes(`\`${key}\``))
    .map((key: string) => `docs/how-to/${file}.md: the key \`${key}\` of the Secret`);
  const shown = exampleNames().filter(example => text('examples', example, 'main.ts').includes(`new apps.${title}(`));
  if (shown.length === 0) {
    yield `examples/: an example with new apps.${title}()`;
  }
  yield* shown.filter(example => !text('examples/README.md').includes(`(${example}/README.md)`)).map(example => `examples/README.md: ${example}`);
  const lists: [string, string][] = [
    ['docs/README.md', `(how-to/${file}.md)`], ['README.md', `| \`apps.${title}\` |`], ['CHANGELOG.md', `apps.${title}`],
  ];
  yield* lists.filter(([list, entry]) => !text(list).includes(entry)).map(([list, entry]) => `${list}: ${entry}`);

  // 5. Drills.
  const drills = readdirSync(join(ROOT, 'test/e2e/apps')).filter(name => name === `${file}.ts` || name.startsWith(`${file}.`));
  if ((drills.length > 0) !== (app?.noDrill === undefined)) {
    yield `test/e2e/apps/${file}.test.ts: its engine on a cluster, or noDrill of its case: why not`;
  }
}

function caseOf(file: string) {
  return CASES.find(app => app.file === file);
}

function defaultImages(type: object): string[] {
  return Object.entries(type).filter(([name]) => /^DEFAULT_(\w+_)?IMAGE$/.test(name)).map(([, image]) => image);
}

function levelOf(source: string, title: string): string | undefined {
  const end = source.indexOf(`export class ${title} `);
  const comment = source.slice(source.lastIndexOf('/**', end), end).replace(/\n \* /g, ' ');
  return /Pod Security level[^*]*\*(restricted|baseline|privileged)\*/.exec(comment)?.[1];
}

/** The text of a file; none if there is no such file. */
function text(...path: string[]): string {
  const file = join(ROOT, ...path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
