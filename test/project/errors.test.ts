import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const ID = /\bCS\d{3}\b/g;

function idsOf(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return [...new Set(files.flatMap(file => readFileSync(join(ROOT, folder, file), 'utf8').match(ID) ?? []))].sort();
}

describe('docs/reference/errors.md', () => {
  const page = readFileSync(join(ROOT, 'docs/reference/errors.md'), 'utf8');
  const entries = [...page.matchAll(/^### (CS\d{3})$/gm)].map(match => match[1]);

  test('has an entry for every id of the library, and no other', () => expect(entries).toEqual(idsOf('src')));

  test('every id has a test', () => expect(idsOf('src').filter(id => !idsOf('test').includes(id))).toEqual([]));

  test('says of each mistake of the two lists what becomes of it', () => {
    const rows = [...page.matchAll(/^\| (ST\d+) \| (.+) \| (.+) \|$/gm)];
    expect(rows.filter(row => row[1].length === 5)).toHaveLength(33);
    expect(rows.filter(row => row[1].length === 4)).toHaveLength(80);
    expect(rows.filter(row => !/impossible|review|CS\d{3}/.test(row[3]))).toEqual([]);
    expect([...new Set(rows.flatMap(row => row[3].match(ID) ?? []))].filter(id => !entries.includes(id))).toEqual([]);
  });
});
