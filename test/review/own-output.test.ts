import { readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, exampleNames } from '../../scripts/examples';
import { check } from '../../src/review/check';
import { readText } from '../../src/review/read';

/** What the rules say of the manifests of the examples, and why it is right that they stay so. */
const REASONS: { readonly [rule: string]: string } = {
  ST67: 'examples of one construct show that construct; postgres-replicas and etcd-cluster show backups',
  ST80: 'one member is what many of the examples are about',
};

test.each(exampleNames())('the rules find nothing in the example %s but what has a reason', name => {
  const text = readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8');
  const { findings, problems, objects } = check(readText(name, text), { today: '2026-11-23' });
  expect(objects).toBeGreaterThan(0);
  expect(problems).toEqual([]);
  expect(findings.filter(({ rule, isUnknown }) => !isUnknown && !Object.hasOwn(REASONS, rule.id)).map(({ rule, object, message }) => `${rule.id} ${object} ${message}`)).toEqual([]);
});

test('every reason is needed', () => {
  const found = new Set(exampleNames().flatMap(name => check(readText(name, readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8')), { today: '2026-11-23' }).findings.map(({ rule }) => rule.id)));
  expect(Object.keys(REASONS).filter(id => !found.has(id))).toEqual([]);
});
