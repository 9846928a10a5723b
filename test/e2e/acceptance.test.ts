import { readFileSync } from 'fs';
import { join } from 'path';
import { Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Manifest } from './cluster';
import { GENERATED, GeneratedSet, SEED, eachOf, generate } from './support/generated';
import { Server, levelOf } from './support/server';
import { objectsOf, snapshotFiles, snapshots } from './support/snapshots';
import { EXAMPLES, exampleNames } from '../../scripts/examples';
import { CASES } from '../apps/cases';
import { testChart } from '../constructs/support';
import { Row, record } from '../results';
import { holdNames } from './nodes-lock';

holdNames();

/** The constructs make more than 500 sets. */
const SETS = Number(process.env.PROPERTY_RUNS ?? 80);

let server: Server;
beforeAll(async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // Warnings of generated sets.
  server = await Server.open();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server?.close(); // There is none if the cluster could not be reached.
});

const rows: Row[] = [];
/** A row of the table: what was asked about since the last one. */
function note(what: string, sets: number, refused: number): void {
  rows.push({
    'what': what,
    'sets': sets,
    'objects, with pods and claims': server.asked - rows.reduce((sum, row) => sum + Number(row['objects, with pods and claims']), 0),
    'refused': refused,
  });
  record('acceptance', rows);
}

describe('the API server accepts every example', () => {
  let refused = 0;
  afterAll(() => note('examples', exampleNames().length, refused));

  test.each(exampleNames())('%s', async name => {
    const objects = parseAllDocuments(readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8')).map(document => document.toJS())
      .filter(object => object);
    expect(objects.length).toBeGreaterThan(0);
    expect(reachingForNode(objects)).toEqual([]);
    const refusals = await server.refusals(objects);
    refused += refusals.length;
    expect(refusals).toEqual([]);
  });
});

describe('the API server accepts every snapshot', () => {
  const found = snapshotFiles().flatMap(file => [...snapshots(readFileSync(file, 'utf8'))])
    .filter(([, value]) => JSON.stringify(value).includes('"apiVersion"'));

  let refused = 0;
  afterAll(() => note('snapshots', found.length, refused));

  test('no snapshot is left out', () => {
    const titles = snapshotFiles().flatMap(file => readFileSync(file, 'utf8').split(/^exports\[/m).slice(1))
      .filter(text => text.includes('"apiVersion"'));
    expect(found).toHaveLength(titles.length);
    expect(titles.length).toBeGreaterThan(10);
  });

  test.each(found)('%s', async (_, value) => {
    expect(objectsOf(value).length).toBeGreaterThan(0);
    const refusals = await server.refusals(objectsOf(value));
    refused += refusals.length;
    expect(refusals).toEqual([]);
  });
});

describe('the API server accepts every app', () => {
  const sets = CASES.flatMap(({ title, type, defaults, everything }): [string, Manifest[]][] => {
    const synthesized = (props: object) => {
      const chart = testChart();
      new type(chart, title, props);
      return Testing.synth(chart);
    };
    return [[`${title} with defaults`, synthesized(defaults)], [`${title} with everything set`, synthesized({ ...defaults, ...everything })]];
  });

  let refused = 0;
  afterAll(() => note('apps', sets.length, refused));

  test.each(sets)('%s', async (_, objects) => {
    const refusals = [...reachingForNode(objects), ...await server.refusals(objects)];
    refused += refusals.length;
    expect(refusals).toEqual([]);
  });
});

describe('the API server accepts what the library accepts', () => {
  let sets = 0;
  const refused: string[] = [];
  afterAll(() => {
    note(`generated, seed ${SEED}`, sets, refused.length);
    process.stdout.write(`acceptance: seed ${SEED}, ${sets} generated sets, ${server.asked} objects asked, ${refused.length} refused\n`);
  });

  test.each(GENERATED)('%s', async (name, props, type) => {
    const before = refused.length;
    await eachOf(firstAccepted(generate(props, type)), async set => {
      sets++;
      refused.push(...reachingForNode(set.objects));
      for (const answer of await server.refusals(set.objects)) {
        refused.push(`${name}, seed ${SEED}: ${answer}\n  for ${set.props}`);
      }
    });
    expect(refused.slice(before)).toEqual([]);
  });
});

/** Only daemons do: a database that does is a mistake, though the namespace for it would be there. */
function reachingForNode(objects: Manifest[]): string[] {
  return objects.filter(object => object.kind !== 'DaemonSet' && levelOf(object) === 'privileged')
    .map(object => `${object.kind} ${object.metadata.name} is privileged`);
}

function* firstAccepted(sets: Iterable<GeneratedSet>): Generator<GeneratedSet> {
  let accepted = 0;
  for (const set of sets) {
    if (set.errors.length === 0) {
      yield set;
      if (++accepted === SETS) {
        return;
      }
    }
  }
}
