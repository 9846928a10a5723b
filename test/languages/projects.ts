import { spawnSync } from 'child_process';
import { appendFileSync, cpSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, Run } from '../../scripts/examples';
import { DIST, MAVEN_REPOSITORY, PEERS } from '../../scripts/toolchains';

/** The example in one language: a project as users have it, and how they run its two programs. */
export interface Project {
  readonly language: string;
  /** File with the program of the README. */
  readonly program: string;
  /** How the README says that a code block is in the language. */
  readonly fence: string;
  /** What a caught error is printed with: the type of the language. */
  readonly error: string;
  /** Installs the packages that were built, and what the project asks for. */
  install(folder: string): void;
  /** Commands that run the program, and the one with mistakes. */
  commands(folder: string): { readonly main: string[]; readonly wrong: string[] };
}

const maven = (...args: string[]) => ['mvn', '--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN_REPOSITORY}`, ...args];

/** In each language but TypeScript. */
export const PROJECTS: Project[] = [
  {
    language: 'python',
    program: 'main.py',
    fence: 'python',
    install: folder => {
      execute(['python3', '-m', 'venv', '.venv'], folder);
      execute(['.venv/bin/pip', 'install', '--quiet', join(DIST, 'python', only(join(DIST, 'python'), /\.whl$/))], folder);
      execute(['.venv/bin/pip', 'install', '--quiet', '.'], folder);
    },
    commands: () => ({ main: ['.venv/bin/python', 'main.py'], wrong: ['.venv/bin/python', 'wrong.py'] }),
    error: 'RuntimeError: ',
  },
  {
    language: 'java',
    program: 'src/main/java/com/example/shop/Shop.java',
    fence: 'java',
    // Packaging has put the library and its peer into the repository.
    install: folder => execute(maven('compile'), folder),
    commands: () => ({ main: maven('exec:java'), wrong: maven('exec:java', '-Dexec.mainClass=com.example.shop.Wrong') }),
    error: 'RuntimeException: ',
  },
  {
    language: 'go',
    program: 'main.go',
    fence: 'go',
    install: folder => {
      const modules = {
        'github.com/cdk8s-stateful/cdk8s-stateful-go/cdk8sstateful': join(DIST, 'go', 'cdk8sstateful'),
        'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus27/v2': join(PEERS, 'go', 'cdk8splus27'),
      };
      appendFileSync(join(folder, 'go.mod'), Object.entries(modules).map(([name, path]) => `\nreplace ${name} => ${path}\n`).join(''));
      execute(['go', 'mod', 'tidy'], folder);
      execute(['go', 'vet', './...'], folder);
      execute(['go', 'build', '-o', 'bin/', './...'], folder);
    },
    commands: () => ({ main: ['bin/shop'], wrong: ['bin/wrong'] }),
    error: '',
  },
];

/** Copies the project and installs what it needs. */
export function prepare(project: Project, folder: string): void {
  cpSync(join(EXAMPLES, project.language), folder, { recursive: true });
  project.install(folder);
}

/** Runs a program of a project in its folder, with output to `outdir`. */
export function runProgram(command: string[], folder: string, outdir: string): Run {
  const [program, ...args] = command;
  const { status, stderr, error } = spawnSync(program.includes('/') ? join(folder, program) : program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: outdir, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] },
  });
  return { status, stderr: error ? String(error) : stderr };
}

/** The program of a project that the README shows a part of. */
export function programOf({ language, program }: Project): string {
  return readFileSync(join(EXAMPLES, language, program), 'utf8');
}

function execute(command: string[], folder: string): void {
  const { status, stderr } = runProgram(command, folder, join(folder, 'dist'));
  if (status !== 0) {
    throw new Error(`'${command.join(' ')}' in ${folder}: status ${status}\n${stderr}`);
  }
}

function only(folder: string, name: RegExp): string {
  const found = readdirSync(folder).filter(entry => name.test(entry));
  if (found.length !== 1) {
    throw new Error(`one file like ${name} wanted in ${folder}, found ${found.length}: 'npm run package' makes it`);
  }
  return found[0];
}
