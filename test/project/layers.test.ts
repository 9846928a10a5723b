import { existsSync, readFileSync, readdirSync } from 'fs';
import { basename, dirname, join, relative } from 'path';
import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { rules as importRules } from 'eslint-plugin-import';
import { LAYERS, mayImport } from '../../projenrc/layers';

const ROOT = join(__dirname, '..', '..');
const SRC = join(ROOT, 'src');
const { parser, settings, rules, overrides } = JSON.parse(readFileSync(join(ROOT, '.eslintrc.json'), 'utf8').replace(/^\/\/.*$/gm, ''));
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

/** The files of src/ that a file imports, including imports of types. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const paths = [...text.matchAll(/\bfrom '(\.[^']*)'/g)].map(match => join(dirname(file), match[1]));
  return paths.map(path => existsSync(join(SRC, `${path}.ts`)) ? `${path}.ts` : join(path, 'index.ts'));
}

const isIn = (layer: string) => (file: string) => file === layer || file.startsWith(`${layer}/`);
const isApp = (layer: string) => /^apps\/(?!shared$)[^.]+$/.test(layer);
const isPublicClass = (file: string) => isApp(dirname(file)) && basename(dirname(file)) === basename(file, '.ts');

test('each file of src/ is in exactly one layer', () => {
  const layers = FILES.map(file => `${file}: ${LAYERS.filter(layer => isIn(layer)(file))}`);
  expect(layers.filter(line => !/: [^,]+$/.test(line))).toEqual([]);
});

test('src/ has no import cycles', () => {
  let left = new Map(FILES.map(file => [file, importsOf(file)]));
  for (let size = Infinity; left.size < size;) {
    size = left.size;
    left = new Map([...left].filter(([, imports]) => imports.some(file => left.has(file))));
  }
  expect([...left.keys()]).toEqual([]);
  expect(overrides).toContainEqual({ files: ['src/**/*.ts'], rules: expect.objectContaining({ 'import/no-cycle': 'error' }) });
});

describe('ESLint lets a layer import from lower layers only', () => {
  const linter = new Linter({ configType: 'eslintrc', cwd: ROOT });
  linter.defineParser(parser, typescript);
  const rule = 'import/no-restricted-paths';
  linter.defineRule(rule, importRules['no-restricted-paths']);

  /** The given files that a file of the layer must not import. */
  const refused = (layer: string, files: string[]): string[] => {
    const importer = join(SRC, FILES.find(isIn(layer))!);
    const text = files.map(file => `import '${relative(dirname(importer), join(SRC, file)).replace(/^(?!\.)/, './')}';`).join('\n');
    const messages = linter.verify(text, { parser, settings, rules: { [rule]: rules[rule] }, parserOptions: { sourceType: 'module' } }, importer);
    return [...new Set(messages.map(({ line }) => files[line - 1]))];
  };

  test.each(LAYERS)('%s', layer => {
    const others = FILES.filter(file => !isIn(layer)(file));
    const isOpen = (file: string) => mayImport(layer, LAYERS.find(other => isIn(other)(file))!) || (isApp(layer) && isPublicClass(file));
    expect(refused(layer, others)).toEqual(others.filter(file => !isOpen(file)));
  });
});
