import { readFileSync, readdirSync } from 'fs';
import { dirname, join, normalize, sep } from 'path';

const SRC = join(__dirname, '..', '..', 'src');
/** Which folders each folder may import from; ESLint says the same while one writes. */
const ARROWS: { [folder: string]: string[] } = {
  catalog: ['catalog'], constructs: ['constructs', 'catalog'], apps: ['apps', 'constructs', 'catalog'], review: ['review', 'catalog'], cli: ['cli', 'review', 'catalog'],
};

test('imports follow the arrows of the design', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && file.includes(sep));
  const wrong = files.flatMap(file => [...readFileSync(join(SRC, file), 'utf8').matchAll(/from '(\.[^']*)'/g)]
    .map(match => normalize(join(dirname(file), match[1])).split(sep)[0])
    .filter(target => !ARROWS[file.split(sep)[0]].includes(target)).map(target => `${file} imports ${target}`));
  expect(files.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

test('ESLint refuses each of the other arrows', () => {
  const { rules } = JSON.parse(readFileSync(join(SRC, '..', '.eslintrc.json'), 'utf8').replace(/^\/\/.*$/gm, ''));
  const zones = rules['import/no-restricted-paths'][1].zones.map((zone: any) => `${zone.from} → ${zone.target}`);
  const forbidden = Object.keys(ARROWS).flatMap(target => Object.keys(ARROWS).filter(from => !ARROWS[target].includes(from)).map(from => `./src/${from} → ./src/${target}`));
  expect(zones.sort()).toEqual(forbidden.sort());
});
