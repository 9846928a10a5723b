import { Change, held, settled } from './change';
import { claim, ledgerDeployment, ledgerSet, makeVolumes, removeVolumes } from './ledgers';
import { record, Row } from '../../results';
import { Cluster, Manifest, kubectl, serverMinor } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { gaps } from '../drills/verdict';
import { makeNamespace, removeNamespace } from '../namespaces';
import { holding } from '../nodes-lock';
import { eachOf } from '../support/generated';

/** A change that the server refuses, and for which `diff` has a runbook. */
interface Drill {
  readonly change: string;
  readonly objects: (namespace: string) => { readonly old: Manifest[]; readonly new: Manifest[] };
  readonly targets?: string[];
  /** Whether the pods run on meanwhile. */
  readonly keepsPods: boolean;
  /** Whether nobody finds the members under their former names. */
  readonly renamesMembers?: boolean;
}

const MEMBERS = ['ledger-0.ledger', 'ledger-1.ledger'];
const set = (before: object, after: object) =>
  (namespace: string) => ({ old: ledgerSet({ namespace, ...before }), new: ledgerSet({ namespace, ...after }) });
const templateOf = (objects: Manifest[]) => objects[1].spec.volumeClaimTemplates[0];

const ON_DELETE = { spec: { updateStrategy: { type: 'OnDelete' } } };
const WHEN_DELETED = { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } };

const DRILLS: Drill[] = [
  { change: 'template grows', objects: set({ size: '512Mi' }, { size: '786432Ki' }), keepsPods: true }, // 768Mi, as the server writes it
  { change: 'podManagementPolicy', objects: set({}, { spec: { podManagementPolicy: 'Parallel' } }), keepsPods: true },
  {
    change: 'label of a claim template',
    objects: namespace => {
      const after = ledgerSet({ namespace });
      templateOf(after).metadata.labels = { release: '2' };
      return { old: ledgerSet({ namespace }), new: after };
    },
    keepsPods: true,
  },
  {
    change: 'podManagementPolicy of a set with OnDelete',
    objects: set(ON_DELETE, { spec: { ...ON_DELETE.spec, podManagementPolicy: 'Parallel' } }),
    keepsPods: true,
  },
  { change: 'selector', objects: set({}, { labels: { app: 'ledger', tier: 'storage' } }), keepsPods: false },
  {
    change: 'selector, whenDeleted Delete',
    objects: set(WHEN_DELETED, { ...WHEN_DELETED, labels: { app: 'ledger', tier: 'storage' } }),
    keepsPods: false,
  },
  {
    change: 'serviceName',
    objects: namespace => {
      const books = { ...ledgerSet({ namespace })[0], metadata: { name: 'books', namespace } };
      return { old: [...ledgerSet({ namespace }), books], new: [...ledgerSet({ namespace, spec: { serviceName: 'books' } }), books] };
    },
    keepsPods: false,
    renamesMembers: true,
  },
  {
    change: 'access mode of a template',
    objects: namespace => {
      const after = ledgerSet({ namespace });
      templateOf(after).spec.accessModes = ['ReadWriteOncePod'];
      return { old: ledgerSet({ namespace }), new: after };
    },
    keepsPods: false,
  },
  {
    change: 'access mode of a claim',
    objects: namespace => {
      const after = claim(namespace, 'ledger');
      after.spec.accessModes = ['ReadWriteOncePod'];
      return { old: [claim(namespace, 'ledger'), ...ledgerDeployment(namespace, 'ledger')], new: [after, ...ledgerDeployment(namespace, 'ledger')] };
    },
    targets: ['ledger-0'],
    keepsPods: false,
  },
  {
    change: 'Service from headless to an address',
    objects: namespace => {
      const books = (clusterIP: string) => {
        const [service] = ledgerSet({ namespace });
        return { ...service, metadata: { name: 'books', namespace }, spec: { ...service.spec, clusterIP } };
      };
      return { old: [...ledgerSet({ namespace }), books('None')], new: [...ledgerSet({ namespace }), books(freeAddress)] };
    },
    keepsPods: true,
  },
  {
    change: 'parameters of a class',
    objects: namespace => {
      const of = (parameters: object) => ({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: `${namespace}-other` },
        provisioner: 'e2e.example.com/nobody',
        parameters,
      });
      return { old: [...ledgerSet({ namespace }), of({ type: 'a' })], new: [...ledgerSet({ namespace }), of({ type: 'b' })] };
    },
    keepsPods: true,
  },
  {
    change: 'OnDelete for a set that rolled',
    objects: set({}, { spec: { updateStrategy: { type: 'OnDelete' } } }),
    keepsPods: true,
  },
];

/** An address of the cluster's range for Services that is not likely to be taken. */
let freeAddress: string;
let cluster: Cluster;
const rows: Row[] = [];

beforeAll(async () => {
  cluster = await Cluster.connect();
  freeAddress = (await cluster.get('v1', 'Service', 'default', 'kubernetes')).spec.clusterIP.replace(/\d+$/, '241');
});
afterAll(() => {
  record('runbooks of refused changes', rows.sort((a, b) => a.change < b.change ? -1 : 1));
  cluster.close();
});

test('what the server refuses is made by the runbook, nothing is lost, and pods run on where it says so', () => holding('shared', async () => {
  await threeNodes(cluster);
  const minor = await serverMinor();
  const maker = await makeNamespace(cluster, 'privileged');
  const places: string[] = [];
  await eachOf(DRILLS.entries(), async ([i]) => {
    places[i] = await makeNamespace(cluster, 'restricted');
  });
  const failures: string[] = [];
  try {
    await makeVolumes(cluster, maker, Object.fromEntries(places.map(namespace => [namespace, 2])));
    await eachOf(DRILLS.entries(), async ([i, drill]) => {
      try {
        rows.push(await made(drill, places[i], minor));
      } catch (e) {
        failures.push(`${drill.change}: ${(e as Error).message}`); // The others go on.
      }
    }, 4);
  } finally {
    await eachOf(places, namespace => removeNamespace(cluster, namespace));
    await eachOf(places, namespace => cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, `${namespace}-other`));
    await removeVolumes(cluster, maker, places);
    await removeNamespace(cluster, maker);
  }
  expect(failures).toEqual([]);
}));

async function made(drill: Drill, namespace: string, minor: number): Promise<Row> {
  const { old, new: new_ } = drill.objects(namespace);
  const change = new Change(cluster, namespace, old, new_);
  await change.applyOld();
  const [consequence] = change.consequences('UP20', minor);
  const said = await change.refusal();
  expect(said).toContain(/answers '(.*)'$/.exec(consequence.message)![1]);
  const before = await podsOf(namespace);
  const guided = async () => {
    await change.follow(consequence.runbook!);
    await kubectl('apply', '-f', change.file);
    await settled(cluster, new_);
  };
  const stop = driver(namespace);
  const targets = (drill.targets ?? MEMBERS).map(target => `${target}.${namespace}.svc`);
  const acks = await change.write(targets, drill.renamesMembers ? undefined : guided).finally(stop);
  await (drill.renamesMembers ? guided() : undefined);
  expect(await change.refusal()).toBeUndefined();
  expect((await podsOf(namespace)).join() === before.join()).toBe(drill.keepsPods);
  const holds = await held(cluster, [namespace]);
  const gone = acks.filter(({ id }) => !holds.has(id)).length;
  change.remove();
  expect(gone).toBe(0);
  return {
    'change': drill.change,
    'entries acknowledged': acks.length,
    'lost': gone,
    'pods': drill.keepsPods ? 'run on' : 'made anew',
    'seconds without service': drill.renamesMembers ? 'under the former names, for ever' : Number((Math.max(...gaps(acks)) / 1000).toFixed(1)),
  };
}

async function podsOf(namespace: string): Promise<string[]> {
  return (await cluster.list('v1', 'Pod', namespace, 'app=ledger')).map(({ metadata }) => metadata.uid).sort();
}

/** Stands in for the driver that makes volumes larger: claims that ask for more have it a moment later. Returns what ends it. */
function driver(namespace: string): () => Promise<void> {
  let isOn = true;
  const work = (async () => {
    while (isOn) {
      for (const { metadata, spec, status } of await cluster.list('v1', 'PersistentVolumeClaim', namespace)) {
        const { storage } = spec.resources.requests;
        if (status.phase === 'Bound' && storage === '768Mi' && status.capacity.storage !== storage) {
          await cluster.patch('v1', 'PersistentVolume', undefined, spec.volumeName, { spec: { capacity: { storage } } });
          await cluster.patch('v1', 'PersistentVolumeClaim', namespace, metadata.name, { status: { capacity: { storage } } }, 'status');
        }
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  })();
  return async () => {
    isOn = false;
    await work;
  };
}
