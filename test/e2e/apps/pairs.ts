import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Row, record } from '../../results';
import { Inputs, hashOf } from '../battery';
import { Cluster, pause } from '../cluster';
import { nodeFault, serving } from '../drills/nodes';

/** Something that goes wrong with an app, or is done to it, while another thing goes on. */
export interface Fault<S> {
  readonly name: string;
  /** Whether it disturbs more than the app: nodes, or what the whole cluster shares. */
  readonly disturbs?: boolean;
  /** Begins, and does not wait for what follows. */
  start(scene: S): Promise<void>;
  /** Ends it, and does what the documentation tells an operator to do. Also when it has begun only in part. */
  end(scene: S): Promise<void>;
}

/** A scene that knows which nodes are down or cut off, by the fault. */
interface NodesDown {
  readonly subject: { readonly cluster: Cluster };
  readonly nodes: { [fault: string]: string };
}

/** The power or the network of a node with a member on it, which the other fault has left alone. */
export function onNode<S extends NodesDown>(
  name: string, find: (scene: S) => Promise<string>, begin: 'kill' | 'partition', end: 'start' | 'heal',
): Fault<S> {
  return {
    name,
    disturbs: true,
    start: async scene => {
      scene.nodes[name] = await find(scene);
      await nodeFault(begin, scene.nodes[name]);
    },
    end: async scene => {
      await nodeFault(end, scene.nodes[name]);
      await serving(scene.subject.cluster, scene.nodes[name]);
    },
  };
}

/** Deletes pods whose container ends again and again, and is started again only after minutes. */
export async function replaceCrashing(
  { cluster, namespace }: { readonly cluster: Cluster; readonly namespace: string }, pods: string[],
): Promise<void> {
  for (const name of pods) {
    const pod = await cluster.get('v1', 'Pod', namespace, name);
    if (pod?.status.containerStatuses?.[0].state.waiting?.reason === 'CrashLoopBackOff') {
      await cluster.delete('v1', 'Pod', namespace, name);
    }
  }
}

/** All faults of an app, and why some of them, or some pairs, are not tried. */
export interface Battery<S> {
  readonly faults: readonly Fault<S>[];
  /** Reasons by the name of the fault, or of the pair: `a + b` in the order of the names. */
  readonly leftOut: { readonly [name: string]: string };
}

export type Pair<S> = readonly [Fault<S>, Fault<S>];

export const pairName = (a: string, b: string) => [a, b].sort().join(' + ');

/** All pairs of two different faults that make sense. */
export function pairsOf<S>({ faults, leftOut }: Battery<S>): Pair<S>[] {
  const unknown = Object.keys(leftOut).filter(name =>
    name.includes(' + ') && !name.split(' + ').every(part => faults.some(fault => fault.name === part)));
  if (unknown.length > 0) {
    throw new Error(`no faults of the battery: ${unknown.join()}`);
  }
  return faults.flatMap((a, i) => faults.slice(i + 1).map((b): Pair<S> => [a, b]))
    .filter(([a, b]) => !(pairName(a.name, b.name) in leftOut));
}

/** Begins the first and the second fault, and ends them in the same order. */
export async function both<S>(scene: S, pair: Pair<S>): Promise<void> {
  const begun: Fault<S>[] = [];
  try {
    for (const fault of pair) {
      begun.push(fault);
      await fault.start(scene);
    }
    await pause(3000);
  } finally {
    for (const fault of begun) {
      await fault.end(scene);
    }
  }
}

/** What the pairs of a battery found, by the name of the pair, kept in a file: all of them take longer than a run may last. */
export class Findings<S> {
  private readonly file: string;
  private readonly found: { [pair: string]: string };

  public constructor(private readonly engine: string, private readonly battery: Battery<S>, inputs: Inputs) {
    this.file = join(__dirname, '..', '..', '..', 'test-reports', `pairs of ${engine} ${hashOf(inputs)}.json`);
    this.found = existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {};
  }

  /**
   * Runs pairs: with E2E_PAIRS=all those of which nothing is known with these inputs; else as many as begin within half of
   * E2E_PAIR_MINUTES, from a place that E2E_SEED or chance gives. When all pairs are known, they are a table of the proof.
   */
  public async run(pairs: Pair<S>[], run: (pair: Pair<S>) => Promise<string>): Promise<void> {
    const all = process.env.E2E_PAIRS === 'all';
    const seed = Number(process.env.E2E_SEED ?? Date.now() % 2 ** 31);
    const end = all ? Infinity : Date.now() + Number(process.env.E2E_PAIR_MINUTES ?? 4) * 30_000;
    const first = all ? 0 : seed % pairs.length;
    process.stdout.write(`two at a time: E2E_SEED=${seed}, from pair ${first} of ${pairs.length}\n`);
    for (const [a, b] of [...pairs.slice(first), ...pairs.slice(0, first)]) {
      const name = pairName(a.name, b.name);
      if (Date.now() < end && !(all && name in this.found)) {
        this.found[name] = await run([a, b]);
        writeFileSync(this.file, JSON.stringify(this.found));
      }
    }
    if (pairsOf(this.battery).every(([a, b]) => pairName(a.name, b.name) in this.found)) {
      record(`two at a time: ${this.engine}`, matrix(this.battery, this.found));
    }
  }
}

/** Which fault meets which, as a table: what was found, or the number of the reason below for which the pair was not tried. */
function matrix<S>({ faults, leftOut }: Battery<S>, found: { [pair: string]: string }): Row[] {
  const names = [...faults.map(({ name }) => name), ...Object.keys(leftOut).filter(name => !name.includes(' + '))];
  const reasons = [...new Set(Object.values(leftOut))];
  const cell = (a: string, b: string) => {
    const why = leftOut[a] ?? leftOut[b] ?? leftOut[pairName(a, b)];
    return a === b ? '' : why ? `(${reasons.indexOf(why) + 1})` : found[pairName(a, b)];
  };
  return [
    ...names.map(a => ({ 'lost of acknowledged': a, ...Object.fromEntries(names.map(b => [b, cell(a, b)])) })),
    ...reasons.map((why, i) => ({ 'lost of acknowledged': `(${i + 1}) ${why}`, ...Object.fromEntries(names.map(b => [b, ''])) })),
  ];
}
