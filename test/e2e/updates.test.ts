import { isDeepStrictEqual } from 'util';
import * as fc from 'fast-check';
import { Cluster, Manifest, Refusal, eventually, serverMinor } from './cluster';
import { makeNamespace, removeNamespace } from './namespaces';
import { record } from '../results';
import { SEED, eachOf } from './support/generated';
import { UPDATE_KINDS, placed, updates } from './updates/arbitraries';
import { CLASS_NAMES, UpdateKind } from './updates/kind';
import { Consequence, ObjectDiff, diff } from '../../src/review/diff/diff';
import { Manifests, readText } from '../../src/review/manifests/read';

/** Pairs of each kind. Most of the time goes to claims: the controller that binds them is slow on purpose. */
const PAIRS = Number(process.env.UPDATE_PAIRS ?? 105);
/** Minor release of the server of the tests, which the table is asked for. */
let minor: number;
let cluster: Cluster;
let namespace: string;
/** The first two numbers of the addresses of Services. */
let network: string;
/** Classes of the cluster that the verdict depends on: those of the test, and the default. */
let classes: Manifest[];
let compared = 0;
let refused = 0;
let disagreed = 0;
let thrownAway = 0;

const CLASSES = CLASS_NAMES.map((name): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'example.com/nobody',
  allowVolumeExpansion: name !== 'parity-fixed',
  volumeBindingMode: 'Immediate',
}));

beforeAll(async () => {
  cluster = await Cluster.connect();
  minor = await serverMinor();
  namespace = await makeNamespace(cluster, 'restricted');
  network = (await cluster.get('v1', 'Service', 'default', 'kubernetes')).spec.clusterIP.replace(/\.\d+$/, '');
  const others = await cluster.list('storage.k8s.io/v1', 'StorageClass');
  classes = [...CLASSES, ...others.filter(({ metadata }) => !CLASS_NAMES.includes(metadata.name))
    .map(it => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', ...it }))];
  await cluster.applyAll(CLASSES);
});
afterAll(async () => {
  record('updates', [{
    'seed': SEED,
    'server': `1.${minor}`,
    'pairs': compared,
    'thrown away': thrownAway,
    'refused by the server': refused,
    'disagreements': disagreed,
  }]);
  await removeNamespace(cluster, namespace);
  for (const { apiVersion, kind, metadata } of CLASSES) {
    await cluster.delete(apiVersion, kind, undefined, metadata.name);
  }
  cluster.close();
});

test.each(
  UPDATE_KINDS.map(kind => [kind.kind, kind] as const),
)('%s: what diff says is refused, the server refuses, and nothing else; what means the same, it takes for the same', async (_, kind) => {
  const disagreements: string[] = [];
  const pairs = fc.sample(fc.noShrink(updates(kind)), { numRuns: PAIRS, seed: SEED })
    .map((pair, i) => placed(pair, `parity-${kind.kind.toLowerCase()}-${i}`, kind.namespaced ? namespace : undefined, i, network));
  await eachOf(pairs.entries(), async ([i, pair]) => {
    const disagreement = await compare(kind, i, ...pair);
    if (disagreement !== undefined) {
      disagreements.push(`seed ${SEED}, ${disagreement}`);
    }
  });
  disagreed += disagreements.length;
  expect(disagreements.slice(0, 5)).toEqual([]);
});

/** What the server and the verdict disagree on, if they do. */
async function compare({ kind, namespaced }: UpdateKind, i: number, before: Manifest, after: Manifest): Promise<string | undefined> {
  const { apiVersion, metadata: { name } } = before;
  // What is refused has to be the change: not the one object or the other.
  if (await isRefused(cluster.create(before, { dryRun: true })) || await isRefused(cluster.create(after, { dryRun: true }))) {
    thrownAway++;
    return undefined;
  }
  try {
    const seen = kind === 'PersistentVolumeClaim' ? await makeClaim(i, before) : before;
    const live = await cluster.apply(before);
    const { generation } = live.metadata;
    // Nor is it the change, where the server does not take again what it has.
    if (await isRefused(cluster.apply(before, { dryRun: true }))) {
      thrownAway++;
      return undefined;
    }
    const answer = await cluster.apply(after, { dryRun: true }).catch(e => e instanceof Refusal ? e.message : Promise.reject(e));
    const said = typeof answer === 'string' ? answer : undefined;
    const { diffs } = diff(manifests(seen), manifests(after), { minor });
    const refusals = refusalsIn(diffs);
    // Where an object is refused for itself, nobody asks for its class any more.
    const isOfObject = refusals.some(({ rule }) => rule.id === 'UP20');
    const isOtherReason = refusals.some(({ rule, message }) =>
      !said?.includes(/the server answers '(.+)'$/.exec(message)?.[1] ?? message) && (rule.id === 'UP20' || !isOfObject));
    // Nor does it refuse again what it has, as it has it. What admission puts into a Pod is not known.
    const again = kind === 'Pod' ? [] : refusalsIn(diff(manifests(live), manifests(before), { minor }).diffs);
    const isChange = diffs.some(({ fields }) => fields.some(({ path }) => path.startsWith('spec')));
    const isOtherForServer = said === undefined && generation !== undefined && isCounted(before, after)
      && (answer.metadata.generation !== generation) !== isChange;
    compared++;
    refused += said === undefined ? 0 : 1;
    return (said !== undefined) === (refusals.length > 0) && !isOtherReason && !isOtherForServer && again.length === 0 ? undefined
      : `${name}\n  before ${JSON.stringify(seen)}\n  after ${JSON.stringify(after)}\n  server `
        + `${said ?? `generation ${generation} → ${answer.metadata.generation}`}\n  diff `
          + `${JSON.stringify([...refusals, ...again].map(({ message }) => message))}`;
  } finally {
    await cluster.delete(apiVersion, kind, namespaced ? namespace : undefined, name);
    if (kind === 'PersistentVolumeClaim') {
      await cluster.delete('v1', 'PersistentVolume', undefined, name);
    }
  }
}

/** The objects are applied on the server, which refuses some changes only then: of these the verdict is `unknown`. */
function refusalsIn(diffs: ObjectDiff[]): Consequence[] {
  return diffs.flatMap(({ consequences }) => consequences).filter(({ verdict, message }) =>
    verdict === 'refused' || /server-side apply .*refuses: the server answers/.test(message));
}

async function isRefused(request: Promise<Manifest>): Promise<boolean> {
  return request.then(() => false, e => e instanceof Refusal ? true : Promise.reject(e));
}

/** The object, and the classes of the cluster. */
function manifests(object: Manifest): Manifests {
  return readText('x',
    [object, ...classes.filter(({ metadata }) => metadata.name !== object.metadata.name)].map(it => JSON.stringify(it)).join('\n---\n'));
}

/**
 * Whether the server counts changes of what is wanted, not of how it is written. But a strategy with and without `partition: 0`,
 * which mean the same, it keeps apart; and what it fills in of a Job depends on what was written before.
 */
function isCounted(before: Manifest, after: Manifest): boolean {
  return isDeepStrictEqual(before.spec?.updateStrategy, after.spec?.updateStrategy) && !['Job', 'CronJob'].includes(before.kind);
}

/**
 * Makes a claim, and gives it as diff gets to see it. It takes claims for bound; of one that waits, and of one that has grown
 * and whose volume has not, it is told.
 */
async function makeClaim(i: number, claim: Manifest): Promise<Manifest> {
  const { namespace: ns, name } = claim.metadata;
  const status = async (phase: string) => {
    const live = await eventually(`${name} is ${phase}`, async () => {
      const found = await cluster.get('v1', 'PersistentVolumeClaim', ns, name);
      return found.status?.phase === phase && found;
    });
    return { ...claim, status: live.status };
  };
  if (i % 4 === 0) {
    await cluster.apply(claim);
    return status('Pending');
  }
  const grows = i % 4 === 1 && classes.find(({ metadata }) => metadata.name === classOf(claim))?.allowVolumeExpansion === true;
  const first = grows ? { ...claim, spec: { ...claim.spec, resources: { ...claim.spec.resources, requests: { storage: '256Mi' } } } } : claim;
  await makeVolumeFor(first);
  await cluster.apply(first);
  const bound = await status('Bound');
  return grows ? bound : claim;
}

function classOf({ metadata: { annotations }, spec }: Manifest): string | undefined {
  return annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName
    ?? classes.find(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true')?.metadata.name;
}

/** A volume for a claim: only bound claims grow. */
async function makeVolumeFor(claim: Manifest): Promise<void> {
  const { metadata: { name }, spec: { accessModes, resources, volumeMode, volumeAttributesClassName } } = claim;
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, labels: { a: 'b' } },
    spec: {
      accessModes,
      capacity: { storage: resources.requests.storage },
      storageClassName: classOf(claim),
      volumeMode,
      volumeAttributesClassName,
      csi: { driver: 'csi.example.com', volumeHandle: name },
      claimRef: { name, namespace, apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    },
  });
}
