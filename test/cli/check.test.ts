import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { file, folder, run } from './run';

const CASES = join(__dirname, '..', 'review', 'check', 'cases');
const WITH_ERROR = join(CASES, 'ST01.fail.yaml');

const LOSS = file('loss.yaml', readFileSync(WITH_ERROR, 'utf8'));
const CLEAN = file('clean.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { a: b }\n');

describe('the program ends with', () => {
  test.each([
    ['0 if there is nothing', [CLEAN], 0],
    ['2 for a finding', [WITH_ERROR, '--fail-on', 'error'], 2],
    ['3 for what the server refuses', [join(CASES, 'ST25.fail.yaml'), '--fail-on', 'error'], 3],
    ['3 for what loses data', [join(CASES, 'ST33.fail.yaml')], 3],
    ['2 for the same if the server takes it', [join(CASES, 'ST08.fail.yaml'), '--fail-on', 'error', '--kube-version', '1.33'], 2],
    ['3 where it does not', [join(CASES, 'ST08.fail.yaml'), '--fail-on', 'error', '--kube-version', '1.34'], 3],
    ['0 if the finding is suppressed', [
      WITH_ERROR, '--fail-on', 'error', '--suppressions',
      file('s.yaml', '- { rule: ST01, reason: made elsewhere }\n- { rule: ST89, reason: the image is built so }\n'),
    ], 0],
    ['1 for a file that does not exist', [join(folder, 'nope.yaml')], 1],
    ['1 for a file that is no manifest', [file('broken.yaml', 'a: [\n')], 1],
    ['1 for a wrong flag', [CLEAN, '--colour'], 1],
    ['1 for a wrong format', [CLEAN, '--output', 'html'], 1],
    ['1 without a path', [], 1],
    ['1 for a suppression without reason', [CLEAN, '--suppressions', file('r.yaml', '- { rule: ST01 }\n')], 1],
    ['0 for help', ['--help'], 0],
    ['1 for a rule that does not exist', [CLEAN, '--suppressions', file('n.yaml', '- { rule: ST999, reason: x }\n')], 1],
  ])('%s', (_, args, code) => {
    expect(run('check', ...args)).toMatchObject({ code });
  });
});

describe('mistakes in its own files are said in one line', () => {
  test.each([
    ['--suppressions', '- { rule: ST01 }', '[0].reason: got nothing, wanted a sentence that explains the suppression'],
    ['--suppressions', '- { rule: st1, reason: x }', "[0].rule: got 'st1', wanted the id of a rule, such as ST22"],
    ['--suppressions', '- { rule: ST01, reason: x, until: soon }', "[0].until: got 'soon', wanted a date, such as '2027-01-31'"],
    ['--suppressions', '- { rule: ST01, reason: x, until: 2027-02-31 }', '[0].until: got'],
    [
      '--suppressions', '- { rule: ST01, reason: x, objects: [zk] }',
      "[0].objects: got 'zk', wanted names such as 'StatefulSet/orders' or 'StatefulSet/*'",
    ],
    ['--suppressions', '- { rule: ST01, reason: x, why: y }', 'why: got \'y\', wanted one of the properties rule, objects, reason and until'],
    ['--suppressions', 'rule: ST01', 'got a map, wanted a list'],
    ['--profile', 'kubernetes: 1', "kubernetes: got 1, wanted a version in quotes, such as '1.34'"],
    ['--profile', 'zones: { a: two }', "zones.a: got 'two', wanted the number of its nodes"],
    ['--profile', 'storageClasses: [{ provisioner: x }]', 'storageClasses[0].name: got nothing, wanted the name of a StorageClass'],
    ['--profile', 'nodes: 3', 'nodes: got 3, wanted one of the properties kubernetes, zones and storageClasses'],
    ['--profile', 'a: [', 'is not valid YAML'],
    ['--baseline', 'findings: [x]', "findings[0]: got 'x', wanted a map"],
  ])('%s %s', (flag, text, message) => {
    const config = file('config.yaml', text);
    const { code, err, out } = run('check', CLEAN, flag, config);
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 });
    expect(err).toContain(`error: ${config}`);
    expect(err).toContain(message);
  });

  test('one that is not there', () => {
    expect(run('check', CLEAN, '--profile', join(folder, 'nope')).err).toContain('cannot be read (ENOENT)');
  });
});

test('a baseline takes out what was there, and nothing else', () => {
  const baseline = join(folder, 'baseline.json');
  expect(run('check', LOSS, '--write-baseline', baseline).code).not.toBe(0);
  expect(run('check', LOSS, '--baseline', baseline, '--fail-on', 'info')).toMatchObject({ code: 0, out: expect.stringMatching(/suppressed\n$/) });
  expect(run('check', WITH_ERROR, file('other.yaml', readFileSync(WITH_ERROR, 'utf8').replace(/zk/g, 'zoo')), '--baseline',
    baseline, '--fail-on', 'error').code).toBe(2);
});

test('a baseline does not hold what is suppressed until a day', () => {
  const baseline = join(folder, 'later.json');
  run('check', WITH_ERROR, '--suppressions',
    file('later.yaml', "- { rule: ST01, reason: made elsewhere, until: '2999-01-01' }"), '--write-baseline', baseline);
  expect(readFileSync(baseline, 'utf8')).not.toContain('"ST01"');
  expect(readFileSync(baseline, 'utf8')).toContain('"ST10"');
});

test('what is suppressed for nothing is a note', () => {
  expect(run('check', CLEAN, '--suppressions', file('stale.yaml', '- { rule: ST01, reason: x }\n')))
    .toMatchObject({ code: 0, err: `note: ${join(folder, 'stale.yaml')}: [0] suppresses ST01, which has no finding there\n` });
});

test('says its version, and what else was meant', () => {
  expect(run('--version'))
    .toMatchObject({ code: 0, out: `${JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version}\n` });
  expect(run('chekc', CLEAN)).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean check?') });
  expect(run('check', CLEAN, '--fail-on', 'never').err.trim().split('\n')).toHaveLength(2);
});

describe('output', () => {
  const broken = file('broken.yaml', 'a: [\n');
  const HOSTILE = file('hostile.yaml', readFileSync(WITH_ERROR, 'utf8').replace('serviceName: zk', 'serviceName: "z|`<b>\\n::error::\\e[31m&"'));

  test('the terminal format has 80 columns, and colors only if a terminal shows them', () => {
    const { out } = run('check', WITH_ERROR);
    expect(out).toContain(
      `${WITH_ERROR}:14:3\n  error  ST01 StatefulSet/zk in shop names the Service 'zk', which is not among\n    the manifests\n  why  `,
    );
    expect(out.split('\n').filter(line => line.length > 80 && !/https?:|\.yaml:/.test(line))).toEqual([]);
    expect(out).not.toContain('\u001b');
    expect(run('check', HOSTILE).out).not.toContain('\u001b');
  });

  test('in JSON fits the published schema', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'reference', 'check.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    for (const paths of [[WITH_ERROR], [CLEAN], [broken], [join(CASES, 'ST18.unknown.yaml')]]) {
      expect(validate(JSON.parse(run('check', ...paths, '--output', 'json').out)) || validate.errors).toBe(true);
    }
    expect(validate({ version: 1, objects: 0, findings: [{ rule: 'ST01' }], problems: [] })).toBe(false);
  });

  test('in SARIF names rules, places and fingerprints', () => {
    const { version, runs: [{ tool, results, invocations }] } = JSON.parse(run('check', WITH_ERROR, broken, '--output', 'sarif').out);
    expect(version).toBe('2.1.0');
    expect(tool.driver.rules.map((rule: any) => rule.id)).toContain('ST01');
    expect(results.find((result: any) => result.ruleId === 'ST01')).toMatchObject({
      kind: 'fail',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 14, startColumn: 3 } } }],
      partialFingerprints: { 'object/v1': expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] });
  });

  test('in Markdown is a table whose cells hold', () => {
    const { out } = run('check', HOSTILE, '--output', 'markdown');
    const rows = out.split('\n').filter(line => line.startsWith('| error'));
    expect(out.split('\n')[0]).toBe('<!-- cdk8s-stateful check -->');
    expect(rows.map(row => row.split('|').length)).toEqual(rows.map(() => 6));
    expect(out.replace(/^(`{3,})[^]*?^\1$/gm, '')).not.toContain('<b>');
  });

  test.each(['terminal', 'json', 'markdown'])('in %s has the corrected object, without its passwords, and nothing that is lived with', format => {
    const old = file('beta.yaml', readFileSync(WITH_ERROR, 'utf8').replace('apps/v1', 'apps/v1beta1')
      .replace(/( +)image: .*/, '$&\n$1env: [{ name: DB_PASSWORD, value: hunter2 }]'));
    const { out } = run('check', old, '--output', format);
    expect(out).toMatch(/"?clusterIP"?: "?None/);
    expect(out).toMatch(/"?name"?: "?zk-credentials/);
    const suppressions = file('all.yaml', ['ST01', 'ST36', 'ST81'].map(rule => `- { rule: ${rule}, reason: it is a museum }`).join('\n'));
    expect(run('check', old, '--suppressions', suppressions, '--output', format).out).not.toMatch(/zk-credentials|^ *"?clusterIP"?:/m);
    expect(out).not.toMatch(/hunter/);
  });

  test('for GitHub is one line a finding', () => {
    const { out } = run('check', HOSTILE, '--output', 'github');
    expect(out.trim().split('\n').filter(line => !/^::(error|warning|notice) file=[^:]*,line=\d+,col=\d+,title=[^:]*::/.test(line))).toEqual([]);
  });

  test('in JUnit counts', () => {
    const { out } = run('check', WITH_ERROR, broken, join(CASES, 'ST18.unknown.yaml'), '--output', 'junit');
    const [, tests, failures, errors, skipped] = /tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(out)!.map(Number);
    expect([tests, errors]).toEqual([failures + errors + skipped, 1]);
    expect(out).toContain('<failure type="error" message="names the Service &#39;zk&#39;');
    expect(run('check', CLEAN, '--output', 'junit').out).toContain('tests="1" failures="0"');
  });

  test('goes to files, several at once', () => {
    const [sarif, junit] = [join(folder, 'a.sarif'), join(folder, 'a.xml')];
    expect(run('check', CLEAN, '--output', `sarif=${sarif}`, '--output', `junit=${junit}`).out).toBe('');
    expect(JSON.parse(readFileSync(sarif, 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuites>');
  });
});
