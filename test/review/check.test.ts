import { check, findingsAt } from '../../src/review/check';
import { readText } from '../../src/review/read';

const TODAY = '2026-11-23';
const set = (annotations = '{}') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: zk, namespace: shop, annotations: ${annotations} }
spec:
  serviceName: zk
  selector: { matchLabels: { app: zk } }
  template: { metadata: { labels: { app: zk } }, spec: { containers: [{ name: zk, image: registry.example.com/zk:1.0.0 }] } }
`;
const st01 = (text: string, options = {}) => check(readText('a.yaml', text), { today: TODAY, ...options }).findings.filter(({ rule }) => rule.id === 'ST01');

test('a finding has a place, an object and a fingerprint that does not move with the line', () => {
  const [finding] = st01(set());
  expect(finding).toMatchObject({ file: 'a.yaml', line: 5, column: 3, object: 'StatefulSet/zk', namespace: 'shop', path: 'spec.serviceName', isUnknown: false, suppressed: undefined });
  const [moved] = st01(`# a comment\n\n---\n${set()}`);
  expect([moved.line, moved.fingerprint]).toEqual([8, finding.fingerprint]);
  const [other] = st01(set().replace('namespace: shop', 'namespace: bar'));
  expect(other.fingerprint).not.toBe(finding.fingerprint);
});

test('the worst comes first, what nobody knows last', () => {
  const { findings } = check(readText('a.yaml', `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: c }\nspec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }\n---\n${set()}`), { today: TODAY });
  expect(findings[0].rule.id).toBe('ST01');
  expect(findings[findings.length - 1].isUnknown).toBe(true);
});

describe('a finding is suppressed', () => {
  test.each([
    ['by an annotation', "{ cdk8s-stateful.dev/ignore-ST01: 'made by another chart' }", 'made by another chart'],
    ['until a day', "{ cdk8s-stateful.dev/ignore-ST01: 'made by another chart (until 2026-11-23)' }", 'made by another chart'],
    ['no longer', "{ cdk8s-stateful.dev/ignore-ST01: 'made by another chart (until 2026-11-22)' }", undefined],
    ['not without a reason', "{ cdk8s-stateful.dev/ignore-ST01: '' }", undefined],
    ['not by another rule', "{ cdk8s-stateful.dev/ignore-ST02: 'made by another chart' }", undefined],
  ])('%s', (_, annotations, reason) => {
    expect(st01(set(annotations)).map(({ suppressed }) => suppressed)).toEqual([reason]);
  });

  test.each([
    ['by a file, for the object', { objects: ['StatefulSet/zk'] }, true],
    ['for a pattern', { objects: ['Deployment/*', 'Stateful*/z*'] }, true],
    ['for every object', {}, true],
    ['not for others', { objects: ['StatefulSet/zk2', 'StatefulSet/*k3'] }, false],
    ['not after its day', { until: '2026-11-22' }, false],
  ])('%s', (_, fields, isSuppressed) => {
    const [{ suppressed }] = st01(set(), { suppressions: [{ rule: 'ST01', reason: 'why', ...fields }] });
    expect(suppressed).toBe(isSuppressed ? 'why' : undefined);
  });

  test('by the baseline', () => {
    const [{ fingerprint }] = st01(set());
    expect(st01(set(), { baseline: [fingerprint] })[0].suppressed).toBe('in the baseline');
  });
});

test('an annotation without reason, or for no rule, is a problem with its line', () => {
  const { problems } = check(readText('a.yaml', set("{ cdk8s-stateful.dev/ignore-ST01: ' ', cdk8s-stateful.dev/ignore-ST999: why }")), { today: TODAY });
  expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '3 StatefulSet/zk ignores ST01 without a reason: give it as the value of the annotation', "3 StatefulSet/zk ignores the rule 'ST999', which is not there",
  ]);
});

test('what counts is as bad as asked for, certain and not suppressed', () => {
  const report = check(readText('a.yaml', set()), { today: TODAY });
  expect(findingsAt(report, 'error').map(({ rule }) => rule.severity).filter(severity => severity !== 'error')).toEqual([]);
  expect(findingsAt(report, 'error').map(({ rule }) => rule.id)).toContain('ST01');
  expect(findingsAt(report, 'info').length).toBeGreaterThanOrEqual(findingsAt(report, 'warning').length);
  const suppressed = check(readText('a.yaml', set("{ cdk8s-stateful.dev/ignore-ST01: 'why' }")), { today: TODAY });
  expect(findingsAt(suppressed, 'error').map(({ rule }) => rule.id)).not.toContain('ST01');
});
