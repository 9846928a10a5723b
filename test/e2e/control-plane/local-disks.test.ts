import { ApiObject, App, Chart, Size, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { SELECTOR, TOLERATIONS, endPods, withFakeNodes } from './fake-nodes';
import { DATABASE } from './workloads';
import { LocalDiskPool, Members, Spread, StatefulDatabase } from '../../../src';
import { record } from '../../results';
import { Cluster, Manifest, eventually, pause } from '../cluster';
import { inNamespace } from '../namespaces';
import { eachOf } from '../support/generated';

const SEED = Number(process.env.E2E_SEED ?? Date.now() % 2 ** 31);
const CASES = 40;

let cluster: Cluster;
beforeAll(async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // warnings of generated databases
  cluster = await Cluster.connect();
});
afterAll(() => {
  jest.restoreAllMocks();
  cluster?.close();
});

/** A pool and the databases on it: numbers of nodes and GiB. */
interface Case {
  readonly disks: { readonly node: number; readonly size: number }[];
  readonly databases: { readonly replicas: number; readonly sizes: number[]; readonly spread: Spread }[];
}

const CASE: fc.Arbitrary<Case> = fc.record({
  disks: fc.array(fc.record({ node: fc.integer({ min: 0, max: 2 }), size: fc.integer({ min: 1, max: 3 }) }), { minLength: 3, maxLength: 9 }),
  databases: fc.array(fc.record({
    replicas: fc.integer({ min: 1, max: 3 }),
    sizes: fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 1, maxLength: 2 }),
    spread: fc.constantFrom(Spread.NONE, Spread.SOFT, Spread.HARD),
  }), { minLength: 1, maxLength: 2 }),
});

interface Rendered {
  readonly objects: Manifest[];
  /** Errors about what does not fit. */
  readonly misfits: string[];
}

/** The objects and the verdict of the library; the verdict does not keep the objects from being made. */
function render({ disks, databases }: Case, name: string, namespace: string, nodes: string[]): Rendered {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new Chart(app, 'fit', { namespace });
  const tier = new LocalDiskPool(chart, 'Pool', {
    name, disks: disks.map(({ node, size }, i) => ({ node: nodes[node], path: `/mnt/${name}/${i}`, size: Size.gibibytes(size), name: `disk-${i}` })),
  });
  databases.forEach(({ replicas, sizes, spread }, i) => {
    const [storage, ...extraStorage] = sizes.map((size, s) => ({ name: `s${s}`, size: Size.gibibytes(size), tier, mountPath: `/data${s}` }));
    new StatefulDatabase(chart, `Db${i}`, {
      ...DATABASE, name: `${name}-${i}`, replicas, storage, extraStorage, nodeSpread: spread, members: Members.INDEPENDENT, tolerations: TOLERATIONS, nodeSelector: SELECTOR,
    });
  });
  const errors = app.node.findAll().flatMap(construct => construct.node.validate());
  expect(errors.filter(error => !/^CS23[789] /.test(error))).toEqual([]);
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct)).map(object => object.toJson());
  return { objects, misfits: errors };
}

/** Whether all pods of a case are placed in the end. One that was turned away is tried again whenever a node changes. */
async function isPlaced(namespace: string, name: string, wanted: number, attempts: number): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    const pods = await eventually(`the pods of ${name} are placed or turned away`, async () => {
      const found = (await cluster.list('v1', 'Pod', namespace)).filter(pod => pod.metadata.name.startsWith(`${name}-`));
      return found.length === wanted && found.every(pod => pod.spec.nodeName || isTurnedAway(pod)) && found;
    });
    if (pods.every(pod => pod.spec.nodeName) || attempt === attempts) {
      return pods.every(pod => pod.spec.nodeName);
    }
    await pause(2000);
  }
}

function isTurnedAway({ status }: Manifest): boolean {
  return status.conditions?.some((c: any) => c.type === 'PodScheduled' && c.reason === 'Unschedulable') ?? false;
}

async function apply({ objects }: Rendered): Promise<void> {
  // The disks first: a pod that finds none is turned away, and tried again much later.
  await cluster.applyAll(objects.filter(object => !object.metadata.namespace));
  await cluster.applyAll(objects.filter(object => object.metadata.namespace));
}

async function remove({ objects }: Rendered): Promise<void> {
  for (const { apiVersion, kind, metadata } of objects.filter(object => !object.metadata.namespace)) {
    await cluster.delete(apiVersion, kind, undefined, metadata.name);
  }
}

/** A change of a node makes the scheduler try again what it has turned away. */
async function touch(node: string): Promise<void> {
  await cluster.patch('v1', 'Node', undefined, node, { metadata: { labels: { touched: String(Date.now()) } } });
}

async function onFakeNodes(test: (namespace: string, nodes: string[]) => Promise<void>): Promise<void> {
  await inNamespace(cluster, 'restricted', async namespace => {
    const nodes = [0, 1, 2].map(i => `${namespace}-fake-${i}`);
    await withFakeNodes(cluster, nodes, async () => {
      try {
        await test(namespace, nodes);
      } finally {
        for (const set of await cluster.list('apps/v1', 'StatefulSet', namespace)) {
          await cluster.delete('apps/v1', 'StatefulSet', namespace, set.metadata.name);
        }
        await endPods(cluster, namespace);
      }
    });
  });
}

test('a claim is bound to a disk of the node that its pod is on', async () => {
  await onFakeNodes(async (namespace, nodes) => {
    const rendered = render({
      disks: [{ node: 0, size: 3 }, { node: 1, size: 1 }, { node: 1, size: 2 }, { node: 2, size: 2 }, { node: 2, size: 1 }],
      databases: [{ replicas: 3, sizes: [2], spread: Spread.HARD }],
    }, 'bound', namespace, nodes);
    expect(rendered.misfits).toEqual([]);
    await apply(rendered);
    expect(await isPlaced(namespace, 'bound', 3, 100)).toBe(true);
    const pods = await cluster.list('v1', 'Pod', namespace);
    expect(pods.map(pod => pod.spec.nodeName).sort()).toEqual(nodes);
    for (const pod of pods) {
      const name = pod.spec.volumes.find((v: any) => v.name === 's0').persistentVolumeClaim.claimName;
      const claim = await eventually(`${name} is bound`, async () => {
        const found = await cluster.get('v1', 'PersistentVolumeClaim', namespace, name);
        return found.status.phase === 'Bound' && found;
      });
      const { spec } = await cluster.get('v1', 'PersistentVolume', undefined, claim.spec.volumeName);
      expect(spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values).toEqual([pod.spec.nodeName]);
      expect(['2Gi', '3Gi']).toContain(spec.capacity.storage);
    }
    await remove(rendered);
  });
});

test('the scheduler agrees on what fits', async () => {
  await onFakeNodes(async (namespace, nodes) => {
    const counts = { 'fits': 0, 'does not fit': 0, 'fits, but the scheduler took another way and got stuck': 0 };
    const disagreements: string[] = [];
    const poke = setInterval(() => void touch(nodes[0]).catch(() => undefined), 1000);
    try {
      await eachOf(fc.sample(CASE, { numRuns: CASES, seed: SEED }).entries(), async ([i, found]) => {
        const rendered = render(found, `c${i}`, namespace, nodes);
        await apply(rendered);
        const fits = rendered.misfits.length === 0;
        // One database with one claim, whose members may share nodes, is placed whatever disk the scheduler takes first.
        const simple = found.databases.length === 1 && found.databases[0].sizes.length === 1 && found.databases[0].spread !== Spread.HARD;
        const placed = await isPlaced(namespace, `c${i}`, found.databases.reduce((sum, { replicas }) => sum + replicas, 0), fits && simple ? 100 : 6);
        if (placed !== fits && (placed || simple)) {
          disagreements.push(`${JSON.stringify(found)}: ${placed ? `placed, though ${rendered.misfits.join('; ')}` : 'accepted, and not placed'}`);
        }
        counts[!fits ? 'does not fit' : placed ? 'fits' : 'fits, but the scheduler took another way and got stuck']++;
        await remove(rendered);
      });
    } finally {
      clearInterval(poke);
    }
    process.stdout.write(`local disks: seed ${SEED}, ${CASES} cases, ${Object.entries(counts).map(([what, count]) => `${what}: ${count}`).join(', ')}\n`);
    record('local-disks', [{ cases: CASES, ...counts, disagreements: disagreements.length }]);
    expect(disagreements).toEqual([]);
    expect(counts.fits).toBeGreaterThan(0);
    expect(counts['does not fit']).toBeGreaterThan(0);
  });
});
