import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '..', '..', 'src');

describe('the public API', () => {
  const files = ['constructs', 'apps'].flatMap(folder => readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.startsWith('private')).map(file => join(folder, file)));

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
      /^(export (class|enum|interface)| {2}(public (?!constructor)|readonly \w+\??:)| {2}[A-Z0-9_]+ = )/.test(line) && !/\*\/\s*$/.test(lines[i - 1]));
    expect(undocumented).toEqual([]);
  });
});
