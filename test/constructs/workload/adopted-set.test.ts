import { readFileSync } from 'fs';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';
import { block } from '../../e2e/pages/page';
import { Forms, run } from '../../e2e/pages/program';
import { database, errorsOf, manifest } from '../support';

/** Sets that exist, and the programs of the page that take them over. */
const SETS: { readonly [file: string]: string } = {
  'governing-service-of-the-same-name.yaml': 'adopt: One Service for members and clients, ts 1',
  'ordered-ring.yaml': 'adopt: Several members, ts 1',
  'release-of-a-chart.yaml': 'adopt: A Helm release, ts 1',
};

/** Consequences of the update from what exists to what the program makes. */
function consequences(file: string, program: string, forms: Forms = {}): string[] {
  const old = readFileSync(join(__dirname, '..', '..', 'e2e', 'pages', 'adopted', file), 'utf8');
  const made = run(block(program), forms).manifests.map(object => Yaml.stringify(object)).join('---\n');
  const report = diff(readText('old.yaml', old), readText('new.yaml', made), { minor: 34, profile: {}, today: '2026-11-29' });
  expect(report.problems).toEqual([]);
  return report.diffs.flatMap(one => one.consequences).map(({ rule, verdict, message }) => `${verdict}: ${rule.id} ${message}`);
}

test.each(Object.entries(SETS))('takes over %s, and only restarts its pods', (file, program) => {
  expect(consequences(file, program)).toEqual([expect.stringMatching(/^restart: UP40 /)]);
});

test.each(Object.entries(SETS))('without adopt, the API server refuses the update of %s', (file, program) => {
  const found = consequences(file, program, { StatefulDatabase: ({ adopt: _, ...props }) => ({ ...props, clientService: true }) });
  expect(found.filter(one => one.startsWith('refused:'))).not.toEqual([]);
});

test('names, selectors and hosts are those of the set that exists', () => {
  const { chart, db } = database({ adopt: { selectorLabels: { app: 'old' }, serviceName: 'old-hl' }, replicas: 2 });
  const { spec } = manifest(chart, 'StatefulSet');
  expect(spec).toMatchObject({ serviceName: 'old-hl', selector: { matchLabels: { app: 'old' } }, template: { metadata: { labels: { app: 'old' } } } });
  expect(spec.volumeClaimTemplates[0].metadata).toEqual({ name: 'data' });
  expect(spec.template.spec.containers[0].name).toBe('database');
  expect(manifest(chart, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: { app: 'old' } });
  expect([db.domain, db.podHost(1), db.headlessService.name]).toEqual(['old-hl.shop.svc', 'orders-1.old-hl.shop.svc', 'old-hl']);
});

test.each([
  [{ selectorLabels: {}, serviceName: 'old' }, /adopt\.selectorLabels: got no labels/],
  [{ selectorLabels: { 'a b': 'c' }, serviceName: 'old' }, /adopt\.selectorLabels: got 'a b'/],
  [{ selectorLabels: { app: 'old' }, serviceName: 'Old' }, /CS148 adopt\.serviceName: got 'Old'/],
  [{ selectorLabels: { app: 'old' }, serviceName: 'orders' }, /set clientService: false/],
])('%j is an error', (adopt, message) => {
  expect(errorsOf(database({ adopt }).chart)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
});

test('the governing Service may have the name of the set if clients use it', () => {
  expect(errorsOf(database({ adopt: { selectorLabels: { app: 'old' }, serviceName: 'orders' }, clientService: false }).chart)).toEqual([]);
});
