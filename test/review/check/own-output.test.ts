import { readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, exampleNames } from '../../../scripts/examples';
import { Finding, check, openFindings } from '../../../src/review/check/check';
import { readText } from '../../../src/review/manifests/read';
import { objectsOf, snapshotFiles, snapshots } from '../../e2e/support/snapshots';

/** What the rules tell about the manifests of the examples, and why it is right that they stay so. */
const REASONS: { readonly [rule: string]: string } = {
  ST80: 'one member is what many of the examples are about',
  ST97: 'what the nodes allow is not in the manifests of a log agent',
};

/** The same of snapshots with everything set: each of these is asked for by a prop that says so. */
const ASKED_FOR: { readonly [rule: string]: string } = {
  ST22: 'reclaimPolicy of a StaticVolume',
  ST24: 'bindingMode of a StorageTier',
  ST30: 'allowExpansion of a StorageTier',
  ST33: 'retention of a StatefulDatabase',
  ST68: 'snapshotClass of a StorageTier',
  ST69: 'reclaimPolicy of a StaticVolume',
};

/** The objects that snapshots hold, by their titles. The tests of apps check the output of apps: `appSuite()`. */
const SNAPSHOTS = snapshotFiles().flatMap(file => [...snapshots(readFileSync(file, 'utf8'))])
  .map(([title, value]): [string, any[]] => [title, objectsOf(value)]).filter(([, objects]) => objects.length > 0);

/** What is known to be wrong of manifests. */
function findingsOf(title: string, text: string): Finding[] {
  const report = check(readText(title, text), { today: '2026-11-23' });
  expect(report.objects).toBeGreaterThan(0);
  expect(report.problems).toEqual([]);
  return openFindings(report).filter(({ isUnknown }) => !isUnknown);
}

const manifestOf = (example: string) => readFileSync(join(EXAMPLES, example, 'manifest.yaml'), 'utf8');
const written = (objects: any[]) => objects.map(object => JSON.stringify(object)).join('\n---\n');
const said = (findings: Finding[]) => findings.map(({ rule, object, message }) => `${rule.id} ${object} ${message}`);

test.each(exampleNames())('the rules find nothing in the example %s but what has a reason', name => {
  expect(said(findingsOf(name, manifestOf(name)).filter(({ rule }) => !Object.hasOwn(REASONS, rule.id)))).toEqual([]);
});

test.each(SNAPSHOTS)('the rules find nothing in the snapshot “%s” but what has a reason', (title, objects) => {
  const reasons = /everything/.test(title) ? { ...REASONS, ...ASKED_FOR } : REASONS;
  expect(said(findingsOf(title, written(objects)).filter(({ rule }) => !Object.hasOwn(reasons, rule.id)))).toEqual([]);
});

test('every reason is needed', () => {
  const findings = [
    ...exampleNames().map(name => findingsOf(name, manifestOf(name))),
    ...SNAPSHOTS.map(([title, objects]) => findingsOf(title, written(objects))),
  ];
  const found = new Set(findings.flat().map(({ rule }) => rule.id));
  expect(Object.keys({ ...REASONS, ...ASKED_FOR }).filter(id => !found.has(id))).toEqual([]);
});
