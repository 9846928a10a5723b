import { diff } from '../../../src/review/diff/diff';
import { ParsedTexts } from '../../../src/review/manifests/parsed-texts';
import { decoded, readText } from '../../../src/review/manifests/read';

const config = (name: string, value = 'b') => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: "${value}" }\n`;

test('equal documents of two texts are one object, and each has its own position', () => {
  const known = new ParsedTexts();
  const [old, new_] = [[config('one'), config('two')], [config('zero'), config('one'), config('two', 'c')]].map((texts, i) =>
    readText(`${i}.yaml`, texts.join(''), undefined, known).resources);
  expect(new_[1].body).toBe(old[0].body);
  expect(new_[2].body).not.toBe(old[1].body);
  expect([old[0].at(['data']), new_[1].at(['data'])]).toEqual([{ line: 5, column: 1 }, { line: 10, column: 1 }]);
  expect(new_[1].file).toBe('1.yaml');
});

test('a comparison of equal documents is that of documents that were read separately', () => {
  const texts = [config('one') + config('two'), config('one') + config('two', 'c')];
  const known = new ParsedTexts();
  const [shared, separate] = [known, undefined].map(each => texts.map(text => readText('x.yaml', text, undefined, each)));
  expect(diff(shared[0], shared[1])).toEqual(diff(separate[0], separate[1]));
});

test.each([['in UTF-8', 'é→'], ['with a byte order mark', '\uFEFF']])('a large text is read in pieces %s, with the same documents', (_, beginning) => {
  const documents = Array.from({ length: 9000 }, (__, i) => config(`c${i}`));
  const text = `${beginning === '\uFEFF' ? beginning : `# ${beginning}\n`}${documents.join('')}--- # the last one\n${config('last').slice(4)}`;
  const pieces = decoded(Buffer.from(text));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(text.replace('\uFEFF', ''));
  const { resources, problems } = readText('x.yaml', pieces);
  expect([resources.length, problems]).toEqual([9001, []]);
  const lines = text.split('\n');
  for (const index of [0, 4500, 8999]) {
    expect(lines[resources[index].at(['metadata', 'name']).line - 1]).toContain(`{ name: c${index} }`);
  }
});

test('a mistake in one piece is one problem with its line', () => {
  const documents = Array.from({ length: 9000 }, (_, i) => i === 7000 ? '---\na: [\n' : config(`c${i}`));
  const { resources, problems } = readText('x.yaml', decoded(Buffer.from(documents.join(''))));
  expect([resources.length, problems.length]).toEqual([8999, 1]);
  expect(problems[0].line).toBeGreaterThan(7000 * 5);
});
