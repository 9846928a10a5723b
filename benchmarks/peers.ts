import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { KINDS, corpus } from './corpus';
import { PEERS } from '../scripts/toolchains';

/*
 * Prints the time and the memory of `check` and of other checkers over the same manifests, each with its default rules and
 * its default output. Go builds the others from their modules into .peers/bench/bin/; a program that is already there is
 * used as it is. Arguments: the number of runs, 5 unless given.
 */
const FOLDER = join(PEERS, 'bench');
const BIN = join(FOLDER, 'bin');
/** Size of a file. */
const BYTES = 7.9e6;
const MODULES: { readonly [program: string]: string } = {
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
  'kubeconform': 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0',
  'kube-linter': 'golang.stackrox.io/kube-linter/cmd/kube-linter@v0.7.6',
};
/** Go module with the OpenAPI documents of Kubernetes, and the release that is used. */
const DOCUMENTS = { module: 'sigs.k8s.io/kubectl-validate@v0.0.4', folder: join('pkg', 'openapiclient', 'builtins', '1.30') };
const SCHEMAS = join(FOLDER, 'schemas');
/** The arguments before the files. kubeconform validates all kinds of Kubernetes as strictly as it can, and skips custom resources. */
const ARGUMENTS: { readonly [program: string]: string[] } = {
  'check': [join(__dirname, '..', 'lib', 'cli', 'main.js'), 'check'],
  'kube-score': ['score'],
  'kubeconform': [
    '-strict', '-summary', '-ignore-missing-schemas', '-schema-location', join(SCHEMAS, '{{.ResourceKind}}{{.KindSuffix}}.json'),
  ],
  'kube-linter': ['lint'],
};
/** Exit codes of a complete run: kubeconform finds nothing, the others do. */
const FOUND: { readonly [program: string]: number[] } = { 'check': [2, 3], 'kube-score': [1], 'kubeconform': [0], 'kube-linter': [1] };
/** Runs a command without its output, and prints its user time, its wall time and its peak memory. */
const MEASURE = `
import os, sys, time
null = os.open(os.devnull, os.O_WRONLY)
start = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, 2, 2)])
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime, time.monotonic() - start, used.ru_maxrss / (1 if sys.platform != "darwin" else 1024))
`;

const KEYS = ['user', 'wall', 'mebibytes'] as const;
type Run = { readonly [key in typeof KEYS[number]]: number };

const rounds = Number(process.argv[2] ?? 5);
mkdirSync(BIN, { recursive: true });
writeSchemas();
const programs = ['check', ...Object.keys(MODULES).filter(isBuilt)];
// kube-linter skips files of more than 10 MiB.
const files = Array.from({ length: 10 }, (_, i) => join(FOLDER, `${i}.yaml`));
files.forEach((file, i) => writeFileSync(file, corpus(BYTES, `shop-${i}`)));
for (const count of [1, files.length]) {
  const paths = files.slice(0, count);
  console.log(`\n${(BYTES * count / 1e6).toFixed(1)} MB, ${rounds} runs (aim: at most the user time of the others)`);
  row('', ['user s', 'wall s', 'MiB', 'user ratio', 'wall ratio', 'MiB ratio']);
  // The programs take turns, so that other load of the machine slows down all of them. A ratio compares runs of the same turn.
  const turns = Array.from({ length: rounds }, () => new Map(programs.map(program => [program, measured(program, paths)])));
  for (const program of programs) {
    const medians = KEYS.map(key => median(turns.map(turn => turn.get(program)![key])));
    const ratios = KEYS.map(key => median(turns.map(turn => turn.get('check')![key] / turn.get(program)![key])));
    row(program, [...medians, ...program === 'check' ? [] : ratios].map(number => number.toFixed(number < 100 ? 2 : 0)));
  }
}

/** Whether there is the program. One that cannot be built is no reason to leave out the others. */
function isBuilt(program: string): boolean {
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: BIN };
  return existsSync(join(BIN, program))
    || spawnSync('go', ['install', MODULES[program]], { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Schemas for kubeconform, which downloads them otherwise: `deployment-apps-v1.json`. They refuse unknown fields. */
function writeSchemas(): void {
  const { Dir } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', DOCUMENTS.module], { encoding: 'utf8', cwd: FOLDER }));
  mkdirSync(SCHEMAS, { recursive: true });
  for (const [apiVersion, kinds] of Object.entries(KINDS)) {
    const document = join(Dir, DOCUMENTS.folder, apiVersion.includes('/') ? 'apis' : 'api', `${apiVersion}.json`);
    const { components } = JSON.parse(readFileSync(document, 'utf8'));
    for (const schema of Object.values<any>(components.schemas).filter(({ properties }) => properties)) {
      schema.additionalProperties = false;
    }
    for (const kind of kinds) {
      const id = Object.keys(components.schemas).find(each => each.startsWith('io.k8s.api.') && each.endsWith(`.${kind}`));
      const suffix = apiVersion.replace(/(\.[^/]*)?\//, '-');
      writeFileSync(join(SCHEMAS, `${kind}-${suffix}.json`.toLowerCase()), JSON.stringify({ $ref: `#/components/schemas/${id}`, components }));
    }
  }
}

/** Runs a program over files. */
function measured(program: string, paths: string[]): Run {
  const command = program === 'check' ? process.execPath : join(BIN, program);
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', MEASURE, command, ...ARGUMENTS[program], ...paths], { encoding: 'utf8' });
  const [exit, user, wall, kibibytes] = (stdout ?? '').trim().split(' ').map(Number);
  if (status !== 0 || !FOUND[program].includes(exit)) {
    throw error ?? new Error(`${program} ended with ${exit}: ${stderr}`);
  }
  return { user, wall, mebibytes: kibibytes / 1024 };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function row(head: string, cells: string[]): void {
  console.log(head.padEnd(12) + cells.map(cell => cell.padStart(12)).join(''));
}
