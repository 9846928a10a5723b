import { check, findingsAt, shownFindings } from '../../../src/review/check/check';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';

const TODAY = '2026-11-23';
const set = (annotations = '{}') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: zk, namespace: shop, annotations: ${annotations} }
spec:
  serviceName: zk
  selector: { matchLabels: { app: zk } }
  template: { metadata: { labels: { app: zk } }, spec: { containers: [{ name: zk, image: registry.example.com/zk:1.0.0 }] } }
`;
const st01 = (text: string, options = {}) =>
  check(readText('a.yaml', text), { today: TODAY, ...options }).findings.filter(({ rule }) => rule.id === 'ST01');

test('a finding has a place, an object and a fingerprint that does not move with the line', () => {
  const [finding] = st01(set());
  expect(finding).toMatchObject({
    file: 'a.yaml',
    line: 5,
    column: 3,
    object: 'StatefulSet/zk',
    namespace: 'shop',
    path: 'spec.serviceName',
    isUnknown: false,
    suppressed: undefined,
  });
  const [moved] = st01(`# a comment\n\n---\n${set()}`);
  expect([moved.line, moved.fingerprint]).toEqual([8, finding.fingerprint]);
  const [other] = st01(set().replace('namespace: shop', 'namespace: bar'));
  expect(other.fingerprint).not.toBe(finding.fingerprint);
});

test('the worst comes first, what nobody knows last', () => {
  const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: c }\n'
    + 'spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }\n';
  const { findings } = check(readText('a.yaml', `${claim}---\n${set()}`), { today: TODAY });
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

test('an annotation without reason, for no rule, or until no day, is a problem with its line, for check and for diff', () => {
  const ignored = (...rules: string[]) => `{ ${rules.map(rule => `cdk8s-stateful.dev/ignore-${rule}`).join(', ')} }`;
  const manifests = readText('a.yaml',
    set(ignored("ST01: ' '", 'ST999: why', "UP35: ''", 'UP30: why', "ST02: '(until 2027-01-31)'", 'ST03: why (until May)',
      'ST04: why (until 2027-02-31)', "ST05: 'for a while (see #3)'")));
  const said = [
    '3 StatefulSet/zk suppresses ST01 without a reason: set the reason as the value of the annotation',
    "3 StatefulSet/zk suppresses the unknown rule 'ST999'",
    '3 StatefulSet/zk suppresses UP35 without a reason: set the reason as the value of the annotation',
    '3 StatefulSet/zk suppresses ST02 without a reason: set the reason as the value of the annotation',
    "3 StatefulSet/zk suppresses ST03 until 'May', wanted a date, such as '2027-01-31'",
    "3 StatefulSet/zk suppresses ST04 until '2027-02-31', wanted a date, such as '2027-01-31'",
  ];
  expect(check(manifests, { today: TODAY }).problems.map(({ line, message }) => `${line} ${message}`)).toEqual(said);
  expect(diff(readText('b.yaml', set()), manifests, { today: TODAY }).problems.map(({ line, message }) => `${line} ${message}`)).toEqual(said);
  expect(diff(manifests, readText('b.yaml', set()), { today: TODAY }).problems).toEqual([]);
});

test('a finding says that a suppression of it has expired', () => {
  const message = "names the Service 'zk', which is not among the manifests (suppressed until 2026-11-22: made elsewhere)";
  expect(st01(set("{ cdk8s-stateful.dev/ignore-ST01: 'made elsewhere (until 2026-11-22)' }"))[0]).toMatchObject({ message, suppressed: undefined });
  expect(st01(set(), { suppressions: [{ rule: 'ST01', reason: 'made elsewhere', until: '2026-11-22' }] })[0]).toMatchObject({
    message, suppressed: undefined,
  });
});

test('suppressions that are for nothing are named', () => {
  const annotations = '{ cdk8s-stateful.dev/ignore-ST01: why, cdk8s-stateful.dev/ignore-ST62: why, cdk8s-stateful.dev/ignore-UP35: why }';
  const suppressions = ['ST62', 'ST01', 'UP01'].map((rule, i) => ({ rule, reason: 'why', origin: `s.yaml: [${i}]` }));
  const { unused, findings } = check(readText('a.yaml', set(annotations)), {
    today: TODAY, suppressions: [...suppressions, { rule: 'ST62', reason: 'why', objects: ['Deployment/*'] }], baseline: ['0'],
  });
  expect(unused).toEqual([
    'a.yaml:1: StatefulSet/zk suppresses ST62, which has no finding there',
    's.yaml: [0] suppresses ST62, which has no finding there',
    'the baseline has 1 finding that no longer exists: write it again',
  ]);
  expect(check(readText('a.yaml', set()), { today: TODAY, baseline: findings.map(({ fingerprint }) => fingerprint) }).unused).toEqual([]);
});

test('what counts is as bad as asked for, certain and not suppressed', () => {
  const report = check(readText('a.yaml', set()), { today: TODAY });
  expect(findingsAt(report, 'error').map(({ rule }) => rule.severity).filter(severity => severity !== 'error')).toEqual([]);
  expect(findingsAt(report, 'error').map(({ rule }) => rule.id)).toContain('ST01');
  expect(findingsAt(report, 'info').length).toBeGreaterThanOrEqual(findingsAt(report, 'warning').length);
  const suppressed = check(readText('a.yaml', set("{ cdk8s-stateful.dev/ignore-ST01: 'why' }")), { today: TODAY });
  expect(findingsAt(suppressed, 'error').map(({ rule }) => rule.id)).not.toContain('ST01');
});

describe('a short grace period', () => {
  const redis = (image: string, args = '[]', extra = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: kv, namespace: shop }
spec:
  serviceName: kv
  selector: { matchLabels: { app: kv } }
  template: { metadata: { labels: { app: kv } }, spec: { containers: [{ name: kv, image: "${image}", args: ${args}, volumeMounts: [{ name: data, mountPath: /data }${extra}] }] } }
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } } }]
`;
  test.each([
    ['loses the writes since the last snapshot', redis('redis:7.2.5'), 'loses-data'],
    ['of an engine with a log is unavailability', redis('redis:7.2.5', '[--appendonly, "yes"]'), 'availability'],
    [
      'of an image whose log is on is unavailability',
      redis('bitnamilegacy/redis:7.2.5', '[]', ', { name: data, mountPath: /bitnami/redis/data, subPath: d }'), 'availability',
    ],
    [
      'of an engine that always has a log is unavailability',
      redis('postgres:17.2', '[]', ', { name: data, mountPath: /var/lib/postgresql/data, subPath: d }'), 'availability',
    ],
  ])('%s', (_, text, expected) => {
    expect(check(readText('a.yaml', text), { today: TODAY }).findings.filter(({ rule }) => rule.id === 'ST48').map(({ severity }) => severity))
      .toEqual([expected]);
  });
});

test('people see what is unknown if they ask, if the cluster is described, or if it decides about the data', () => {
  const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: c }\nspec: { accessModes: [ReadWriteOnce], '
    + 'storageClassName: fast, resources: { requests: { storage: 1Gi } } }\n';
  const shown = (text: string, options = {}) =>
    shownFindings(check(readText('a.yaml', text), { today: TODAY, ...options })).filter(({ isUnknown }) => isUnknown).map(({ rule }) => rule.id);
  expect(shown(claim)).toEqual([]);
  expect(shown(claim, { showsUnknown: true })).toContain('ST22');
  expect(shown(claim, { profile: { storageClasses: [] } })).toContain('ST22');
  const own = set().replace('registry.example.com/zk:1.0.0',
    'registry.example.com/team/postgres:1.0.0, volumeMounts: [{ name: data, mountPath: /data }]');
  const withClaim = `${own}  volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], `
    + 'resources: { requests: { storage: 1Gi } } } }]\n';
  expect(shown(withClaim)).toEqual(['ST10']);
});

test.each<[string, string, boolean]>([
  ['ConfigMap', `data: {a: "${'x'.repeat(2 ** 20)}"}`, false],
  ['ConfigMap', `data: {a: "${'x'.repeat(2 ** 20 + 1)}"}`, true],
  ['ConfigMap', `data: {a: x}\nbinaryData: {b: "${Buffer.alloc(2 ** 20).toString('base64')}"}`, true],
  ['Secret', `data: {a: "${Buffer.alloc(2 ** 20).toString('base64')}"}\nstringData: {a: x}`, false],
  ['Secret', `stringData: {a: "${'é'.repeat(2 ** 19 + 1)}"}`, true],
])('a %s holds at most 1 MiB', (kind, data, isRefused) => {
  const { findings } = check(readText('x.yaml', `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a }\n${data}\n`), { today: '2026-11-23' });
  expect(findings.some(({ rule, isRefused: refused }) => rule.id === 'ST92' && refused)).toBe(isRefused);
});
