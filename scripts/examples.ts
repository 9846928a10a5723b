import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';

/** Folder of the repository. */
export const ROOT = join(__dirname, '..');
/** Folder of the examples. */
export const EXAMPLES = join(ROOT, 'examples');
const load = createRequire(__filename);

/** Names of all examples in TypeScript. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, 'main.ts')))
    .map(entry => entry.name).sort();
}

/** Result of running a program of an example. */
export interface Run {
  readonly status: number | null;
  readonly stderr: string;
}

/**
 * Runs `main.ts` or `wrong.ts` of an example in this process, with output to `outdir`. A program runs once in a process,
 * because modules are loaded once.
 *
 * The program has its own environment and standard error. A program that exits the process has failed.
 */
export function runExample(name: string, file: string, outdir: string): Run {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { env, exit, stderr: { write } } = process;
  let stderr = '';
  process.env = { ...env, CDK8S_OUTDIR: outdir };
  process.exit = code => { throw new Error(`the program calls process.exit(${code})`); };
  process.stderr.write = (text: string | Uint8Array) => { stderr += text; return true; };
  try {
    load(join(EXAMPLES, name, file));
    return { status: 0, stderr };
  } catch (error) {
    return { status: 1, stderr: `${stderr}${(error as Error).stack}\n` };
  } finally {
    Object.assign(process, { env, exit });
    process.stderr.write = write;
  }
}

/** The manifests of a folder as one text, in the order of their names. */
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
