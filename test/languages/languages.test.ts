import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PROJECTS, prepare, programOf, runProgram } from './projects';
import { EXAMPLES, ROOT, manifests, runExample } from '../../scripts/examples';
import { DIST } from '../../scripts/toolchains';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const MANIFEST = readFileSync(join(EXAMPLES, 'typescript', 'manifest.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-languages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const block = (fence: string) => new RegExp(`\`\`\`${fence}\\n([^]*?)\`\`\``).exec(README)?.[1] ?? `no block in ${fence}`;
/** Lines of the standard error of a program: the kernel of jsii writes warnings while the program may be within a line of its own. */
const linesOf = (stderr: string) => stderr.split(/\n|(?=warning: \[)/).map(line => line.trim());
/** Errors of the library, as it says them, and warnings. */
const errors = (stderr: string) => linesOf(stderr).filter(line => /^\[[^\]]*\] CS\d{3} /.test(line));
const warnings = (stderr: string) => linesOf(stderr).filter(line => /^warning: \[[^\]]*\] CS\d{3} /.test(line));

describe.each(PROJECTS.map(project => [project.language, project] as const))('%s', (language, project) => {
  const place = join(folder, language);
  beforeAll(() => prepare(project, place));

  test('makes the manifest of the program in TypeScript, byte for byte', () => {
    const out = join(place, 'out');
    const { status, stderr } = runProgram(project.commands(place).main, place, out);
    expect({ status, errors: errors(stderr), warnings: warnings(stderr) }).toEqual({ status: 0, errors: [], warnings: [] });
    expect(manifests(out)).toBe(MANIFEST);
  });

  test('says of mistakes what TypeScript says, as an error of the language', () => {
    const typescript = errors(runExample('typescript', 'wrong.ts', join(folder, 'wrong')).stderr);
    const { status, stderr } = runProgram(project.commands(place).wrong, place, join(place, 'wrong-out'));
    expect(status).not.toBe(0);
    expect(typescript.length).toBeGreaterThan(1);
    // The runtime for Java repeats the message with the stack of the kernel.
    expect([...new Set(errors(stderr))]).toEqual(typescript);
    expect(stderr).toContain(`${project.error}Error: Validation failed with the following errors:\n`);
  });

  test('has the program that the README shows', () => {
    const shown = block(project.fence);
    const indented = ['\t', '        '].map(indent => shown.replace(/^(?=.)/gm, indent));
    expect(indented.some(text => programOf(project).includes(text)) || shown).toBe(true);
  });
});

test('the README shows the program in C# as rosetta translates it', () => {
  const tablet = readFileSync(join(ROOT, '.jsii.tabl.json'), 'utf8');
  const typescript = block('ts').trim();
  const snippet = Object.values<any>(JSON.parse(tablet).snippets).find(({ translations }) => translations.$.source.trim() === typescript);
  expect(block('csharp').trim()).toBe(snippet.translations.csharp.source.trim());
});

describe('what is packed', () => {
  test('for npm: the library, its assembly, scripts, documents and schemas of reports', () => {
    const files = execFileSync('tar', ['tzf', join(DIST, 'js', 'cdk8s-stateful@0.0.0.jsii.tgz')], { encoding: 'utf8' }).trim().split('\n');
    expect([...new Set(files.map(file => file.split('/')[1]))].sort()).toEqual([
      '.jsii', 'API.md', 'LICENSE', 'README.md', 'apps.md', 'assets', 'docs', 'lib', 'node_modules', 'package.json',
    ]);
    expect(files.filter(file => file.startsWith('package/docs/')).sort()).toEqual([
      'package/docs/reference/check.schema.json', 'package/docs/reference/diff.schema.json',
      'package/docs/reference/images.schema.json',
    ]);
    expect(files.filter(file => file.startsWith('package/lib/') && !/\.(js|js\.map|d\.ts)$|\.jsiirc\.json$/.test(file))).toEqual([]);
  });

  test('for Python: the module, typed, and the library in it', () => {
    const [wheel] = readdirSync(join(DIST, 'python')).filter(file => file.endsWith('.whl'));
    const files = execFileSync('python3', ['-m', 'zipfile', '-l', join(DIST, 'python', wheel)], { encoding: 'utf8' }).split('\n').slice(1)
      .map(line => line.split(' ')[0]).filter(name => name);
    expect(files.filter(file => !file.includes('.dist-info/')).sort()).toEqual([
      'cdk8s_stateful-0.0.0.data/scripts/cdk8s-stateful', 'cdk8s_stateful/__init__.py', 'cdk8s_stateful/_jsii/__init__.py',
      'cdk8s_stateful/_jsii/cdk8s-stateful@0.0.0.jsii.tgz', 'cdk8s_stateful/apps/__init__.py', 'cdk8s_stateful/py.typed',
    ]);
  });

  test('for .NET: sources at least, and a package where there is an SDK', () => {
    const sources = join(DIST, 'dotnet', 'Cdk8sStateful');
    const found = existsSync(sources) ? readdirSync(join(sources, 'Cdk8sStateful')) : readdirSync(join(DIST, 'dotnet'));
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^(StatefulDatabase\.cs|Cdk8sStateful\.0\.0\.0\.nupkg)$/)]));
  });
});

describe('compat', () => {
  const compare = (stored: string) =>
    spawnSync('npx', ['jsii-diff', stored, '.', '-k', '--ignore-file', '.compatignore'], { cwd: ROOT, encoding: 'utf8' });

  test('takes the API as it is', () => {
    expect(compare('.compat').status).toBe(0);
  });

  test('refuses one that has lost a member', () => {
    // Beside the stored one, because it asks for the peers.
    const stored = join(ROOT, '.peers', 'compat');
    cpSync(join(ROOT, '.compat'), stored, { recursive: true });
    const assembly = join(stored, '.jsii');
    writeFileSync(assembly, readFileSync(assembly, 'utf8').replace(/"name": "podHost"/, '"name": "formerHost"'));
    const { status, stderr } = compare(stored);
    expect(status).not.toBe(0);
    expect(stderr).toContain('METHOD cdk8s-stateful.StatefulDatabase.formerHost: has been removed');
    rmSync(stored, { recursive: true });
  });
});
