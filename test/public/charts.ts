import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/examples';

/** Folder of the program and of the renders. It can be deleted at any time. */
export const CACHE = join(ROOT, '.public');
const HELM_VERSION = 'v3.19.4';
const NAMESPACE = 'app';
/** Charts that are no products of their own: subcharts, and charts for tests. */
const NO_PRODUCT = /(^|\/)(charts\/[^/]+\/charts|tests?|ci|examples?|templates?|common|library)\//;

/** A chart of a repository. */
export interface Chart {
  /** `owner+charts/charts/etcd` */
  readonly name: string;
  readonly repository: string;
  /** Folder in the repository. */
  readonly path: string;
}

/** A version of a chart with the commit that introduced it. */
export interface ChartRelease {
  readonly version: string;
  readonly commit: string;
}

/** Manifests, or why there are none. */
export interface Rendered {
  readonly text?: string;
  readonly error?: string;
}

/** The git repositories in a folder: clones, bare ones, or folders that hold one. */
export function repositoriesIn(folder: string): string[] {
  return readdirSync(folder).sort().map(name => join(folder, name))
    .flatMap(path => [path, join(path, 'repo')].find(isRepository) ?? []);
}

/** The charts of the newest commit. */
export function chartsOf(repository: string): Chart[] {
  const owner = basename(repository) === 'repo' ? basename(dirname(repository)) : basename(repository);
  const files = git(repository, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n');
  return files.filter(file => basename(file) === 'Chart.yaml' && !NO_PRODUCT.test(file)).map(file => {
    const path = dirname(file) === '.' ? '' : dirname(file);
    return { name: join(owner, path), repository, path };
  });
}

/** The last releases of a chart, the oldest first. Several commits of one version are one release: the last of them. */
export function releasesOf({ repository, path }: Chart, count: number): ChartRelease[] {
  const file = join(path, 'Chart.yaml');
  const found = new Map<string, string>();
  for (const commit of git(repository, 'log', '--first-parent', '--format=%H', '-n', '200', '--', file).split('\n').filter(Boolean)) {
    const version = versionOf(git(repository, 'show', `${commit}:${file}`));
    if (version !== undefined && !found.has(version)) {
      found.set(version, commit);
    }
    if (found.size === count) {
      break;
    }
  }
  return [...found].map(([version, commit]) => ({ version, commit })).reverse();
}

/** The manifests of a release with its default values; the error of helm if it cannot render them. Both are kept in a folder. */
export function rendered(helm: string, chart: Chart, { version, commit }: ChartRelease, folder: string, minor: number): Rendered {
  const kept = join(folder, `1.${minor}`, chart.name, version);
  if (!existsSync(`${kept}.yaml`) && !existsSync(`${kept}.error`)) {
    const outdir = extracted(chart.repository, commit, chart.path);
    try {
      const source = join(outdir, chart.path);
      addSiblings(chart, commit, source);
      const { status, stdout, stderr } = spawnSync(
        helm,
        ['template', 'release', source, '--namespace', NAMESPACE, '--kube-version', `1.${minor}.0`],
        { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, HELM_CACHE_HOME: join(CACHE, 'helm') } },
      );
      mkdirSync(dirname(kept), { recursive: true });
      writeFileSync(status === 0 ? `${kept}.yaml` : `${kept}.error`, status === 0 ? stdout : stderr);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }
  return existsSync(`${kept}.yaml`)
    ? { text: readFileSync(`${kept}.yaml`, 'utf8') }
    : { error: readFileSync(`${kept}.error`, 'utf8').trim().split('\n').at(-1) };
}

/** The program in `HELM`, or one that Go builds from its module. */
export function helmProgram(): string {
  const built = join(CACHE, 'bin', 'helm');
  if (process.env.HELM === undefined && !existsSync(built)) {
    const env = { ...process.env, GOBIN: dirname(built) };
    execFileSync('go', ['install', `helm.sh/helm/v3/cmd/helm@${HELM_VERSION}`], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  return process.env.HELM ?? built;
}

/** Dependencies that are charts of the same repository, as of the same commit. Other ones would have to be downloaded. */
function addSiblings({ repository, path }: Chart, commit: string, source: string): void {
  const requirements = join(source, 'requirements.yaml');
  const metadata = parse(readFileSync(existsSync(requirements) ? requirements : join(source, 'Chart.yaml'), 'utf8'));
  for (const { name } of metadata?.dependencies ?? []) {
    const sibling = join(dirname(path), name);
    if (existsSync(join(source, 'charts', name)) || sibling === path || !hasFile(repository, commit, join(sibling, 'Chart.yaml'))) {
      continue;
    }
    const outdir = extracted(repository, commit, sibling);
    cpSync(join(outdir, sibling), join(source, 'charts', name), { recursive: true });
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A new temporary folder with a path of a commit. */
function extracted(repository: string, commit: string, path: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'chart-'));
  execFileSync('tar', ['x', '-C', outdir], { input: Buffer.from(git(repository, 'archive', commit, ...path === '' ? [] : [path]), 'latin1') });
  return outdir;
}

function versionOf(text: string): string | undefined {
  return /^version:\s*["']?([^\s"']+)/m.exec(text)?.[1];
}

function isRepository(path: string): boolean {
  return existsSync(join(path, '.git')) || (existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')));
}

function hasFile(repository: string, commit: string, path: string): boolean {
  return spawnSync('git', ['-C', repository, 'cat-file', '-e', `${commit}:${path}`], { stdio: 'ignore' }).status === 0;
}

/** What git prints, with one character a byte: an archive is no text. */
function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString('latin1');
}
