import { Change, held, settled } from './change';
import { claim, fast, ledgerDeployment, ledgerSet, makeVolumes, removeVolumes, slow } from './ledgers';
import { record, Row } from '../../results';
import { Cluster, Manifest, kubectl } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { makeNamespace, removeNamespace } from '../namespaces';
import { holding } from '../nodes-lock';
import { eachOf } from '../support/generated';

/** A change that `diff` says loses data or strands it. */
interface Drill {
  readonly rule: string;
  readonly change: string;
  /** Objects before and after. `elsewhere` is another namespace. */
  readonly objects: (namespace: string, elsewhere: string) => { readonly old: Manifest[]; readonly new: Manifest[] };
  /** Addresses of the ledgers before. */
  readonly targets?: string[];
  /** What people do who do not know; to apply, unless the server refuses it. */
  readonly naive?: (change: Change, namespace: string) => Promise<void>;
  /** How much of what was acknowledged is gone then. */
  readonly lost: 'all' | 'some';
  /** Whether there is a way to make the change without loss. */
  readonly hasRunbook: boolean;
  /** What a person does where the runbook has no command. */
  readonly byHand?: (cluster: Cluster, namespace: string) => Promise<void>;
}

const MEMBERS = ['ledger-0.ledger', 'ledger-1.ledger'];

/** The set, and with some whose claims go with it the claims, are deleted because the server refuses the change. */
async function anew(change: Change, namespace: string, withClaims: boolean): Promise<void> {
  await kubectl('delete', '-n', namespace, 'statefulset', 'ledger', '--cascade=foreground');
  await (withClaims ? kubectl('delete', '-n', namespace, 'pvc', '--all') : undefined);
  await change.applyNew();
}

const DRILLS: Drill[] = [
  {
    rule: 'UP01', change: 'set renamed', objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, name: 'books' }) }), lost: 'all', hasRunbook: true,
  },
  {
    rule: 'UP01',
    change: 'set in another namespace',
    objects: (namespace, elsewhere) => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace: elsewhere, storageClassName: fast(namespace) }) }),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP02',
    change: 'claim renamed',
    objects: namespace => ({ old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')], new: [claim(namespace, 'books'), ...ledgerDeployment(namespace, 'books')] }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP03',
    change: 'claim template renamed, set made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, template: 'books' }) }),
    naive: (change, namespace) => anew(change, namespace, false),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP04',
    change: 'another claim mounted',
    objects: namespace => ({
      old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')],
      new: [claim(namespace, 'ledger'), claim(namespace, 'books'), ...ledgerDeployment(namespace, 'books')],
    }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP05', change: 'another directory of the volume', objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, subPath: 'v2' }) }), lost: 'all', hasRunbook: true,
  },
  {
    rule: 'UP06', change: 'first ordinal 0 → 1', objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, spec: { ordinals: { start: 1 } } }) }), lost: 'some', hasRunbook: true,
  },
  {
    rule: 'UP07',
    change: 'fewer members, whenScaled Delete',
    objects: namespace => ({
      old: ledgerSet({ namespace, spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }),
      new: ledgerSet({ namespace, replicas: 1, spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }),
    }),
    lost: 'some',
    hasRunbook: true,
    // The ledger's own means: its entries go to the member that stays.
    byHand: async (cluster, namespace) => {
      await cluster.exec(namespace, 'ledger-0', ['python3', '-c', COPY_ENTRIES]);
    },
  },
  {
    rule: 'UP08',
    change: 'class of a template, set and claims made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, storageClassName: slow(namespace) }) }),
    naive: (change, namespace) => anew(change, namespace, true),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP08',
    change: 'smaller template, set and claims made anew',
    objects: namespace => ({ old: ledgerSet({ namespace }), new: ledgerSet({ namespace, size: '512Mi' }) }),
    naive: (change, namespace) => anew(change, namespace, true),
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP08',
    change: 'class of a claim, claim made anew',
    objects: namespace => ({ old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')], new: [claim(namespace, 'ledger', slow(namespace)), ...ledgerDeployment(namespace, 'ledger')] }),
    targets: ['ledger-0'],
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'deployment/ledger', 'pvc/ledger');
      await change.applyNew();
    },
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP09',
    change: 'claim left out for one release',
    objects: namespace => ({ old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')], new: [] }),
    targets: ['ledger-0'],
    naive: async (change, namespace) => {
      await kubectl('delete', '-n', namespace, 'deployment/ledger', 'service/ledger-0', 'pvc/ledger');
      await change.applyOld();
    },
    lost: 'all',
    hasRunbook: false,
  },
  {
    rule: 'UP15',
    change: 'Deployment made a set with a template',
    objects: namespace => ({ old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')], new: ledgerSet({ namespace, replicas: 1 }) }),
    targets: ['ledger-0'],
    lost: 'all',
    hasRunbook: true,
  },
  {
    rule: 'UP15',
    change: 'set with a template made a Deployment',
    objects: namespace => ({ old: ledgerSet({ namespace, replicas: 1 }), new: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')] }),
    targets: ['ledger-0.ledger'],
    lost: 'all',
    hasRunbook: true,
  },
];

/** Appends what ledger-1 holds to the ledger of this member. */
const COPY_ENTRIES = `
import socket
def ask(host, *lines):
    with socket.create_connection((host, 7000), timeout=5) as s:
        f = s.makefile("rw")
        for line in lines:
            f.write(line + "\\n"); f.flush()
            while True:
                answer = f.readline().strip()
                yield answer
                if answer in ("OK", "END"): break
ids = [line.split()[-1] for line in ask("ledger-1.ledger", "DUMP") if line != "END"]
assert all(answer == "OK" for answer in ask("ledger-0.ledger", *["APPEND " + i for i in ids]))
`;

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
  const minor = Number(JSON.parse(await kubectl('get', '--raw', '/version')).minor.replace(/\D/g, ''));
  const maker = await makeNamespace(cluster, 'privileged');
  // One for what people do, one for the runbook, one to move to.
  const places: string[][] = [];
  for (const _ of DRILLS) {
    places.push([await makeNamespace(cluster, 'restricted'), await makeNamespace(cluster, 'restricted'), await makeNamespace(cluster, 'restricted')]);
  }
  const failures: string[] = [];
  try {
    await makeVolumes(cluster, maker, places.flat());
    await eachOf(DRILLS.entries(), async ([i, drill]) => {
      const [naive, guided, elsewhere] = places[i];
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
    await removeNamespace(cluster, maker);
  }
  expect(failures).toEqual([]);
}));

/** What people do: how much is gone then, of how much. */
async function loses(drill: Drill, namespace: string, elsewhere: string, minor: number): Promise<string> {
  const { change, acks } = await begun(drill, namespace, elsewhere);
  expect(change.consequences(drill.rule, minor).map(({ verdict }) => verdict)).toContain('loses-data');
  await (drill.naive ? drill.naive(change, namespace) : change.applyNew());
  const holds = await held(cluster, [namespace, elsewhere]);
  const gone = [...acks].filter(id => !holds.has(id)).length;
  change.remove();
  await kubectl('delete', '-n', elsewhere, 'all', '--all', '--wait=false');
  expect(`${drill.change}: ${drill.lost === 'all' ? gone === acks.size : gone > 0 && gone < acks.size}`).toBe(`${drill.change}: true`);
  return `${gone} of ${acks.size}`;
}

/** By the runbook. */
async function keeps(drill: Drill, namespace: string, elsewhere: string, minor: number): Promise<string> {
  await kubectl('delete', '-n', elsewhere, 'statefulset,pod,pvc,service', '--all');
  const { change, acks } = await begun(drill, namespace, elsewhere);
  const runbook = change.consequences(drill.rule, minor).find(consequence => consequence.runbook)?.runbook;
  expect(runbook).toBeDefined();
  await change.follow(runbook!, drill.byHand ? () => drill.byHand!(cluster, namespace) : undefined);
  await settled(cluster, change.new_);
  const holds = await held(cluster, [namespace, elsewhere]);
  const gone = [...acks].filter(id => !holds.has(id));
  change.remove();
  expect({ change: drill.change, gone }).toEqual({ change: drill.change, gone: [] });
  return `0 of ${acks.size}`;
}

async function begun(drill: Drill, namespace: string, elsewhere: string): Promise<{ change: Change; acks: Set<string> }> {
  const { old, new: new_ } = drill.objects(namespace, elsewhere);
  const change = new Change(cluster, namespace, old, new_);
  await change.applyOld();
  const acks = new Set((await change.write((drill.targets ?? MEMBERS).map(target => `${target}.${namespace}.svc`))).map(({ id }) => id));
  expect(acks.size).toBeGreaterThanOrEqual(20);
  return { change, acks };
}
