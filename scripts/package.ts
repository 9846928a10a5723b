import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { DIST, MAVEN_REPOSITORY, PEERS, floors, missing, run } from './toolchains';

/**
 * Builds the packages of all languages whose tools are installed into dist/, as the release does. It generates the bindings
 * of cdk8s-plus-27 for Java and Go from the npm package, so that no newer version than the tested one is used.
 */
const LANGUAGES: { [language: string]: () => void } = {
  js: () => pacmak('js'),
  python: () => pacmak('python'),
  java: packageJava,
  go: packageGo,
  dotnet: packageDotnet,
};

function main(): void {
  rmSync(DIST, { recursive: true, force: true });
  const lines = Object.entries(LANGUAGES).map(([language, make]) => {
    const reason = missing(language);
    if (reason !== undefined) {
      return `${language.padEnd(8)}skipped: ${reason}`;
    }
    make();
    return files(join(DIST, language)).filter(file => !/\.(md5|sha\d+|xml)$/.test(file))
      .map(file => `${language.padEnd(8)}${size(file)}  ${file.slice(DIST.length + 1)}`).join('\n');
  });
  process.stdout.write(`\n${lines.join('\n')}\n`);
}

function pacmak(language: string, ...args: string[]): void {
  run('npx', ['jsii-pacmak', '--target', language, ...args]);
}

function packageJava(): void {
  const sources = join(PEERS, 'java');
  rmSync(sources, { recursive: true, force: true });
  if (!existsSync(join(MAVEN_REPOSITORY, 'org/cdk8s/cdk8s-plus-27', floors()['cdk8s-plus-27']))) {
    pacmak('java', '--code-only', '--no-npmignore', '--outdir', join(sources, 'peer'), 'node_modules/cdk8s-plus-27');
    maven(join(sources, 'peer', 'java'), 'install', '-Dmaven.javadoc.skip', '-Dmaven.source.skip');
  }
  pacmak('java', '--code-only', '--outdir', sources);
  // This step also installs the package, for the example that depends on it.
  maven(join(sources, 'java'), 'deploy', `-DaltDeploymentRepository=local::default::file://${join(DIST, 'java')}`);
}

/**
 * Runs Maven with the tested versions of the peers. For a version range, Maven would read the metadata of a thousand
 * versions.
 */
function maven(folder: string, ...args: string[]): void {
  const pom = join(folder, 'pom.xml');
  const versions: { [artifact: string]: string } = floors();
  const exact = readFileSync(pom, 'utf8').replace(/<artifactId>([^<]+)<\/artifactId>(\s*)<version>\[([^,]+),[^<]*<\/version>/g,
    (_, artifact, space, floor) => `<artifactId>${artifact}</artifactId>${space}<version>${versions[artifact] ?? floor}</version>`);
  const dependencies = ['cdk8s', 'constructs'].map(artifact =>
    new RegExp(`<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>${artifact}</artifactId>[^]*?</dependency>`).exec(exact)![0]);
  const managed = `<dependencyManagement><dependencies>${dependencies.join('')}</dependencies></dependencyManagement>`;
  writeFileSync(pom, exact.replace('<dependencies>', () => `${managed}\n  <dependencies>`));
  run('mvn', ['--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN_REPOSITORY}`, ...args], folder);
}

/** Provides the peer during the build: pacmak uses a local module before it downloads one. */
function packageGo(): void {
  const peer = join(PEERS, 'go', 'cdk8splus27');
  const beside = join(DIST, 'go', 'cdk8splus27');
  pacmak('go', '--code-only', '--no-npmignore', '--outdir', 'dist', 'node_modules/cdk8s-plus-27');
  pacmak('go');
  rmSync(peer, { recursive: true, force: true });
  mkdirSync(join(PEERS, 'go'), { recursive: true });
  renameSync(beside, peer);
}

/** Generates at least the sources, which needs no tools of the language. */
function packageDotnet(): void {
  pacmak('dotnet', ...missing('dotnet sdk') === undefined ? [] : ['--code-only']);
}

function files(folder: string): string[] {
  // For a folder of sources (Go, and .NET without an SDK), only the folder is printed.
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap(entry => entry.isDirectory() && !existsSync(join(folder, entry.name, 'go.mod')) && !entry.name.startsWith('Cdk8s')
    ? files(join(folder, entry.name)) : [join(folder, entry.name)]);
}

function size(path: string): string {
  const bytes = (file: string): number => statSync(file).isDirectory()
    ? readdirSync(file).reduce((sum, entry) => sum + bytes(join(file, entry)), 0)
    : statSync(file).size;
  return `${(bytes(path) / 2 ** 20).toFixed(2).padStart(7)} MiB`;
}

process.chdir(ROOT);
main();
