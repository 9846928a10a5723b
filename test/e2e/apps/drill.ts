import { Row, record } from '../../results';
import { Cluster, eventually } from '../cluster';
import { gaps } from '../drills/verdict';
import { acknowledged } from '../drills/writer';

/** What a drill of an app does, and what it finds afterwards. */
export interface AppDrill {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** What happens, as a row of the table says it. */
  readonly fault: string;
  readonly startWriter: () => Promise<void>;
  /** Breaks something and does what the documentation tells an operator to do; all is ready when it ends. */
  readonly strike: () => Promise<void>;
  /** Waits until all members hold the same, and gives what that is. */
  readonly converged: () => Promise<Set<string>>;
}

/** Runs a drill under a continuous writer. Every acknowledged entry has to be there at the end. */
export async function drill({ cluster, namespace, fault, startWriter, strike, converged }: AppDrill): Promise<Row> {
  await startWriter();
  await writing(namespace, 0);
  await strike();
  await writing(namespace, Date.now());
  const acks = await acknowledged(namespace);
  await cluster.delete('v1', 'Pod', namespace, 'writer', { grace: 0 });
  await eventually(`the writer in ${namespace} ends`, async () => !await cluster.get('v1', 'Pod', namespace, 'writer'));
  const held = await converged();
  const lost = acks.filter(ack => !held.has(ack.id));
  const row: Row = {
    'fault': fault,
    'commits acknowledged': acks.length,
    'lost': lost.length,
    'members agree': 'yes',
    'seconds without service': Number((Math.max(...gaps(acks)) / 1000).toFixed(1)),
  };
  process.stdout.write(`drill: ${Object.entries(row).map(([column, value]) => `${column} ${value}`).join(', ')}\n`);
  expect(lost).toEqual([]);
  return row;
}

/** Keeps the rows of an app for the proof. */
export function recordDrills(app: string, rows: Row[]): void {
  record(`drills of ${app}`, rows);
}

/** Waits until commits are acknowledged after the moment. */
export async function writing(namespace: string, since: number): Promise<void> {
  await eventually(`commits in ${namespace} are acknowledged`,
    async () => (await acknowledged(namespace, '--tail=100')).filter(ack => ack.time > since).length >= 20);
}
