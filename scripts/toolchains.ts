import { execFileSync, spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';

/** Folder of the packages. */
export const DIST = join(ROOT, 'dist');
/**
 * Folder of the bindings of peers and of Maven downloads, which are needed to build packages of other languages. It can be
 * deleted at any time.
 */
export const PEERS = join(ROOT, '.peers');
/** Libraries for Java. */
export const MAVEN_REPOSITORY = join(PEERS, 'maven');

/** Commands that have to work, by language. */
const TOOLS: { [what: string]: string[][] } = {
  'python': [['python3', '-c', 'import ensurepip, venv; import sys; assert sys.version_info >= (3, 10)']],
  'java': [['javac', '-version'], ['mvn', '--version']],
  'go': [['go', 'version']],
  'dotnet sdk': [['dotnet', '--version']],
};

/** The reason why a language cannot be packaged or run here; none if it can. */
export function missing(what: string): string | undefined {
  const command = (TOOLS[what] ?? []).find(([tool, ...args]) => spawnSync(tool, args, { stdio: 'ignore' }).status !== 0);
  return command && `'${command.join(' ')}' fails`;
}

/** Tested versions of the peers: the lowest versions that the library supports. */
export function floors(): { [name: string]: string } {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.fromEntries(['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => [name, devDependencies[name]]));
}

/** Runs a command and shows its output. Throws if the command fails. */
export function run(command: string, args: string[], cwd = ROOT): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
}
