import { FAULTS, Fault, Scene } from './faults';
import { threeNodes } from './nodes';
import { CONSTRUCTS, Construct, Subject, commonNode, makeSubject, networkClass, removeClusterScoped, settled } from './subjects';
import { Verdict, judge } from './verdict';
import { startWriter, stopWriter, writing } from './writer';
import { Spread } from '../../../src';
import { Row, record } from '../../results';
import { Cluster, eventually } from '../cluster';
import { makeNamespace, removeNamespace } from '../namespaces';
import { holding } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
afterAll(() => cluster.close());

const rows: Row[] = [];

// Each fault hits one subject of every construct at the same moment: three proofs for one power cut.
describe.each(FAULTS.map(fault => [fault.name, fault] as const))('%s', (_, fault) => {
  const verdicts = new Map<Construct, Verdict>();
  beforeAll(() => holding('exclusive', async () => {
    const subjects: Subject[] = [];
    try {
      await Promise.all(CONSTRUCTS.map(async construct => subjects.push(await deploy(construct, fault))));
      for (const [construct, verdict] of await drill(subjects, fault)) {
        verdicts.set(construct, verdict);
      }
    } finally {
      await Promise.all(subjects.map(remove));
    }
  }));

  test.each(CONSTRUCTS)('%s keeps every acknowledged entry, once, and has one writer at a time', construct => {
    const { acknowledged, lost, doubled, intruders } = verdicts.get(construct)!;
    expect({ lost, doubled, intruders }).toEqual({ lost: [], doubled: [], intruders: [] });
    expect(acknowledged).toBeGreaterThan(40);
  });
});

async function deploy(construct: Construct, fault: Fault): Promise<Subject> {
  const nodes = await threeNodes(cluster);
  const namespace = await makeNamespace(cluster, 'restricted');
  const storageClass = fault.networkStorage ? await networkClass(cluster, construct, namespace) : await defaultClass();
  const subject = makeSubject({ construct, namespace, nodes, storageClass, spread: fault.networkStorage ? Spread.SOFT : Spread.HARD });
  await cluster.applyAll(subject.render());
  await settled(cluster, subject);
  return subject;
}

async function drill(subjects: Subject[], fault: Fault): Promise<[Construct, Verdict][]> {
  const nodes = await threeNodes(cluster);
  const victim = await commonNode(cluster, subjects, nodes);
  const safe = nodes.find(node => node !== victim)!;
  await Promise.all(subjects.map(subject => startWriter(cluster, subject, safe)));
  await allWriting(subjects, 0);

  const scene: Scene = { cluster, subjects, victim };
  try {
    await fault.strike(scene);
    const over = Date.now();
    await Promise.all(subjects.map(subject => settled(cluster, subject)));
    await allWriting(subjects, over);
    return await Promise.all(subjects.map(async (subject): Promise<[Construct, Verdict]> => {
      const verdict = await judge(cluster, subject, await stopWriter(cluster, subject));
      note(subject.construct, fault.name, verdict);
      return [subject.construct, verdict];
    }));
  } finally {
    await fault.repair?.(scene);
  }
}

function note(construct: Construct, fault: string, verdict: Verdict): void {
  const { acknowledged, lost, doubled, intruders, secondsWithoutService } = verdict;
  const row: Row = {
    'construct': construct,
    'fault': fault,
    'entries acknowledged': acknowledged,
    'lost': lost.length,
    'doubled': doubled.length,
    'second writers': intruders.length,
    'seconds without service': Number(secondsWithoutService.toFixed(1)),
  };
  rows.push(row);
  rows.sort((a, b) => order(a) - order(b)); // They come as they are done with.
  record('drills', rows);
  process.stdout.write(`drill: ${Object.entries(row).map(([column, value]) => `${column} ${value}`).join(', ')}\n`);
}

function order({ construct, fault }: Row): number {
  return FAULTS.findIndex(({ name }) => name === fault) * CONSTRUCTS.length + CONSTRUCTS.indexOf(construct as Construct);
}

async function allWriting(subjects: Subject[], since: number): Promise<void> {
  await Promise.all(subjects.map(subject => writing(subject, since)));
}

async function defaultClass(): Promise<string> {
  return eventually('a default StorageClass', async () => (await cluster.list('storage.k8s.io/v1', 'StorageClass'))
    .find(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true')?.metadata.name);
}

async function remove(subject: Subject): Promise<void> {
  await removeNamespace(cluster, subject.namespace);
  await removeClusterScoped(cluster, subject);
}
