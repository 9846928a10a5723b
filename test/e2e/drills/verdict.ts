import { Cluster } from '../cluster';
import { Subject, podsOf } from './subjects';
import { Ack } from './writer';

/** What a drill found. */
export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged entries that are not where they have to be. */
  readonly lost: string[];
  /** Entries that a member holds twice. */
  readonly doubled: string[];
  /** Writers that wrote to a ledger beside another. */
  readonly intruders: string[];
  /** The longest time between two acknowledgements of a stream. */
  readonly secondsWithoutService: number;
}

/** Compares what was acknowledged with what the members have on their disks. */
export async function judge(cluster: Cluster, subject: Subject, acks: Ack[]): Promise<Verdict> {
  const ledgers = await Promise.all((await podsOf(cluster, subject)).map(async pod =>
    (await cluster.exec(subject.namespace, pod.metadata.name, ['ledger', 'dump'])).trim().split('\n').map(line => line.split(' '))));
  const entries = ledgers.map(lines => lines.filter(([what]) => what === 'entry').map(([, , id]) => id));
  const holds = entries.map(ids => new Set(ids));
  const isKept = (ack: Ack) => subject.need === 'each'
    ? holds[Number(ack.stream.slice(1))].has(ack.id)
    : holds.filter(ids => ids.has(ack.id)).length >= Number(subject.need);
  return {
    acknowledged: acks.length,
    lost: acks.filter(ack => !isKept(ack)).map(ack => ack.id),
    doubled: entries.flatMap(ids => ids.filter((id, i) => ids.indexOf(id) !== i)),
    intruders: ledgers.flatMap(intruders),
    secondsWithoutService: Math.max(...gaps(acks)) / 1000,
  };
}

/** Writers whose lines stand between those of another. Each writes at least twice a second, so a second one cannot hide. */
export function intruders(lines: string[][]): string[] {
  const turns = lines.map(([, writer]) => writer).filter((writer, i, all) => writer !== all[i - 1]);
  return [...lines.filter(([what]) => what === 'intruder').map(([, writer]) => writer), ...turns.filter((writer, i) => turns.indexOf(writer) !== i)];
}

/** Milliseconds between two acknowledgements of a stream. */
export function gaps(acks: Ack[]): number[] {
  return [...new Set(acks.map(ack => ack.stream))].flatMap(stream => {
    const times = acks.filter(ack => ack.stream === stream).map(ack => ack.time);
    return times.slice(1).map((time, i) => time - times[i]);
  });
}
