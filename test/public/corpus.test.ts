import { Line, Results, addChart, emptyResults, judgementsOf, sampleOf, sheetOf, tableOf } from './corpus';

/* The releases are fakes: the script that renders charts needs git and helm. */
function release(version: string, selector: string): { version: string; text: string } {
  return {
    version,
    text: `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: app }
spec:
  serviceName: db
  selector: { matchLabels: { app: ${selector} } }
  template:
    metadata: { labels: { app: ${selector} } }
    spec:
      containers:
        - name: db
          image: postgres:17.6
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
  };
}

function resultsOf(...releases: { version: string; text: string }[]): Results {
  const results = emptyResults();
  addChart(results, { chart: 'owner+charts/db', releases }, 34);
  return results;
}

describe('results of a chart', () => {
  test('are findings of each release and consequences of each pair', () => {
    const results = resultsOf(release('1.0.0', 'db'), release('1.1.0', 'db'), release('2.0.0', 'other'));
    expect([results.charts, results.renders, results.pairs]).toEqual([1, 3, 2]);
    expect(results.findings.filter(({ rule }) => rule === 'ST10').map(line => line.release)).toEqual(['1.0.0', '1.1.0', '2.0.0']);
    expect(results.consequences.filter(({ grade }) => grade === 'refused').map(line => line.release)).toEqual(['1.1.0..2.0.0']);
    expect(tableOf(results)).toMatch(/^charts 1\nrenders 3\npairs 2\ndocuments that cannot be read 0\ncrashes 0\n/);
    expect(tableOf(results)).toContain('\n     3 ST10 loses-data\n');
    expect(tableOf(results)).toMatch(/\nconsequences \d+\n(.*\n)* {5}1 refused\n/);
  });

  test('keep a document that cannot be read apart from the others', () => {
    const { text, version } = release('1.0.0', 'db');
    const results = resultsOf({ version, text: `${text}---\nkind: [\n` });
    expect(results.problems).toEqual([expect.stringMatching(/^owner\+charts\/db 1\.0\.0:\d+ /)]);
    expect(results.findings.length).toBeGreaterThan(0);
  });
});

const lines = Array.from({ length: 40 }, (_, i): Line =>
  ({ chart: `owner+charts/c${i}`, release: '1', rule: 'ST19', grade: 'warning', object: 'StatefulSet/db', path: 'spec', message: `line ${i}` }));

describe('the sample', () => {
  test('depends on the seed only', () => {
    expect(sampleOf(lines, 'a', 5)).toEqual(sampleOf([...lines].reverse(), 'a', 5));
    expect(sampleOf(lines, 'a', 5)).not.toEqual(sampleOf(lines, 'b', 5));
  });

  test('keeps the other lines when one is gone', () => {
    const [gone, ...left] = sampleOf(lines, 'a', 5);
    expect(sampleOf(lines.filter(line => line !== gone), 'a', 5).slice(0, 4)).toEqual(left);
  });

  test('has a finding of several releases once', () => {
    expect(sampleOf([...lines, ...lines.map(line => ({ ...line, release: '2' }))], 'a', 100)).toHaveLength(40);
  });
});

describe('the sheet', () => {
  test('keeps the judgements of lines that are still there', () => {
    const judged = sheetOf(lines.slice(0, 3)).replace(/^/, 'useful').replace(/\n(?=.*line 1)/, '\nfalse');
    const later = sheetOf(lines.slice(1, 4), judged);
    expect(judgementsOf(judged)).toBe('false 1, not judged 1, useful 1');
    expect(judgementsOf(later)).toBe('false 1, not judged 2');
  });

  test('has one line for each finding, whatever the message contains', () => {
    expect(sheetOf([{ ...lines[0], message: 'two\nlines\tand a tab' }])).toBe('\tST19\twarning\towner+charts/c0\t1\tStatefulSet/db\tspec\ttwo lines and a tab\n');
  });
});
