import { spawn } from 'child_process';
import { once } from 'events';
import { tmpdir } from 'os';
import { join } from 'path';
import { counted } from './battery';

const LOCK = join(tmpdir(), 'cdk8s-stateful-e2e-nodes.lock');
const NAMES = join(tmpdir(), 'cdk8s-stateful-e2e-names.lock');

/** A queue in front of the lock, so that tests that share the lock cannot starve a test that needs it exclusively. */
const TURN = 'exec 8> "$0.turn" 9> "$0" && flock 8 && flock "--$1" 9 && flock --unlock 8 && echo held && exec cat';

/** A test that needs nodes which nobody disturbs; others like it may run at the same time, in another process. */
export function testWithSharedNodes(name: string, work: () => Promise<void>): void {
  test(name, counted(() => holding('shared', work)));
}

/** A test that disturbs nodes, so that no other test that needs them may run. */
export function testWithExclusiveNodes(name: string, work: () => Promise<void>): void {
  test(name, counted(() => holding('exclusive', work)));
}

/** Runs the work while a program holds the lock. The lock is released when that program exits, even if this process crashes. */
export async function holding<T>(mode: Mode, work: () => Promise<T>): Promise<T> {
  const release = await hold(LOCK, mode);
  try {
    return await work();
  } finally {
    release();
  }
}

/** For a file of tests that asks the server about objects with names of the whole cluster, while nothing of these names is there. */
export function holdNames(): void {
  let release: () => void;
  beforeAll(async () => {
    release = await hold(NAMES, 'shared');
  });
  afterAll(() => release?.());
}

/** For tests that make such objects: call what it returns when they are gone. */
export async function ownNames(): Promise<() => void> {
  return hold(NAMES, 'exclusive');
}

type Mode = 'shared' | 'exclusive';

/** Takes the lock of a file; call what it returns to give it back. */
export async function hold(lock: string, mode: Mode): Promise<() => void> {
  const keeper = spawn('sh', ['-c', TURN, lock, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([
    once(keeper.stdout, 'data'),
    once(keeper, 'exit').then(([code]) => Promise.reject(new Error(`flock ended with status ${code}`))),
  ]);
  return () => keeper.stdin.end();
}
