import { JUDGES, Verdict, Verdicts, workloadsOf } from './judges';
import { Suppression, patternsOf, readSuppressions, suppresses } from './suppressions';
import { exampleNames } from '../../scripts/examples';
import { record } from '../results';

const NAMES = Object.keys(JUDGES);
const KEYS = ['judge', 'check', 'message', 'objects', 'reason'];
const suppressions = readSuppressions();
const verdicts = new Map<string, Verdicts>();

describe.each(NAMES)('%s', judge => {
  test.each(exampleNames())('finds nothing in %s but what is suppressed', example => {
    const { judged, findings } = verdictsOf(judge).get(example)!;
    expect(workloadsOf(example).filter(workload => !judged.includes(workload))).toEqual([]);
    expect(findings.filter(f => !suppressions.some(s => suppresses(s, f))).map(f => `${f.object}: ${f.check}: ${f.message}`)).toEqual([]);
  });
});

describe('every suppression', () => {
  test('has a reason, and no key that means nothing', () => {
    expect(suppressions.filter(s => typeof s.reason !== 'string' || s.reason.trim() === '')).toEqual([]);
    expect(suppressions.filter(s => Object.keys(s).some(key => !KEYS.includes(key)))).toEqual([]);
  });

  test('matches a finding, with each of its patterns', () => {
    const findings = NAMES.flatMap(judge => verdictsIn(judge).flatMap(v => v.findings));
    const stale = (s: Suppression) => !findings.some(f => suppresses(s, f));
    expect(suppressions.flatMap(patternsOf).filter(stale)).toEqual([]);
  });
});

afterAll(() => {
  const rows = NAMES.filter(judge => verdicts.has(judge)).map(judge => {
    const findings = verdictsIn(judge).flatMap(v => v.findings);
    const suppressed = findings.filter(f => suppressions.some(s => suppresses(s, f))).length;
    return {
      judge,
      'objects': verdictsIn(judge).reduce((sum, v) => sum + new Set(v.judged).size, 0),
      'checks': verdictsIn(judge).reduce((sum, v) => sum + v.checks, 0),
      'findings': findings.length,
      'suppressed with a reason': suppressed,
      'left': findings.length - suppressed,
    };
  });
  record('judges', rows);
  process.stdout.write(rows.map(row => `judge: ${Object.entries(row).map(([column, value]) => `${column} ${value}`).join(', ')}\n`).join(''));
});

/** A judge runs once; one that throws has no verdict, and every test that asks for it fails. */
function verdictsOf(judge: string): Verdicts {
  if (!verdicts.has(judge)) {
    verdicts.set(judge, JUDGES[judge]());
  }
  return verdicts.get(judge)!;
}

function verdictsIn(judge: string): Verdict[] {
  return [...verdictsOf(judge).values()];
}
