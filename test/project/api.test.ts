import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';

const SRC = join(__dirname, '..', '..', 'src');

describe('the public API', () => {
  // jsii ignores the plugin.
  const files = exportedFrom(join(SRC, 'index.ts')).map(file => relative(SRC, file)).filter(file => file !== join('cli', 'plugin.ts'));

  test.each(files)('%s: every optional prop says its default', file => {
    const lines = readFileSync(join(SRC, file), 'utf8').split('\n');
    const silent = lines.filter((line, i) => {
      if (!/^ {2}readonly \w+\?:/.test(line) || /^export class/m.test(lines.slice(0, i).reverse().find(l => /^export /.test(l)) ?? '')) {
        return false;
      }
      const isBehavioural = /^export interface I[A-Z]/.test(lines.slice(0, i).reverse().find(l => /^export /.test(l)) ?? '');
      const comment = lines.slice(lines.slice(0, i).map(l => l.includes('/**')).lastIndexOf(true), i).join('\n');
      return !isBehavioural && !comment.includes('@default');
    });
    expect(silent).toEqual([]);
  });

  test.each(files)('%s: every exported type and member has a comment', file => {
    const lines = readFileSync(join(SRC, file), 'utf8').split('\n');
    const undocumented = lines.filter((line, i) =>
      /^(export (class|enum|interface)| {2}(public (?!constructor)|readonly \w+\??:)| {2}[A-Z0-9_]+ = )/.test(line)
        && !/\*\/\s*$/.test(lines[i - 1]));
    expect(undocumented).toEqual([]);
  });
});

/** The files whose types a file exports, through files that only export others. */
function exportedFrom(index: string): string[] {
  const files = [...readFileSync(index, 'utf8').matchAll(/^export \* (?:as \w+ )?from '(.*)';$/gm)].map(([, path]) => join(dirname(index), path));
  return files.flatMap(path => existsSync(`${path}.ts`) ? [`${path}.ts`] : exportedFrom(join(path, 'index.ts')));
}
