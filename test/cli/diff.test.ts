import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { file, folder, run } from './run';

const OLD_TEXT = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders, namespace: shop }
spec:
  serviceName: orders
  replicas: 3
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: db
          image: postgres:17.2
          env: [{ name: POSTGRES_PASSWORD, value: hunter2 }]
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data, subPath: pg }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: Secret
metadata: { name: orders, namespace: shop }
stringData: { password: swordfish }
`;
const OLD = file('old.yaml', OLD_TEXT);
const changed = (name: string, ...replacements: [string, string][]) =>
  file(name, replacements.reduce((text, [from, to]) => text.split(from).join(to), OLD_TEXT));

const SAME = changed('same.yaml', ['10Gi', '10240Mi'], ['replicas: 3', 'replicas: 3\n  podManagementPolicy: OrderedReady']);
const RESTART = changed('restart.yaml', ['17.2', '17.3'], ['hunter2', 'hunter3'], ['swordfish', 'barracuda']);
const REFUSED = changed('refused.yaml', ['10Gi', '20Gi']);
const LOSS = changed('loss.yaml', ['subPath: pg', 'subPath: data']);
const RENAMED = changed('renamed.yaml', ['StatefulSet\nmetadata: { name: orders', 'StatefulSet\nmetadata: { name: orders-db']);
const HOSTILE = changed('hostile.yaml', ['serviceName: orders', 'serviceName: "z|`<b>\\n::error::\\e[31m&"']);
const classWith = (name: string, reclaimPolicy: string) =>
  file(name,
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: ebs.csi.aws.com\nreclaimPolicy: ${reclaimPolicy}\n`);
const [ARMED, ARMED_NOW] = [classWith('retain.yaml', 'Retain'), classWith('delete.yaml', 'Delete')];
const BROKEN = file('broken.yaml', 'a: [\n');

describe('the program ends with', () => {
  test.each([
    ['0 if nothing differs in meaning', [OLD, SAME], 0],
    ['0 for a restart', [OLD, RESTART], 0],
    ['2 for a restart that somebody wants to see', [OLD, RESTART, '--fail-on', 'restart'], 2],
    ['2 for any difference with --fail-on safe', [OLD, changed('password.yaml', ['swordfish', 'barracuda']), '--fail-on', 'safe'], 2],
    ['0 for what means the same, also then', [OLD, SAME, '--fail-on', 'safe'], 0],
    ['2 for an outage', [OLD, changed('outage.yaml', ['replicas: 3', 'replicas: 0'])], 2],
    ['0 for an outage that is not asked for', [OLD, join(folder, 'outage.yaml'), '--fail-on', 'refused'], 0],
    ['3 for what the server refuses', [OLD, REFUSED], 3],
    ['3 for what loses data', [OLD, LOSS, '--fail-on', 'loses-data'], 3],
    ['3 for what the server refuses beside what arms data loss', [ARMED, ARMED_NOW], 3],
    [
      '2 if the refusal is suppressed',
      [ARMED, ARMED_NOW, '--suppressions', file('class.yaml', '- { rule: UP20, reason: the class is made again by hand }\n')],
      2,
    ],
    [
      '0 for a suppressed change',
      [OLD, LOSS, '--suppressions', file('live.yaml', '- { rule: UP05, objects: [StatefulSet/orders], reason: it is empty yet }\n')],
      0,
    ],
    [
      '3 when that has expired',
      [OLD, LOSS, '--suppressions', file('late.yaml', "- { rule: UP05, reason: it is empty yet, until: '2020-01-01' }\n")], 3,
    ],
    ['1 for a file that does not exist', [OLD, join(folder, 'nope.yaml')], 1],
    ['1 for a file that is no manifest', [OLD, BROKEN], 1],
    ['1 for one side', [OLD], 1],
    ['1 for two sides in one', ['-', '-'], 1],
    ['1 for a wrong version', [OLD, SAME, '--kube-version', 'latest'], 1],
    ['1 for a wrong patch release', [OLD, SAME, '--kube-version', '1.35.x'], 1],
    ['0 for a patch release', [OLD, SAME, '--kube-version', '1.35.4'], 0],
    ['1 for a wrong verdict', [OLD, SAME, '--fail-on', 'bad'], 1],
    [
      '1 for a moved object that does not exist',
      [OLD, RENAMED, '--moved', file('wrong.yaml', 'moved: [{ from: StatefulSet/nope, to: StatefulSet/orders-db }]')], 1,
    ],
    ['0 for help', ['--help'], 0],
  ])('%s', (_, args, code) => {
    expect(run('diff', ...args)).toMatchObject({ code });
  });
});

test('rules are those of the version of the server', () => {
  const changedLimit = changed('limit.yaml', ['replicas: 3', 'replicas: 3\n  revisionHistoryLimit: 3']);
  expect(run('diff', OLD, changedLimit, '--kube-version', '1.32').code).toBe(3);
  expect(run('diff', OLD, changedLimit, '--kube-version', '1.33').code).toBe(0);
  expect(run('diff', OLD, changedLimit, '--profile', file('profile.yaml', "kubernetes: '1.34'")).code).toBe(0);
  expect(run('diff', OLD, changedLimit, '--kube-version', '1.35.4').out).toContain('for Kubernetes 1.35.4');
});

describe('mistakes in what is moved are said in one line', () => {
  test.each([
    [
      'moved: [{ from: orders, to: StatefulSet/b }]',
      "moved[0].from: got 'orders', wanted a kind and a name, such as 'StatefulSet/orders', or 'shop/StatefulSet/orders' with its namespace",
    ],
    ['moved: [{ from: StatefulSet/a, to: StatefulSet/b, why: c }]', "why: got 'c', wanted one of the properties from and to"],
    ['- StatefulSet/a', 'got a list, wanted a map'],
    ['moves: []', 'moves: got a list, wanted one of the properties moved'],
  ])('%s', (text, message) => {
    const { code, err, out } = run('diff', OLD, RENAMED, '--moved', file('moved.yaml', text));
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 });
    expect(err).toContain(message);
  });
});

describe('git', () => {
  const repository = join(folder, 'repository');
  const git = (...args: string[]) => execFileSync('git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: repository, stdio: 'pipe' });
  const here = process.cwd();

  beforeAll(() => {
    mkdirSync(join(repository, 'dist', 'more'), { recursive: true });
    git('init', '--initial-branch=main', '.');
    writeFileSync(join(repository, 'dist', 'a.yaml'), OLD_TEXT);
    writeFileSync(join(repository, 'dist', 'more', 'é b.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: ü }\n');
    writeFileSync(join(repository, 'README.md'), '# No manifest\n');
    git('add', '.');
    git('commit', '-m', 'one');
    writeFileSync(join(repository, 'dist', 'a.yaml'), readFileSync(LOSS));
    git('commit', '-am', 'two');
    process.chdir(repository);
  });
  afterAll(() => process.chdir(here));

  test.each([
    ['two revisions with paths', ['HEAD~1:dist', 'main:dist'], 3],
    ['a revision against a folder', ['HEAD~1', 'dist'], 3],
    ['a file', ['HEAD~1:dist/a.yaml', 'dist/a.yaml'], 3],
    ['the same', ['main', 'dist'], 0],
    ['two revisions without paths', ['HEAD~1', 'main'], 3],
    ['a revision that does not exist', ['nope:dist', 'dist'], 1],
    ['a path that does not exist', ['main:nope', 'dist'], 1],
    ['what looks like an option of git', ['--', '--output=x', 'dist'], 1],
  ])('%s', (_, args, code) => {
    expect(run('diff', ...args)).toMatchObject({ code });
  });

  test('in a folder of the repository, paths are those of the folder', () => {
    process.chdir(join(repository, 'dist'));
    expect(JSON.parse(run('diff', 'HEAD~1', '.', '--output', 'json').out)).toMatchObject({
      objects: 3, diffs: [{ object: 'StatefulSet/orders', file: 'a.yaml' }],
    });
    process.chdir(repository);
  });

  test('every file is read, with its name', () => {
    const { out, code } = run('diff', 'main:dist/a.yaml', 'main:dist', '--output', 'json');
    expect({ code, diffs: JSON.parse(out).diffs.map(({ fate, file: name }: any) => [fate, name]) }).toEqual({
      code: 0, diffs: [['added', 'dist/more/é b.yaml']],
    });
  });

  test('links are followed in both, and folders that nobody looks into are in neither', () => {
    mkdirSync(join(repository, 'links', 'node_modules'), { recursive: true });
    mkdirSync(join(repository, 'links', '.cache'));
    writeFileSync(join(repository, 'links', 'node_modules', 'a.yaml'), 'a: [');
    writeFileSync(join(repository, 'links', '.cache', 'a.yaml'), 'a: [');
    writeFileSync(join(repository, 'links', 'windows.yaml'),
      Buffer.from('\uFEFFapiVersion: v1\nkind: ConfigMap\nmetadata: { name: w }\n', 'utf16le'));
    symlinkSync(join('..', 'dist', 'a.yaml'), join(repository, 'links', 'a.yaml'));
    git('add', '-f', 'links');
    git('commit', '-m', 'links');
    expect(run('diff', 'main:links', 'links')).toMatchObject({
      code: 0, out: expect.stringContaining('3 objects for Kubernetes 1.31, nothing changed\n'),
    });
    symlinkSync('nowhere', join(repository, 'links', 'gone.yaml'));
    symlinkSync('gone2.yaml', join(repository, 'links', 'gone2.yaml'));
    git('add', '-f', 'links');
    git('commit', '-m', 'gone');
    expect(JSON.parse(run('diff', 'main:links', 'dist', '--output', 'json').out).problems.map(({ file: at, message }: any) => `${at} ${message}`))
      .toEqual([
        'links/gone.yaml is a symbolic link to a file that the revision does not have',
        'links/gone2.yaml is a symbolic link to a file that the revision does not have',
      ]);
  });

  test('it says why there is no revision', () => {
    const said = (side: string) => JSON.parse(run('diff', side, 'dist', '--output', 'json').out).problems[0].message;
    expect(said('nope:dist')).toBe('is neither a file, a folder nor a git revision: git knows no revision of that name');
    expect(said('main:nope')).toContain("'nope', relative to the current folder, has no file");
    git('clone', '--depth', '1', `file://${repository}`, join(folder, 'shallow'));
    process.chdir(join(folder, 'shallow'));
    expect(said('HEAD~1:dist')).toContain('this clone is shallow');
    mkdirSync(join(folder, 'plain', 'dist'), { recursive: true });
    process.chdir(join(folder, 'plain'));
    expect(said('HEAD:dist')).toContain('not a git repository');
    process.chdir(repository);
  });
});

describe('output', () => {
  test('the terminal format has 80 columns, and colors only if a terminal shows them', () => {
    const { out } = run('diff', OLD, LOSS);
    expect(out).toContain(`${LOSS}:1:1\n  loses-data  StatefulSet/orders in shop changed\n`);
    expect(out).toContain(
      '  spec.template.spec.containers[db].volumeMounts[/var/lib/postgresql/data].subPath\n    loses-data\n    - pg\n    + data\n',
    );
    expect(out.split('\n').filter(line => line.length > 80 && line.trim().includes(' ') && !/https?:|^ {6}/.test(line))).toEqual([]);
    expect(out).not.toContain('\u001b');
    expect(run('diff', OLD, HOSTILE).out).not.toContain('\u001b');
  });

  test.each(['terminal', 'json', 'markdown', 'sarif', 'junit', 'github'])('in %s tells no secret', format => {
    const { out } = run('diff', OLD, RESTART, '--output', format);
    expect(out).toMatch(format === 'github' ? /restarts orders-2/ : /17\.3|restarts orders-2/);
    expect(out).not.toMatch(/hunter|swordfish|barracuda|c3dvcmRmaXNo|YmFycmFjdWRh/);
  });

  test('in JSON fits the published schema', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'reference', 'diff.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    for (const new_ of [SAME, RESTART, REFUSED, LOSS, RENAMED, HOSTILE, BROKEN]) {
      expect(validate(JSON.parse(run('diff', OLD, new_, '--output', 'json').out)) || validate.errors).toBe(true);
    }
    expect(validate({ version: 1, kubernetes: '1.34', objects: 0, diffs: [{ verdict: 'bad' }], problems: [] })).toBe(false);
  });

  test.each(['terminal', 'json', 'markdown', 'sarif', 'junit', 'github'])('in %s says what of a folder was not compared', format => {
    const [before, after] = ['before', 'after'].map(name => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'values.yaml'), 'replicas: 3\n');
      writeFileSync(join(folder, name, 'db.yaml'), readFileSync(OLD));
      return join(folder, name);
    });
    const said = run('diff', before, after, '--output', format);
    [before, after].forEach(path => rmSync(path, { recursive: true }));
    expect(said).toMatchObject({
      code: 0,
      out: expect.stringMatching(/values.yaml[^]*contains no\s+Kubernetes\s+object|contains no Kubernetes object[^]*values.yaml/),
    });
  });

  test('in SARIF names rules, places and what is lived with', () => {
    const { runs: [{ tool, results, invocations }] } =
      JSON.parse(run('diff', OLD, LOSS, '--suppressions', join(folder, 'live.yaml'), '--output', 'sarif').out);
    expect(tool.driver.rules.map((rule: any) => rule.id)).toContain('UP05');
    expect(results.find((result: any) => result.ruleId === 'UP05')).toMatchObject({
      kind: 'fail',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 12, startColumn: 11 } } }],
      suppressions: [{ justification: 'it is empty yet' }],
    });
    expect(invocations[0].executionSuccessful).toBe(true);
  });

  test('in Markdown is a table whose cells hold, and runbooks below', () => {
    const { out } = run('diff', OLD, HOSTILE, '--output', 'markdown');
    const rows = out.split('\n').filter(line => line.startsWith('| '));
    expect(out.split('\n')[0]).toBe('<!-- cdk8s-stateful diff -->');
    expect(rows.map(row => row.split('|').length)).toEqual(rows.map(() => 5));
    expect(out).not.toContain('<b>');
    expect(out).toContain('<details><summary>StatefulSet/orders: Recreate the StatefulSet and keep its pods</summary>');
    expect(out).toContain('```sh\nkubectl -n shop delete statefulset orders --cascade=orphan\n```');
  });

  test.each(['terminal', 'json', 'markdown'])('in %s has the object in the version of its API that servers have, without its passwords', format => {
    const old = changed('gone.yaml', ['apps/v1', 'apps/v1beta2'], ['  selector: { matchLabels: { app: orders } }\n', '']);
    const { out, code } = run('diff', OLD, old, '--output', format);
    expect(code).toBe(3);
    expect(out).toMatch(
      format === 'json' ? /"replacement": \{\s+"apiVersion": "apps\/v1"/ : /apiVersion: apps\/v1\n +kind|apiVersion: apps\/v1\nkind/,
    );
    expect(out).toMatch(/matchLabels"?: *\{?\n? +"?app"?: "?orders/);
    expect(out).not.toMatch(/hunter/);
  });

  test('for GitHub is one line each', () => {
    const { out } = run('diff', OLD, HOSTILE, '--output', 'github');
    expect(out.trim().split('\n').filter(line => !/^::(error|warning|notice) file=[^:]*,line=\d+,col=\d+,title=[^:]*::/.test(line))).toEqual([]);
  });

  test('of a side without objects is one problem, and nothing is compared', () => {
    const none = join(folder, 'none.yaml');
    writeFileSync(none, '# nothing\n');
    for (const sides of [[OLD, none], [none, OLD], [OLD, join(folder, 'nowhere.yaml')]]) {
      const { code, out } = run('diff', ...sides, '--output', 'json');
      const { diffs, problems } = JSON.parse(out);
      expect([code, diffs, problems.length]).toEqual([1, [], 1]);
    }
    expect(run('diff', OLD, none).out).toContain('contains no Kubernetes object: nothing was compared');
  });

  test('in JUnit counts', () => {
    const counts = (...args: string[]) =>
      /tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(run('diff', ...args, '--output', 'junit').out)!.slice(1).map(Number);
    expect(counts(OLD, REFUSED)).toEqual([1, 1, 0]);
    expect(counts(OLD, RESTART)).toEqual([2, 0, 0]);
    expect(counts(OLD, SAME)).toEqual([1, 0, 0]);
    expect(counts(OLD, BROKEN)[2]).toBe(1);
  });

  test('goes to files, several at once', () => {
    const [sarif, junit] = [join(folder, 'd.sarif'), join(folder, 'd.xml')];
    expect(run('diff', OLD, LOSS, '--output', `sarif=${sarif}`, '--output', `junit=${junit}`).out).toBe('');
    expect(JSON.parse(readFileSync(sarif, 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuites>');
  });
});

test('commands are for names only that a shell has no use for', () => {
  const { out, code } = run('diff', OLD, changed('shell.yaml', ['10Gi', '20Gi'], ['name: data', 'name: "data$(reboot)"']));
  expect(code).toBe(3);
  expect(out).not.toContain('runbook');
});
