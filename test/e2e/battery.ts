import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Manifest } from './cluster';

const ROOT = join(__dirname, '..', '..');
/** When the run began: see setup.ts. */
export const STARTED = join(ROOT, 'test-reports', 'e2e-started');
/** For each battery, the hash with which it passed last: of what `npm run proof:update` kept, and of this run. */
export const KEPT = join(ROOT, 'docs', 'explanation', 'batteries.json');
export const PASSED = join(ROOT, 'test-reports', 'batteries');

/** What can change the outcome of a battery. */
export interface Inputs {
  /** The objects that are tried, with their scripts. */
  readonly manifests: Manifest[];
  /** Files and folders of the tests, below test/e2e. */
  readonly files: string[];
}

interface Tally {
  defined: number;
  passed: number;
}

let current: Tally | undefined;

/**
 * Long tests. They run when something has changed that can change their outcome, with E2E_BATTERIES=all always, and with
 * E2E_BATTERY_MINUTES only if the run is not older than that and the battery has passed once. What is left out says so, and
 * `docs/explanation/batteries.json` shows it.
 */
export function battery(name: string, inputs: Inputs, define: () => void): void {
  const hash = hashOf(inputs);
  const reason = whyNot(name, hash);
  if (reason !== undefined) {
    process.stdout.write(`battery ${name}: not run, ${reason}\n`);
    test.skip(`${name}: ${reason}`, () => undefined);
    return;
  }
  const tally: Tally = current = { defined: 0, passed: 0 };
  describe(name, () => {
    define();
    afterAll(() => {
      if (tally.passed === tally.defined) {
        mkdirSync(PASSED, { recursive: true });
        writeFileSync(join(PASSED, `${name}.json`), JSON.stringify(hash));
      }
    });
  });
  current = undefined;
}

/** A test, counted if it belongs to a battery. */
export function counted(work: () => Promise<void>): () => Promise<void> {
  const tally = current;
  if (tally === undefined) {
    return work;
  }
  tally.defined++;
  return async () => {
    await work();
    tally.passed++;
  };
}

function whyNot(name: string, hash: string): string | undefined {
  const kept = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {};
  const minutes = Number(process.env.E2E_BATTERY_MINUTES ?? Infinity);
  if (process.env.E2E_BATTERIES === 'all') {
    return undefined;
  } else if (kept[name] === hash) {
    return 'nothing has changed since it passed';
  } else if (minutes !== Infinity && !(name in kept)) {
    return 'it has no record yet, so nobody knows how long it takes: run it without E2E_BATTERY_MINUTES, and keep what it finds';
  }
  return Date.now() - Number(readFileSync(STARTED, 'utf8')) > minutes * 60_000 ? `${minutes} minutes are spent; it is for a later run` : undefined;
}

/** Of everything that can change the outcome. */
export function hashOf({ manifests, files }: Inputs): string {
  const hash = createHash('sha256').update(JSON.stringify(manifests));
  for (const file of files.flatMap(name => filesOf(join(__dirname, name))).sort()) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap(name => filesOf(join(path, name))) : [path];
}
