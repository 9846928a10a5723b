import { existsSync, readFileSync, readdirSync } from 'fs';
import { basename, dirname, join, relative } from 'path';
import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { rules as importRules } from 'eslint-plugin-import';
import { ROOMS, mayImport } from '../../projenrc/layers';

const ROOT = join(__dirname, '..', '..');
const SRC = join(ROOT, 'src');
const { parser, settings, rules, overrides } = JSON.parse(readFileSync(join(ROOT, '.eslintrc.json'), 'utf8').replace(/^\/\/.*$/gm, ''));
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

/** The files of src/ that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const paths = [...text.matchAll(/\bfrom '(\.[^']*)'/g)].map(match => join(dirname(file), match[1]));
  return paths.map(path => existsSync(join(SRC, `${path}.ts`)) ? `${path}.ts` : join(path, 'index.ts'));
}

const isIn = (room: string) => (file: string) => file === room || file.startsWith(`${room}/`);
const isApp = (room: string) => /^apps\/(?!shared$)[^.]+$/.test(room);
const isPublicClass = (file: string) => isApp(dirname(file)) && basename(dirname(file)) === basename(file, '.ts');

test('each file of src/ is in one room', () => {
  const rooms = FILES.map(file => `${file}: ${ROOMS.filter(room => isIn(room)(file))}`);
  expect(rooms.filter(line => !/: [^,]+$/.test(line))).toEqual([]);
});

test('no files of src/ import each other', () => {
  let left = new Map(FILES.map(file => [file, importsOf(file)]));
  for (let size = Infinity; left.size < size;) {
    size = left.size;
    left = new Map([...left].filter(([, imports]) => imports.some(file => left.has(file))));
  }
  expect([...left.keys()]).toEqual([]);
  expect(overrides).toContainEqual({ files: ['src/**/*.ts'], rules: expect.objectContaining({ 'import/no-cycle': 'error' }) });
});

describe('ESLint lets a room import from the rooms on its left, and from no other', () => {
  const linter = new Linter({ configType: 'eslintrc', cwd: ROOT });
  linter.defineParser(parser, typescript);
  const rule = 'import/no-restricted-paths';
  linter.defineRule(rule, importRules['no-restricted-paths']);

  /** Files, of those given, that a file in the room must not import. */
  const refused = (room: string, files: string[]): string[] => {
    const importer = join(SRC, FILES.find(isIn(room))!);
    const text = files.map(file => `import '${relative(dirname(importer), join(SRC, file)).replace(/^(?!\.)/, './')}';`).join('\n');
    const messages = linter.verify(text, { parser, settings, rules: { [rule]: rules[rule] }, parserOptions: { sourceType: 'module' } }, importer);
    return [...new Set(messages.map(({ line }) => files[line - 1]))];
  };

  test.each(ROOMS)('%s', room => {
    const others = FILES.filter(file => !isIn(room)(file));
    const isOpen = (file: string) => mayImport(room, ROOMS.find(other => isIn(other)(file))!) || (isApp(room) && isPublicClass(file));
    expect(refused(room, others)).toEqual(others.filter(file => !isOpen(file)));
  });
});
