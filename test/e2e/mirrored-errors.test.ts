import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { serverMinor } from './cluster';
import { APPS } from './mirrored-errors/apps';
import { CLASSES } from './mirrored-errors/classes';
import { CONTAINERS } from './mirrored-errors/containers';
import { NETWORK } from './mirrored-errors/network';
import { UNMIRRORED, UNMIRRORED_MESSAGES } from './mirrored-errors/not-mirrored';
import { PODS } from './mirrored-errors/pods';
import { MirroredRule } from './mirrored-errors/rule';
import { STORAGE } from './mirrored-errors/storage';
import { VOLUMES } from './mirrored-errors/volumes';
import { WORKLOADS } from './mirrored-errors/workloads';
import { GENERATED, GeneratedSet, SEED, eachOf, generate } from './support/generated';
import { Server } from './support/server';
import { errorsOf } from '../constructs/support';
import { record } from '../results';
import { holdNames } from './nodes-lock';

holdNames();

const SRC = join(__dirname, '..', '..', 'src');
const MIRRORED = [...WORKLOADS, ...CONTAINERS, ...PODS, ...VOLUMES, ...STORAGE, ...CLASSES, ...NETWORK, ...APPS];
/** Sets of each construct that are looked through for some that only the server's rules refuse. */
const SETS = Number(process.env.PROPERTY_RUNS ?? 300);

let server: Server;
let minor: number;
beforeAll(async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // Warnings.
  server = await Server.open();
  minor = await serverMinor();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server?.close(); // There is none if the cluster could not be reached.
});

test('every error is in one of the two tables', () => {
  const text = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts')).map(file =>
    readFileSync(join(SRC, file), 'utf8')).join('\n');
  const ids = [...new Set(text.match(/\bCS[123]\d\d\b/g))].sort();
  const mirrored = new Set(MIRRORED.map(rule => rule.id));
  const tables = [...mirrored, ...UNMIRRORED.map(({ id }) => id)];
  expect(tables.sort()).toEqual(ids);
  expect(UNMIRRORED_MESSAGES.filter(({ id }) => !mirrored.has(id))).toEqual([]);
});

describe('what the library refuses in the name of the API server, the server refuses', () => {
  test.each(MIRRORED.map(rule => [`${rule.id} ${rule.rule}`, rule] as const))('%s', async (_, rule) => {
    const broken = refusalsOf(rule, true);
    const isDropped = minor >= (rule.droppedIn ?? Infinity);
    expect({ library: broken, server: await server.refusals(rule.byHand(true)) }).toEqual({
      library: expect.arrayContaining([expect.stringMatching(rule.says)]),
      server: isDropped ? [] : expect.arrayContaining([expect.stringMatching(rule.answer)]),
    });
    expect(broken.filter(line => rule.says.test(line)).flatMap(unmirrored)).toEqual([]);
    expect({ library: refusalsOf(rule, false), server: await server.refusals(rule.byHand(false)) }).toEqual({ library: [], server: [] });
  });
});

describe('a generated set that only rules of the API server refuse, the server refuses', () => {
  let seen = 0;
  let judged = 0;
  let falseAlarms = 0;
  afterAll(() => {
    record('mirrored-errors', [{
      'rules of the server': MIRRORED.length,
      'errors that mirror none': UNMIRRORED.length,
      'seed': SEED,
      'generated sets that the library refuses': seen,
      'for rules of the server alone': judged,
      'taken by the server': falseAlarms,
    }]);
    process.stdout.write(
      `mirrored errors: seed ${SEED}, ${MIRRORED.length} rules, ${judged} generated sets judged of ${seen} that the library refuses\n`,
    );
  });

  test.each(GENERATED)('%s', async (name, props, type) => {
    const accepted: string[] = [];
    const unknown: string[] = [];
    await eachOf(firstRefused(generate(props, type)), async set => {
      seen++;
      const errors = set.errors.map(line => line.replace(/^\[[^\]]*\] /, ''));
      unknown.push(...errors.filter(line => unmirrored(line).length === 0 && rulesOf(line).length === 0));
      if (errors.every(line => unmirrored(line).length === 0 && rulesOf(line).some(rule => !rule.hidden))) {
        judged++;
        const refusals = (await server.refusals(set.objects)).filter(refusal => !refusal.includes('violates PodSecurity'));
        accepted.push(...refusals.length > 0 ? [] : [`${name}, seed ${SEED}: ${errors.join('; ')}\n  for ${set.props}`]);
      }
    });
    falseAlarms += accepted.length;
    expect(unknown).toEqual([]);
    expect(accepted).toEqual([]);
  });
});

function* firstRefused(sets: Iterable<GeneratedSet>): Generator<GeneratedSet> {
  let refused = 0;
  for (const set of sets) {
    if (set.errors.length > 0) {
      yield set;
      if (++refused === SETS) {
        return;
      }
    }
  }
}

function rulesOf(line: string): MirroredRule[] {
  return MIRRORED.filter(rule => rule.says.test(ofMain(line)));
}

/** The mistakes of a sidecar are those of the main container. */
function ofMain(line: string): string {
  return line.replace(/ of sidecar '.*?'(?=: got )/s, '');
}

/** Why the server does not have the rule, if it does not. */
function unmirrored(line: string): string[] {
  return [...UNMIRRORED.filter(({ id }) => line.startsWith(id)), ...UNMIRRORED_MESSAGES.filter(({ says }) => says!.test(ofMain(line)))].map(
    ({ reason }) => `${reason}: ${line}`,
  );
}

/** Errors of the library, without the paths of constructs; also that of a constructor. */
function refusalsOf(rule: MirroredRule, broken: boolean): string[] {
  let lines: string[];
  try {
    lines = errorsOf(rule.props(broken));
  } catch (e) {
    lines = (e as Error).message.split('\n').map(line => line.trim()).filter(line => line.startsWith('['));
  }
  return lines.map(line => line.replace(/^\[[^\]]*\] /, ''));
}
