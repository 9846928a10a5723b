import { Change, held, settled } from './change';
import { ledgerSet, makeVolumes, removeVolumes } from './ledgers';
import { diff } from '../../../src/review/diff/diff';
import { readText } from '../../../src/review/manifests/read';
import { Row, record } from '../../results';
import { IMAGE } from '../apps/postgres-subject';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { makeNamespace, removeNamespace } from '../namespaces';
import { holding } from '../nodes-lock';

/* Changes after which nothing starts, because of what is on the volumes: their runbooks, executed. */

let cluster: Cluster;
const rows: Row[] = [];
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => {
  record('runbooks of outages', rows);
  cluster.close();
});

/** Runs in a namespace with volumes for two members. */
async function drilling(drill: (namespace: string) => Promise<void>): Promise<void> {
  await holding('shared', async () => {
    await threeNodes(cluster);
    const [maker, namespace] = [await makeNamespace(cluster, 'privileged'), await makeNamespace(cluster, 'restricted')];
    try {
      await makeVolumes(cluster, maker, { [namespace]: 2 });
      await drill(namespace);
    } finally {
      await removeNamespace(cluster, namespace);
      await removeVolumes(cluster, maker, [namespace]);
      await removeNamespace(cluster, maker);
    }
  });
}

/** `OnRootMismatch` looks at the root of the volume only, and that has its group already. */
const as = (runAsUser: number) => ({
  securityContext: {
    runAsNonRoot: true, runAsUser, fsGroup: 1001, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
  },
});

test('UP34: files of the former user keep the set from starting, and the runbook gives them to the new one', () => drilling(async namespace => {
  const change = new Change(cluster, namespace, ledgerSet({ namespace, pod: as(1001) }), ledgerSet({ namespace, pod: as(2002) }));
  await change.applyOld();
  const acks = await change.write(['ledger-0.ledger', 'ledger-1.ledger'].map(member => `${member}.${namespace}.svc`));
  const [{ verdict, runbook }] = change.consequences('UP34', 34);
  expect(verdict).toBe('outage');

  await kubectl('apply', '-f', change.file);
  await eventually('the first pod of the new user fails',
    async () => (await cluster.get('v1', 'Pod', namespace, 'ledger-1')).status.containerStatuses?.[0].restartCount > 1);
  await kubectl('apply', '-f', change.oldFile);
  await kubectl('delete', '-n', namespace, 'pod', 'ledger-1');
  await settled(cluster, change.old);

  // The first step says that Pod Security keeps root out, and what to do then; nothing has been stopped.
  await expect(change.follow(runbook!)).rejects.toThrow('violates PodSecurity');
  await settled(cluster, change.old);
  await kubectl('label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=baseline', '--overwrite');
  await change.follow(runbook!);
  await kubectl('label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=restricted', '--overwrite');
  await settled(cluster, change.new_);

  const holds = await held(cluster, [namespace]);
  const gone = acks.filter(({ id }) => !holds.has(id)).length;
  change.remove();
  rows.push({ 'rule': 'UP34', 'change': 'another user', 'written before': `${acks.length} entries`, 'lost with the runbook': gone });
  expect(gone).toBe(0);
}));

/**
 * PostgreSQL of another series goes through a dump. There is one series only among Debian's packages: manifests that say 15 and
 * 16 are compared, and what runs is 15 both times, on an empty volume the second time.
 */
function postgres(namespace: string, image: string, release: string): Manifest[] {
  const [service, set] = ledgerSet({
    namespace, name: 'books', replicas: 1, labels: { app: 'books' }, pod: { volumes: [{ name: 'run', emptyDir: {} }] },
  });
  set.spec.template.metadata.annotations = { release };
  const { spec } = set.spec.template;
  spec.securityContext = { ...spec.securityContext, runAsUser: 999, fsGroup: 999 };
  Object.assign(spec.containers[0], {
    name: 'db',
    image,
    command: ['docker-entrypoint.sh', 'postgres'],
    env: [
      { name: 'PGDATA', value: '/data/pgdata' }, { name: 'POSTGRES_PASSWORD', value: 'secret' },
      { name: 'POSTGRES_USER', value: 'librarian' }, { name: 'POSTGRES_DB', value: 'books' },
    ],
    volumeMounts: [{ name: 'data', mountPath: '/data' }, { name: 'run', mountPath: '/var/run/postgresql' }],
    ports: [{ containerPort: 5432 }],
    readinessProbe: { exec: { command: ['pg_isready', '-h', '127.0.0.1'] }, periodSeconds: 1 },
  });
  return [service, set];
}

test('UP13: PostgreSQL of another series goes through a dump to new volumes, with roles, tables and rows', () => drilling(async namespace => {
  const read = (file: string, image: string) => readText(file, postgres(namespace, image, '').map(object => JSON.stringify(object)).join('\n---\n'));
  const said = diff(read('old.yaml', 'postgres:15.14'), read('new.yaml', 'postgres:16.10')).diffs.flatMap(({ consequences }) => consequences);
  const { runbook } = said.find(({ rule }) => rule.id === 'UP13')!;
  const change = new Change(cluster, namespace, postgres(namespace, IMAGE, '15'), postgres(namespace, IMAGE, '16'));
  const sql = async (text: string) =>
    (await cluster.exec(namespace, 'books-0', ['psql', '-U', 'librarian', '-d', 'books', '-v', 'ON_ERROR_STOP=1', '-Atc', text])).trim();
  await change.applyOld();
  await sql(
    "CREATE ROLE reader LOGIN PASSWORD 'x'; CREATE TABLE loans (id int PRIMARY KEY, book text); INSERT INTO loans SELECT i, "
      + "'it''s ' || i FROM generate_series(1, 5000) i; GRANT SELECT ON loans TO reader",
  );
  const database = await sql('SELECT system_identifier FROM pg_control_system()');
  await change.follow(runbook!);
  await settled(cluster, change.new_);
  change.remove();
  expect(await sql('SELECT system_identifier FROM pg_control_system()')).not.toBe(database);
  const gone = 5000 - Number(await sql('SELECT count(*) FROM loans'));
  rows.push({ 'rule': 'UP13', 'change': 'PostgreSQL of another series', 'written before': '5000 rows', 'lost with the runbook': gone });
  expect([gone, await sql("SELECT has_table_privilege('reader', 'loans', 'SELECT')")]).toEqual([0, 't']);
  expect((await cluster.get('v1', 'PersistentVolumeClaim', namespace, 'data-books-0-former')).status.phase).toBe('Bound');
}));

test('UP46: a set whose new pod does not start gets the next revision by its runbook', () => drilling(async namespace => {
  const set = (image?: string) => {
    const [service, workload] = ledgerSet({ namespace });
    Object.assign(workload.spec.template.spec.containers[0], image && { image });
    return [service, workload];
  };
  const broken = new Change(cluster, namespace, set(), set('cdk8s-stateful-e2e:not-there'));
  await broken.applyOld();
  const acks = await broken.write(['ledger-0.ledger', 'ledger-1.ledger'].map(member => `${member}.${namespace}.svc`));
  await kubectl('apply', '-f', broken.file);
  await eventually('the new pod does not start', async () =>
    /^(ErrImage|ImagePull)/.test((await cluster.get('v1', 'Pod', namespace, 'ledger-1')).status.containerStatuses?.[0].state.waiting?.reason));

  // The old side is what the cluster holds, the pods included.
  const live = JSON.parse(await kubectl('get', '-n', namespace, 'statefulset,pod', '-o', 'json'));
  const change = new Change(cluster, namespace, [set()[0], ...live.items], set());
  const [{ message, runbook }] = change.consequences('UP46', 34);
  expect(message).toContain('delete ledger-1');
  // Without the runbook the set waits for good.
  await kubectl('apply', '-f', change.file);
  await kubectl('rollout', 'status', '-n', namespace, 'statefulset/ledger', '--timeout=20s').then(() => expect('rolled out').toBe('waiting'), () => undefined);
  await change.follow(runbook!);
  await settled(cluster, change.new_);

  const holds = await held(cluster, [namespace]);
  const gone = acks.filter(({ id }) => !holds.has(id)).length;
  broken.remove();
  change.remove();
  rows.push({
    'rule': 'UP46', 'change': 'pod of a broken revision', 'written before': `${acks.length} entries`, 'lost with the runbook': gone,
  });
  expect(gone).toBe(0);
}));
