import { Change, held, settled } from './change';
import { makeVolumes, removeVolumes } from './ledgers';
import { LosingChange, MEMBERS } from './losing-change';
import { LOSING_CHANGES } from './losing-changes';
import { record, Row } from '../../results';
import { Cluster, kubectl, serverMinor } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { makeNamespace, removeNamespace } from '../namespaces';
import { holding } from '../nodes-lock';
import { eachOf } from '../support/generated';

let cluster: Cluster;
const rows: Row[] = [];

beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => {
  record('drills of changes', rows.sort((a, b) => String(a.rule) + String(a.change) < String(b.rule) + String(b.change) ? -1 : 1));
  cluster.close();
});

test('every change that is said to lose data does, and its runbook, executed, loses nothing', () => holding('shared', async () => {
  await threeNodes(cluster);
  const minor = await serverMinor();
  const maker = await makeNamespace(cluster, 'privileged');
  // One namespace for the change without guidance, one for the runbook, and one as the target of moved objects.
  const places: string[][] = [];
  await eachOf(LOSING_CHANGES.entries(), async ([i, { level = 'restricted', objects }]) => {
    const moves = JSON.stringify(objects('here', 'elsewhere')).includes('elsewhere');
    places[i] = [await makeNamespace(cluster, level), await makeNamespace(cluster, level), ...moves ? [await makeNamespace(cluster, level)] : []];
  });
  const failures: string[] = [];
  try {
    // Members before and after; elsewhere takes those of the other two.
    const counts = places.flatMap(([naive, guided], i) =>
      [naive, guided].map(namespace => [namespace, 2 * (LOSING_CHANGES[i].targets ?? MEMBERS).length]));
    await makeVolumes(cluster, maker, Object.fromEntries(counts));
    await eachOf(LOSING_CHANGES.entries(), async ([i, drill]) => {
      const [naive, guided, elsewhere = ''] = places[i];
      try {
        const lost = await loses(drill, naive, elsewhere, minor);
        const kept = drill.hasRunbook ? await keeps(drill, guided, elsewhere, minor) : 'none: leave it';
        rows.push({ 'rule': drill.rule, 'change': drill.change, 'lost without': lost, 'lost with the runbook': kept });
      } catch (e) {
        failures.push(`${drill.rule} ${drill.change}: ${(e as Error).message}`); // The others go on.
      }
    }, 4);
  } finally {
    await eachOf(places.flat(), namespace => removeNamespace(cluster, namespace));
    await removeVolumes(cluster, maker, places.flat());
    await eachOf(places.flat(),
      namespace => cluster.delete('apiextensions.k8s.io/v1', 'CustomResourceDefinition', undefined, `ledgers.${namespace}.example.com`));
    await removeNamespace(cluster, maker);
  }
  expect(failures).toEqual([]);
}));

/** The change without guidance: the number of lost entries, and of all entries. */
async function loses(drill: LosingChange, namespace: string, elsewhere: string, minor: number): Promise<string> {
  const { change, acks } = await begun(drill, namespace, elsewhere);
  expect(change.consequences(drill.rule, minor).map(({ verdict }) => verdict)).toContain('loses-data');
  await (drill.naive ? drill.naive(change, namespace) : change.applyNew());
  const holds = await held(cluster, [namespace, ...elsewhere ? [elsewhere] : []]);
  const gone = [...acks].filter(id => !holds.has(id)).length;
  change.remove();
  await (elsewhere && kubectl('delete', '-n', elsewhere, 'all', '--all', '--wait=false'));
  expect(`${drill.change}: ${drill.lost === 'all' ? gone === acks.size : gone > 0 && gone < acks.size}`).toBe(`${drill.change}: true`);
  return `${gone} of ${acks.size}`;
}

/** By the runbook. */
async function keeps(drill: LosingChange, namespace: string, elsewhere: string, minor: number): Promise<string> {
  await (elsewhere && kubectl('delete', '-n', elsewhere, 'statefulset,deployment,pod,pvc,service', '--all'));
  const { change, acks } = await begun(drill, namespace, elsewhere);
  const runbook = change.consequences(drill.rule, minor).find(consequence => consequence.runbook)?.runbook;
  expect(runbook).toBeDefined();
  await change.follow(runbook!, drill.byHand ? () => drill.byHand!(cluster, namespace) : undefined);
  await (drill.prunes ? change.applyNew() : undefined);
  await settled(cluster, change.new_);
  const holds = await held(cluster, [namespace, ...elsewhere ? [elsewhere] : []]);
  const gone = [...acks].filter(id => !holds.has(id));
  change.remove();
  expect({ change: drill.change, gone }).toEqual({ change: drill.change, gone: [] });
  return `0 of ${acks.size}`;
}

async function begun(drill: LosingChange, namespace: string, elsewhere: string): Promise<{ change: Change; acks: Set<string> }> {
  const { old, new: new_ } = drill.objects(namespace, elsewhere);
  const change = new Change(cluster, namespace, old, new_);
  await change.applyOld();
  await drill.besides?.(cluster, namespace);
  const acks = new Set((await change.write((drill.targets ?? MEMBERS).map(target => `${target}.${namespace}.svc`))).map(({ id }) => id));
  expect(acks.size).toBeGreaterThanOrEqual(20);
  return { change, acks };
}
