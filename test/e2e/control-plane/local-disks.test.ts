import { ApiObject, App, Chart, Size, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { SELECTOR, TOLERATIONS, endPods, withFakeNodes } from './fake-nodes';
import { DATABASE } from './workloads';
import { LocalDiskPool, Members, Spread, StatefulDatabase } from '../../../src';
import { record } from '../../results';
import { Cluster, Manifest, eventually } from '../cluster';
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
  disks: fc.array(fc.record({ node: fc.integer({ min: 0, max: 3 }), size: fc.integer({ min: 1, max: 3 }) }), { minLength: 4, maxLength: 10 }),
  databases: fc.array(fc.record({
    replicas: fc.constantFrom(1, 1, 2, 2, 3, 4),
    sizes: fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 1, maxLength: 2 }),
    spread: fc.constantFrom(Spread.NONE, Spread.SOFT, Spread.HARD),
  }), { minLength: 1, maxLength: 2 }),
});

/** Claims that find their disks one by one, and members that do not find their nodes: random cases are seldom of this kind. */
const TOGETHER: Case[] = [
  {
    disks: disksOf([1], [1, 3], [3]),
    databases: [{ replicas: 2, sizes: [3], spread: Spread.HARD }, { replicas: 1, sizes: [1, 1], spread: Spread.SOFT }],
  },
  {
    disks: disksOf([1, 1], [1, 1]),
    databases: [{ replicas: 1, sizes: [1, 1], spread: Spread.SOFT }, { replicas: 2, sizes: [1], spread: Spread.HARD }],
  },
  {
    disks: disksOf([2, 2, 3, 3], [3, 3, 3], [1]),
    databases: [{ replicas: 2, sizes: [3, 1], spread: Spread.SOFT }, { replicas: 2, sizes: [2, 3], spread: Spread.SOFT }],
  },
  { disks: disksOf([1, 1, 1], [1]), databases: [{ replicas: 2, sizes: [1, 1], spread: Spread.NONE }] },
];

function disksOf(...nodes: number[][]): Case['disks'] {
  return nodes.flatMap((sizes, node) => sizes.map(size => ({ node, size })));
}

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
      ...DATABASE,
      name: `${name}-${i}`,
      replicas,
      storage,
      extraStorage,
      nodeSpread: spread,
      members: Members.INDEPENDENT,
      tolerations: TOLERATIONS,
      nodeSelector: SELECTOR,
    });
  });
  const errors = app.node.findAll().flatMap(construct => construct.node.validate());
  expect(errors.filter(error => !/^CS23[789] /.test(error))).toEqual([]);
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct)).map(object => object.toJson());
  return { objects, misfits: errors };
}

/** Which disk each claim could have, by name of the claim, found by trying: undefined if there is no way. */
function placement({ disks, databases }: Case, name: string): Map<string, number> | undefined {
  const members = databases.flatMap(({ replicas, sizes, spread }, i) =>
    Array.from({ length: replicas }, (_, ordinal) => ({ i, ordinal, sizes, apart: spread === Spread.HARD })));
  const place = (member: number, claim: number, taken: Map<string, number>): Map<string, number> | undefined => {
    if (member === members.length) {
      return taken;
    }
    const { i, ordinal, sizes, apart } = members[member];
    const nodeOf = (other: number) => disks[taken.get(`s0-${name}-${i}-${other}`)!].node;
    const others = Array.from({ length: apart ? ordinal : 0 }, (_, other) => nodeOf(other));
    for (const [d, { node, size }] of disks.entries()) {
      const suits = size >= sizes[claim] && (claim === 0 ? !others.includes(node) : node === nodeOf(ordinal));
      if (suits && ![...taken.values()].includes(d)) {
        const next = new Map(taken).set(`s${claim}-${name}-${i}-${ordinal}`, d);
        const found = claim + 1 < sizes.length ? place(member, claim + 1, next) : place(member + 1, 0, next);
        if (found) {
          return found;
        }
      }
    }
    return undefined;
  };
  return place(0, 0, new Map());
}

/** The same objects with each disk kept for the claim that is to have it, so that the scheduler has no choice left. */
function reserved({ objects, misfits }: Rendered, namespace: string, claims: Map<string, number>): Rendered {
  const claimOf = new Map([...claims].map(([claim, disk]) => [`disk-${disk}`, claim]));
  return {
    misfits,
    objects: objects.map(object => {
      const name = object.kind === 'PersistentVolume' && claimOf.get(/disk-\d+$/.exec(object.metadata.name)![0]);
      return name ? { ...object, spec: { ...object.spec, claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace } } } : object;
    }),
  };
}

/**
 * Whether all pods of a case are placed in the end. Those that were turned away are made anew, so that the scheduler looks
 * at each of them again, after all that could be placed has been.
 */
async function isPlaced(namespace: string, name: string, wanted: number, attempts: number): Promise<boolean> {
  const given = new Set<string>();
  for (let attempt = 0; ; attempt++) {
    const pods = await eventually(`the pods of ${name} are placed or turned away`, async () => {
      const found = await podsOf(namespace, name);
      return found.length === wanted && found.every(pod => !given.has(pod.metadata.uid) && (pod.spec.nodeName || isTurnedAway(pod))) && found;
    });
    const turnedAway = pods.filter(pod => !pod.spec.nodeName);
    if (turnedAway.length === 0 || attempt === attempts) {
      return turnedAway.length === 0;
    }
    for (const { metadata } of turnedAway) {
      given.add(metadata.uid);
      await cluster.delete('v1', 'Pod', namespace, metadata.name, { grace: 0 });
    }
  }
}

async function podsOf(namespace: string, name: string): Promise<Manifest[]> {
  return (await cluster.list('v1', 'Pod', namespace)).filter(pod => pod.metadata.name.startsWith(`${name}-`));
}

function isTurnedAway({ status }: Manifest): boolean {
  return status.conditions?.some((c: any) => c.type === 'PodScheduled' && c.reason === 'Unschedulable') ?? false;
}

async function apply({ objects }: Rendered): Promise<void> {
  // The disks first: a pod that finds none is turned away, and tried again much later.
  await cluster.applyAll(objects.filter(object => !object.metadata.namespace));
  await cluster.applyAll(objects.filter(object => object.metadata.namespace));
}

/** Removes all that was made for a case, so that the scheduler does not go on with it. */
async function remove({ objects }: Rendered, namespace: string, name: string): Promise<void> {
  for (const { apiVersion, kind, metadata } of objects) {
    await cluster.delete(apiVersion, kind, metadata.namespace, metadata.name);
  }
  await endPods(cluster, namespace, `${name}-`);
  for (const { metadata } of await cluster.list('v1', 'PersistentVolumeClaim', namespace)) {
    if (metadata.name.includes(`-${name}-`)) {
      await cluster.delete('v1', 'PersistentVolumeClaim', namespace, metadata.name);
    }
  }
}

/** Applies the objects of a case, and removes them after. */
async function tried(rendered: Rendered, namespace: string, name: string, wanted: number, attempts: number): Promise<boolean> {
  await apply(rendered);
  const placed = await isPlaced(namespace, name, wanted, attempts);
  await remove(rendered, namespace, name);
  return placed;
}

async function onFakeNodes(test: (namespace: string, nodes: string[]) => Promise<void>): Promise<void> {
  await inNamespace(cluster, 'restricted', async namespace => {
    const nodes = [0, 1, 2, 3].map(i => `${namespace}-fake-${i}`);
    try {
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
    } finally {
      for (const [apiVersion, kind] of [['storage.k8s.io/v1', 'StorageClass'], ['v1', 'PersistentVolume']]) {
        for (const { metadata } of await cluster.list(apiVersion, kind)) {
          if (metadata.name.startsWith(`${namespace}-`)) {
            await cluster.delete(apiVersion, kind, undefined, metadata.name);
          }
        }
      }
    }
  });
}

test('a claim is bound to a disk of the node that its pod is on', async () => {
  await onFakeNodes(async (namespace, nodes) => {
    const name = `${namespace}-bound`;
    const rendered = render({ disks: disksOf([3], [1, 2], [2, 1]), databases: [{ replicas: 3, sizes: [2], spread: Spread.HARD }] },
      name, namespace, nodes);
    expect(rendered.misfits).toEqual([]);
    await apply(rendered);
    expect(await isPlaced(namespace, name, 3, 100)).toBe(true);
    const pods = await cluster.list('v1', 'Pod', namespace);
    expect(pods.map(pod => pod.spec.nodeName).sort()).toEqual(nodes.slice(0, 3));
    for (const pod of pods) {
      const claimName = pod.spec.volumes.find((v: any) => v.name === 's0').persistentVolumeClaim.claimName;
      const claim = await eventually(`${claimName} is bound`, async () => {
        const found = await cluster.get('v1', 'PersistentVolumeClaim', namespace, claimName);
        return found.status.phase === 'Bound' && found;
      });
      const { spec } = await cluster.get('v1', 'PersistentVolume', undefined, claim.spec.volumeName);
      expect(spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values).toEqual([pod.spec.nodeName]);
      expect(['2Gi', '3Gi']).toContain(spec.capacity.storage);
    }
  });
});

/**
 * What is refused is never placed. What is accepted is placed; where the scheduler, which takes the first disks that suit
 * one pod and never thinks of the next, has got stuck, it is placed once the disks are kept for the right claims.
 */
test('the scheduler agrees on what fits', async () => {
  await onFakeNodes(async (namespace, nodes) => {
    const counts = { 'fits': 0, 'does not fit': 0, 'fits, but the scheduler took another way and got stuck': 0 };
    const disagreements: string[] = [];
    await eachOf([...TOGETHER, ...fc.sample(CASE, { numRuns: CASES, seed: SEED })].entries(), async ([i, found]) => {
      const name = `${namespace}-c${i}`;
      const rendered = render(found, name, namespace, nodes);
      const fits = rendered.misfits.length === 0;
      // One database with one claim, whose members may share nodes, is placed whatever disk the scheduler takes first.
      const simple = found.databases.length === 1 && found.databases[0].sizes.length === 1 && found.databases[0].spread !== Spread.HARD;
      const wanted = found.databases.reduce((sum, { replicas }) => sum + replicas, 0);
      const placed = await tried(rendered, namespace, name, wanted, fits && simple ? 100 : 3);
      counts[!fits ? 'does not fit' : placed ? 'fits' : 'fits, but the scheduler took another way and got stuck']++;
      if (placed && !fits) {
        disagreements.push(`${JSON.stringify(found)}: placed, though ${rendered.misfits.join('; ')}`);
      } else if (fits && !placed) {
        const claims = placement(found, `${name}r`);
        const kept = claims && reserved(render(found, `${name}r`, namespace, nodes), namespace, claims);
        if (simple || !kept || !await tried(kept, namespace, `${name}r`, wanted, 100)) {
          disagreements.push(`${JSON.stringify(found)}: accepted, and ${kept ? 'not placed' : 'there is no way'}`);
        }
      }
    });
    process.stdout.write(
      `local disks: seed ${SEED}, ${CASES + TOGETHER.length} cases, `
        + `${Object.entries(counts).map(([what, count]) => `${what}: ${count}`).join(', ')}\n`,
    );
    record('local-disks', [{ cases: CASES + TOGETHER.length, ...counts, disagreements: disagreements.length }]);
    expect(disagreements).toEqual([]);
    expect(counts.fits).toBeGreaterThan(0);
    expect(counts['does not fit']).toBeGreaterThan(0);
  });
});
