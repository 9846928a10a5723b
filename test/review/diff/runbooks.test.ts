import { execFileSync } from 'child_process';
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { diff } from '../../../src/review/diff/diff';
import { Runbook } from '../../../src/review/diff/runbooks/runbook';
import { readText } from '../../../src/review/manifests/read';
import { claim, ledgerDeployment, ledgerSet } from '../../e2e/changes/ledgers';
import { LOSING_CHANGES } from '../../e2e/changes/losing-changes';

/* What every runbook has, and where one went wrong or would. Those that keep data are executed in test/e2e/changes. */

type Manifest = any;
const read = (file: string, list: object[]) => readText(file, list.map(object => JSON.stringify(object)).join('\n---\n'));
const consequences = (old: Manifest[], new_: Manifest[], file = 'new.yaml') =>
  diff(read('old.yaml', old), read(file, new_), { minor: 34 }).diffs.flatMap(found => found.consequences);
const runbookOf = (rule: string, old: Manifest[], new_: Manifest[], file?: string) =>
  consequences(old, new_, file).find(found => found.rule.id === rule && found.runbook)?.runbook;
const commandsOf = (runbook: Runbook | undefined) => (runbook?.steps ?? []).map(({ command }) => command ?? '').join('\n');

const FOLDER = join(__dirname, 'cases');
const CASES = readdirSync(FOLDER).map(file => readFileSync(join(FOLDER, file), 'utf8').split(/^# --- new$/m));
const ALL = [
  ...CASES.flatMap(([old, new_]) =>
    diff(readText('old.yaml', old), readText('new.yaml', new_), { minor: 34 }).diffs.flatMap(found => found.consequences)),
  ...LOSING_CHANGES.flatMap(({ objects }) => consequences(objects('shop', 'office').old, objects('shop', 'office').new)),
].flatMap(({ rule, runbook }) => runbook ? [{ rule, runbook }] : []);
const RUNBOOKS = [...new Map(ALL.map(({ rule, runbook }) => [`${rule.id}: ${runbook.title}`, runbook])).entries()];

test.each(RUNBOOKS)('%s: it begins and ends with a check, and is sentences and commands for a shell', (_, { steps }) => {
  const kinds = steps.map(({ kind }) => kind);
  expect([kinds[0], kinds[kinds.length - 1]]).toEqual(['check', 'check']);
  for (const { text, command } of steps) {
    expect(text).toMatch(/^[A-Z`].*\.$/s);
    execFileSync('sh', ['-n'], { input: command ?? '' });
  }
});

test.each(
  RUNBOOKS.filter(([, { steps }]) => steps.some(({ text }) => text.includes('downtime begins'))),
)('%s: it says how to roll back', (_, { steps }) => {
  expect(steps.map(({ text }) => text).join('\n')).toMatch(/roll back|rollback/i);
});

test.each(
  RUNBOOKS.filter(([, { steps }]) => steps.some(({ command }) => /--for=delete|--cascade=foreground/.test(command ?? ''))),
)('%s: a step that waits for pods warns of --force', (_, { steps }) => {
  for (const { text } of steps.filter(({ command }) => /--for=delete|--cascade=foreground/.test(command ?? ''))) {
    expect(text).toMatch(/shut the machine down.*out-of-service.*--force.*does not stop the process/s);
  }
});

const set = (props: object) => ledgerSet({ namespace: 'shop', ...props });
const onDelete = { updateStrategy: { type: 'OnDelete' } };

test('pods of a set with OnDelete are waited for in another way: rollout status refuses it', () => {
  const runbook = runbookOf('UP20', set({ spec: onDelete }), set({ spec: { ...onDelete, podManagementPolicy: 'Parallel' } }));
  expect(commandsOf(runbook)).not.toContain('rollout');
  expect(commandsOf(runbook)).toContain("--for=jsonpath='{.status.readyReplicas}'=2");
});

test('a DaemonSet cannot be scaled: it is deleted', () => {
  const daemons = (claimName: string) => {
    const [{ spec: { template } }] = ledgerDeployment('shop', claimName).slice(1);
    return [claim('shop', claimName), {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'ledger', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'ledger' } }, template },
    }];
  };
  const commands = commandsOf(runbookOf('UP02', daemons('a'), daemons('b')));
  expect(commands).toContain('kubectl -n shop delete daemonset/ledger --cascade=foreground');
  expect(commands).not.toContain('kubectl -n shop scale');
});

test('every template keeps its own size and mode, and claims have the labels that the controller writes', () => {
  const commands = commandsOf(runbookOf('UP01', set({ log: 'log' }), set({ log: 'log', name: 'books' })));
  expect(commands)
    .toMatch(
      /for names in data-ledger-0:data-books-0 data-ledger-1:data-books-1; do[^]*"storage":"1Gi"[^]*for names in log-ledger-0:log-books-0 log-ledger-1:log-books-1; do[^]*"storage":"512Mi"/,
    );
  expect(commands).toContain('"metadata":{"labels":{"app":"ledger"},"name":"@to@"}');
});

test('members that count from another number are found', () => {
  const commands = commandsOf(runbookOf('UP01', set({ spec: { ordinals: { start: 3 } } }), set({ name: 'books', spec: { ordinals: { start: 5 } } })));
  expect(commands).toContain('for names in data-ledger-3:data-books-5 data-ledger-4:data-books-6; do');
});

test('where no claim is known there is no runbook', () => {
  const said = consequences(set({ replicas: 0 }), set({ replicas: 0, name: 'books' })).filter(({ rule }) => rule.id === 'UP01');
  expect(said.map(({ runbook, message }) => [runbook, message.includes('data-ledger-0')])).toEqual([[undefined, true]]);
});

test('files are not copied to a device', () => {
  const block = set({});
  block[1].spec.volumeClaimTemplates[0].spec.volumeMode = 'Block';
  expect(consequences(set({}), block).filter(({ rule, runbook }) => rule.id === 'UP08' && runbook === undefined)).toHaveLength(1);
});

test('what was read from a pipe is applied by a person, not from the terminal', () => {
  expect(commandsOf(runbookOf('UP01', set({}), set({ name: 'books' }), 'standard input'))).not.toContain('apply');
});

test('where manifests name no namespace, the one of kubectl is looked at first', () => {
  const here = (name: string) =>
    ledgerSet({ namespace: 'x', name }).map(({ metadata: { namespace: _, ...metadata }, ...rest }) => ({ ...rest, metadata }));
  const commands = commandsOf(runbookOf('UP01', here('ledger'), here('books')));
  expect(commands).toContain('kubectl config view --minify');
  expect(commands).not.toContain(' -n ');
});

test('the new namespace has to be there before anything is stopped', () => {
  const { steps } = runbookOf('UP01', set({}), ledgerSet({ namespace: 'office', storageClassName: 'shop-fast' }))!;
  const at = (text: string) => steps.findIndex(({ command }) => command?.includes(text));
  expect(at('get namespace office')).toBeGreaterThanOrEqual(0);
  expect(at('get namespace office')).toBeLessThan(at('scale'));
});

test('an amount that is spelled in another way than the server does is waited for', () => {
  expect(commandsOf(runbookOf('UP20', set({ size: '1Gi' }), set({ size: '2048Mi' })))).not.toContain("'=2048Mi");
});

describe('PostgreSQL of another series', () => {
  const postgres = (tag: string, props: object = {}) => {
    const [service, workload] = set({ replicas: 1, ...props });
    Object.assign(workload.spec.template.spec.containers[0], {
      image: `postgres:${tag}`, command: undefined, env: [{ name: 'PGDATA', value: '/data/pgdata' }],
    });
    return [service, workload];
  };

  test('goes through a dump to new volumes, and the former ones stay', () => {
    const commands = commandsOf(runbookOf('UP13', postgres('16.4'), postgres('17.2')));
    const order = [
      'pg_dumpall -U "${POSTGRES_USER:-postgres}"', "grep 'PostgreSQL database cluster dump complete'", '--replicas=0',
      'data-ledger-0:data-ledger-0-former', 'apply -f new.yaml', '< ledger.dump', '| diff ledger.contents -', 'vacuumdb',
    ];
    expect(order.map(text => commands.indexOf(text))).toEqual(order.map(text => commands.indexOf(text)).sort((a, b) => a - b));
    expect(order.filter(text => !commands.includes(text))).toEqual([]);
  });

  test.each<[string, Manifest[], Manifest[]]>([
    ['back to an older one', postgres('17.2'), postgres('16.4')],
    ['with several members', postgres('16.4', { replicas: 2 }), postgres('17.2', { replicas: 2 })],
  ])('has no runbook %s', (_, before, after) => {
    expect(consequences(before, after).filter(({ rule, runbook }) => rule.id === 'UP13' && runbook === undefined)).toHaveLength(1);
  });
});

test('a password of the first start is changed in the engine', () => {
  const mysql = (value: string) => {
    const [service, workload] = set({});
    Object.assign(workload.spec.template.spec.containers[0], {
      image: 'mysql:8.4.2', command: undefined, env: [{ name: 'MYSQL_ROOT_PASSWORD', value }],
    });
    return [service, workload];
  };
  expect(runbookOf('UP42', mysql('a'), mysql('b'))?.steps.map(({ text }) => text).join()).toContain('ALTER USER');
});

test('where something else would be applied with it, a runbook says to take that back first', () => {
  const old = set({ size: '512Mi' });
  const [service, grown]: Manifest[] = set({ size: '768Mi' });
  const first = (objects: Manifest[]) => runbookOf('UP20', old, objects)?.steps[0].text;
  const alone = 'The manifest contains no other change: revert the others until this one is applied.';
  expect(first([service, grown])).not.toBe(alone);
  expect(first([service, { ...grown, metadata: { ...grown.metadata, labels: { release: '2' } } }])).not.toBe(alone);
  const [container] = grown.spec.template.spec.containers;
  const template = {
    ...grown.spec.template, spec: { ...grown.spec.template.spec, containers: [{ ...container, image: 'registry.example.com/ledger:2' }] },
  };
  expect(first([service, { ...grown, spec: { ...grown.spec, template } }])).toBe(alone);
});

const notes = (image: string, fields: object = {}) => [{
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'notes', namespace: 'shop' },
  spec: {
    serviceName: 'notes',
    selector: { matchLabels: { app: 'notes' } },
    template: {
      metadata: { labels: { app: 'notes' } },
      spec: {
        containers: [{ name: 'db', image, volumeMounts: [{ name: 'data', mountPath: '/data/db' }] }],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    },
    ...fields,
  },
}];

test('a runbook that replaces pods first saves the data that ends with them', () => {
  const runbook = runbookOf('UP20', notes('mongo:7.0.14'), notes('mongo:7.0.14', { podManagementPolicy: 'Parallel' }));
  expect(runbook?.steps[0].text)
    .toBe('A dump of all data that ends with the pods exists and was loaded successfully elsewhere: StatefulSet/notes keeps the '
      + 'data of MongoDB (/data/db) on an emptyDir.');
});

test('so does one that restarts the pods that read a ConfigMap', () => {
  const [{ spec: { template } }] = notes('mongo:7.0.14');
  const pod = {
    ...template.spec,
    containers: template.spec.containers.map(container => ({ ...container, envFrom: [{ configMapRef: { name: 'settings' } }] })),
  };
  const of = (level: string) => [
    ...notes('mongo:7.0.14', { template: { ...template, spec: pod } }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { level } },
  ];
  expect(runbookOf('UP43', of('info'), of('debug'))?.steps[0].text).toMatch(/^A dump of all data .*StatefulSet\/notes/);
});

test('an object has one runbook, that of the worst consequence, and the others point to it', () => {
  const found = consequences(set({ subPath: 'a' }), set({ subPath: 'b', spec: { podManagementPolicy: 'Parallel' } }));
  expect(found.filter(({ runbook }) => runbook).map(({ rule }) => rule.id)).toEqual(['UP05']);
  expect(found.find(({ rule }) => rule.id === 'UP20')?.fix).not.toContain('"');
  expect(found[0].runbook?.steps[0].text).toMatch(/revert the others/);
});
