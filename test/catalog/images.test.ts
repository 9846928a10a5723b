import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { apps } from '../../src';
import { mirroredImage } from '../../src/catalog/image-reference';
import { IMAGES, IMAGES_LOOKED_UP } from '../../src/catalog/images';

const APPS = join(__dirname, '..', '..', 'src', 'apps');

test('the images of the list are releases, and the list has its day', () => {
  expect(IMAGES_LOOKED_UP).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(Object.values(IMAGES).filter(image => !/:v?\d+\.\d+[\w.-]*$/.test(image))).toEqual([]);
});

test('every default image of an app is in the list', () => {
  const defaults = Object.values<any>(apps)
    .flatMap(app => Object.keys(app).filter(key => /^DEFAULT_.*IMAGE$/.test(key)).map(key => app[key] as string));
  expect(defaults.length).toBeGreaterThan(5);
  expect(defaults.filter(image => !(Object.values(IMAGES) as string[]).includes(image))).toEqual([]);
});

test('no two default images have the same copy', () => {
  const repositories = Object.values(IMAGES).map(image => image.replace(/:[^:]*$/, ''));
  const copies = repositories.map(repository => mirroredImage(repository, 'registry.example.com'));
  expect(new Set(copies).size).toBe(new Set(repositories).size);
});

test('no app names an image beside the list, or uses a default image without the registry of the context', () => {
  const files = readdirSync(APPS, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const named = files.filter(file => readFileSync(join(APPS, file), 'utf8').split('\n')
    .some(line => !/^\s*(\*|\/\*|\/\/)/.test(line)
      && /'[\w.-]+(\/[\w.-]+)+:v?\d[\w.-]*'|(?<!static readonly |defaultImage\(\w+, \w+\.)DEFAULT_\w*IMAGE/.test(line)));
  expect(named).toEqual([]);
});
