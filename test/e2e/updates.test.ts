import { isDeepStrictEqual } from 'util';
import * as fc from 'fast-check';
import { Cluster, Manifest, Refusal, eventually, kubectl } from './cluster';
import { makeNamespace, removeNamespace } from './namespaces';
import { SEED, eachOf } from './support/generated';
import { UPDATE_KINDS, updates } from './updates/arbitraries';
import { readText } from '../../src/review/read';
import { changesOf } from '../../src/review/update/changes';
import { normalOf } from '../../src/review/update/normal';
import { refusalsOf } from '../../src/review/update/refused';
import { record } from '../results';

/** Pairs of each kind. */
const PAIRS = Number(process.env.UPDATE_PAIRS ?? 120);
/** Minor release of the server of the tests, which the table is asked for. */
let minor: number;
let cluster: Cluster;
let namespace: string;
let compared = 0;
let refused = 0;
let disagreed = 0;

const CLASSES = ['parity', 'parity-other'].map((name): Manifest => ({
  apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'example.com/nobody', allowVolumeExpansion: true, volumeBindingMode: 'Immediate',
}));

beforeAll(async () => {
  cluster = await Cluster.connect();
  minor = Number(JSON.parse(await kubectl('get', '--raw', '/version')).minor.replace(/\D/g, ''));
  namespace = await makeNamespace(cluster, 'restricted');
  await cluster.applyAll(CLASSES);
});
afterAll(async () => {
  record('updates', [{ 'seed': SEED, 'server': `1.${minor}`, 'pairs': compared, 'refused by the server': refused, 'disagreements': disagreed }]);
  await removeNamespace(cluster, namespace);
  for (const { apiVersion, kind, metadata } of CLASSES) {
    await cluster.delete(apiVersion, kind, undefined, metadata.name);
  }
  cluster.close();
});

test.each(UPDATE_KINDS.map(kind => [kind.kind, kind] as const))('%s: what the table says is refused, the server refuses, and nothing else; what means the same, it takes for the same', async (kindName, kind) => {
  const disagreements: string[] = [];
  const pairs = fc.sample(fc.noShrink(updates(kind, 'x')), { numRuns: PAIRS, seed: SEED }).map((pair, i) => pair.map(object => ({
    ...object, metadata: { ...object.metadata, name: `parity-${kindName.toLowerCase()}-${i}`, ...kind.namespaced ? { namespace } : {} },
  })) as [Manifest, Manifest]);
  await eachOf(pairs, async ([before, after]) => {
    const { apiVersion, metadata: { name } } = before;
    const place = kind.namespaced ? namespace : undefined;
    try {
      const { metadata: { generation } } = await cluster.apply(before);
      if (kindName === 'PersistentVolumeClaim') {
        await bind(before);
      }
      const answer = await cluster.apply(after, { dryRun: true }).catch(e => e instanceof Refusal ? e.message : Promise.reject(e));
      const said = typeof answer === 'string' ? answer : undefined;
      const [old, new_] = [before, after].map(object => readText('x', JSON.stringify(object)).resources[0]);
      const expected = refusalsOf(old, new_, minor);
      // The server counts changes of what is wanted, not of how it is written; but a strategy with and without `partition: 0`, which mean the same, it keeps apart.
      const isSameStrategy = isDeepStrictEqual(before.spec?.updateStrategy, after.spec?.updateStrategy);
      // What it fills in of a Job depends on what was written before.
      const isComparable = generation !== undefined && isSameStrategy && kindName !== 'Job';
      const isChange = changesOf(normalOf(old), normalOf(new_)).some(({ path }) => path[0] === 'spec');
      const isOtherForServer = isComparable && said === undefined && (answer.metadata.generation !== generation) !== isChange;
      compared++;
      refused += said === undefined ? 0 : 1;
      if ((said !== undefined) !== (expected.length > 0) || expected.some(({ rule }) => !said!.includes(rule)) || isOtherForServer) {
        disagreements.push(`seed ${SEED}, ${name}\n  before ${JSON.stringify(before)}\n  after ${JSON.stringify(after)}\n  server ${said ?? `generation ${generation} → ${answer.metadata.generation}`}\n  table ${JSON.stringify(expected)}`);
      }
    } finally {
      await cluster.delete(apiVersion, kindName, place, name);
      if (kindName === 'PersistentVolumeClaim') {
        await cluster.delete('v1', 'PersistentVolume', undefined, name);
      }
    }
  });
  disagreed += disagreements.length;
  expect(disagreements.slice(0, 5)).toEqual([]);
});

/** A volume for the claim: only bound claims grow. */
async function bind({ metadata: { name }, spec }: Manifest): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, labels: { a: 'b' } },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: spec.resources.requests.storage },
      storageClassName: spec.storageClassName,
      volumeMode: spec.volumeMode,
      csi: { driver: 'csi.example.com', volumeHandle: name },
      claimRef: { name, namespace, apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    },
  });
  await eventually(`${name} is bound`, async () => (await cluster.get('v1', 'PersistentVolumeClaim', namespace, name)).status?.phase === 'Bound');
}
