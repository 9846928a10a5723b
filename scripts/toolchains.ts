import { execFileSync, spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';

/** Where packages are made. */
export const DIST = join(ROOT, 'dist');
/** What packages of other languages are built with: bindings of peers, and what Maven fetched. It can be deleted at any time. */
export const PEERS = join(ROOT, '.peers');
/** Libraries for Java. */
export const MAVEN_REPOSITORY = join(PEERS, 'maven');

/** Commands that have to work, by what needs them. */
const TOOLS: { [what: string]: string[][] } = {
  'python': [['python3', '-c', 'import ensurepip, venv; import sys; assert sys.version_info >= (3, 10)']],
  'java': [['javac', '-version'], ['mvn', '--version']],
  'go': [['go', 'version']],
  'dotnet sdk': [['dotnet', '--version']],
};

/** Why a language cannot be packed or run here, if it cannot. */
export function missing(what: string): string | undefined {
  const command = (TOOLS[what] ?? []).find(([tool, ...args]) => spawnSync(tool, args, { stdio: 'ignore' }).status !== 0);
  return command && `'${command.join(' ')}' fails`;
}

/** Versions of the peers that everything is tested with: the least that the library takes. */
export function floors(): { [name: string]: string } {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.fromEntries(['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => [name, devDependencies[name]]));
}

/** Runs a command, whose output is shown; throws if it fails. */
export function run(command: string, args: string[], cwd = ROOT): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
}
