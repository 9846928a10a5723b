import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { check } from '../../../src/review/check/check';
import { readText } from '../../../src/review/manifests/read';
import { parseDocuments } from '../../../src/review/manifests/source';

const CASES = join(__dirname, 'cases');

/** Calls back with the value while each of its fields in turn is null, as Helm writes what nobody set. */
function eachFieldNull(value: any, visit: () => void): void {
  for (const key of value !== null && typeof value === 'object' ? Object.keys(value) : []) {
    const before = value[key];
    if (!Array.isArray(value)) {
      value[key] = null;
      visit();
      value[key] = before;
    }
    eachFieldNull(before, visit);
  }
}

test('no rule stumbles over a field that is null', () => {
  let visits = 0;
  for (const file of readdirSync(CASES)) {
    const objects = parseDocuments(file, readFileSync(join(CASES, file), 'utf8')).documents.map(({ value }) => value);
    eachFieldNull(objects, () => {
      visits++;
      check(readText(file, objects.map(object => JSON.stringify(object)).join('\n---\n')), { today: '2026-11-23' });
    });
  }
  expect(visits).toBeGreaterThan(1000);
});
