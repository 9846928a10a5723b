import { execFileSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ModuleKind, transpileModule } from 'typescript';
import { EXAMPLES, ROOT, manifests } from '../scripts/examples';
import { DIST, MAVEN_REPOSITORY, missing } from '../scripts/toolchains';
import { PROJECTS, prepare, runProgram } from '../test/languages/projects';

/* Prints the run time of the example in each language, from the start to the end of the process: load, synthesize, write. */
const ROUNDS = 9;
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-bench-'));
const MANIFEST = readFileSync(join(EXAMPLES, 'typescript', 'manifest.yaml'), 'utf8');

try {
  console.log(
    `\nThe example of all languages: load, synthesize and write ${MANIFEST.split('\n---\n').length} objects (median and range `
      + `of ${ROUNDS} processes)`,
  );
  measure('typescript', typescript(), folder);
  for (const project of PROJECTS) {
    const { language } = project;
    const reason = missing(language) ?? (existsSync(join(DIST, language)) ? undefined : "'npm run package' has not made it");
    if (reason !== undefined) {
      console.log(`${language.padStart(12)}  skipped: ${reason}`);
      continue;
    }
    const place = join(folder, language);
    prepare(project, place);
    measure(language, language === 'java' ? java(place) : project.commands(place).main, place);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(language: string, command: string[], place: string): void {
  const out = join(place, 'out');
  const millis = Array.from({ length: ROUNDS }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = runProgram(command, place, out);
    const end = process.hrtime.bigint();
    if (status !== 0 || manifests(out) !== MANIFEST) {
      throw new Error(`${language} did not make the manifest: ${stderr}`);
    }
    return Number(end - start) / 1e6;
  }).sort((a, b) => a - b);
  console.log(
    `${language.padStart(12)}${millis[Math.floor(ROUNDS / 2)].toFixed(0).padStart(8)} ms  (${millis[0].toFixed(0)} to `
      + `${millis[ROUNDS - 1].toFixed(0)})`,
  );
}

/** The compiled program, with the compiled library. */
function typescript(): string[] {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of ['cdk8s', 'constructs']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(ROOT, join(modules, 'cdk8s-stateful'));
  const program = readFileSync(join(EXAMPLES, 'typescript', 'main.ts'), 'utf8');
  writeFileSync(join(folder, 'main.js'), transpileModule(program, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText);
  return ['node', 'main.js'];
}

/** Runs the program without Maven, which takes longer than the program. */
function java(place: string): string[] {
  const file = join(place, 'classpath');
  execFileSync('mvn', [
    '--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN_REPOSITORY}`, 'dependency:build-classpath',
    `-Dmdep.outputFile=${file}`,
  ], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  return ['java', '-cp', `${join(place, 'target', 'classes')}:${readFileSync(file, 'utf8').trim()}`, 'com.example.shop.Shop'];
}
