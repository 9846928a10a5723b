import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';

/** Folder of the repository. */
export const ROOT = join(__dirname, '..');
/** Folder of the examples. */
export const EXAMPLES = join(ROOT, 'examples');

/** Names of all examples in TypeScript. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, 'main.ts'))).map(entry => entry.name).sort();
}

/** What running a program of an example gave. */
export interface Run {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs `main.ts` or `wrong.ts` of an example in a process of its own, as a user would, with output to `outdir`. */
export function runExample(name: string, file: string, outdir: string): Run {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register', join(EXAMPLES, name, file)], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: outdir, TS_NODE_PROJECT: join(EXAMPLES, 'tsconfig.json'), TS_NODE_TRANSPILE_ONLY: 'true' },
  });
  return { status, stderr };
}

/** The manifests in a folder as one text, in the order of their names. */
export function manifests(outdir: string): string {
  const files = existsSync(outdir) ? readdirSync(outdir).filter(file => file.endsWith('.yaml')).sort() : [];
  return files.map(file => readFileSync(join(outdir, file), 'utf8')).join('---\n');
}

/** Synthesizes an example and returns its manifest. */
export function synthesize(name: string, outdir: string): string {
  const { status, stderr } = runExample(name, 'main.ts', outdir);
  if (status !== 0) {
    throw new Error(`example ${name} failed:\n${stderr}`);
  }
  if (stderr !== '') {
    throw new Error(`example ${name} is not silent:\n${stderr}`);
  }
  return manifests(outdir);
}
