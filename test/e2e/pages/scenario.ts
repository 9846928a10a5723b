import { spawn } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { block } from './page';
import { Forms, run } from './program';
import { testForms, testManifest } from './test-forms';
import { Cluster, Manifest } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { Level, makeNamespace, removeNamespace } from '../namespaces';

/** What a command may take before it is asked what it waits for. */
const PATIENCE = 8 * 60_000;

/** What an operator does with a page, or what happens meanwhile. */
export interface Step {
  /** The block of the page, or what is done besides. */
  readonly name: string;
  readonly isBlock: boolean;
  readonly take: (operator: Operator) => Promise<void>;
}

/** A task that pages describe, from the first block to the last. */
export interface Scenario {
  readonly name: string;
  /** Pod Security of its namespace; `restricted` if nothing is said. */
  readonly level?: Level;
  readonly steps: Step[];
  /** Gives back what was broken, also if a step failed. */
  readonly mend?: (operator: Operator) => Promise<void>;
}

/** The commands of a block, in a POSIX shell that ends at the first mistake. `expected` is in what they print; `status` is how they may end. */
export function sh(id: string, expected?: RegExp, status = [0]): Step {
  return {
    name: id,
    isBlock: true,
    take: async operator => {
      const output = await operator.shell(block(id).text, status);
      if (expected) {
        expect(output).toMatch(expected);
      }
    },
  };
}

/** A program is synthesized to `dist/`; `change` is what the page tells to change in it. */
export function program(id: string, change?: Forms): Step {
  return { name: id, isBlock: true, take: operator => operator.synthesize(id, change) };
}

/** A program is synthesized, and its manifests are applied. */
export function applied(id: string, change?: Forms): Step {
  return {
    name: id,
    isBlock: true,
    take: async operator => {
      await operator.synthesize(id, change);
      await operator.shell('kubectl apply -f dist/');
    },
  };
}

/** What is no block of a page: what breaks, and what has to be true afterwards. */
export function act(name: string, take: (operator: Operator) => Promise<unknown>): Step {
  return {
    name,
    isBlock: false,
    take: async operator => {
      await take(operator);
    },
  };
}

/** Takes the steps of a scenario in a namespace of its own, and removes what it made. */
export async function play(cluster: Cluster, { name, level, steps, mend }: Scenario): Promise<void> {
  const operator = new Operator(cluster, await makeNamespace(cluster, level ?? 'restricted'), await threeNodes(cluster));
  try {
    for (const step of steps) {
      const start = Date.now();
      await step.take(operator).catch(e => {
        throw Object.assign(e, { message: `${name}, ${step.name}: ${e.message}` });
      });
      process.stdout.write(`page: ${name}, ${step.name}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
    }
  } finally {
    await mend?.(operator);
    await operator.leave();
  }
}

/** Somebody who sits at a shell with kubectl and follows a page. Variables of the shell stay from block to block. */
export class Operator {
  /** The working folder: `dist/` in it has the manifests. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-pages-'));
  private readonly clusterWide = new Map<string, Manifest>();

  public constructor(public readonly cluster: Cluster, public readonly namespace: string, public readonly nodes: string[]) {
    mkdirSync(join(this.folder, 'dist'));
    writeFileSync(join(this.folder, 'variables'), '');
  }

  /** What the commands print to standard output; an error with all that they print if one fails. */
  public async shell(text: string, statuses: unknown[] = [0]): Promise<string> {
    const script = `set -eu\n. ./variables\nset -a\n${this.here(text)}\nset +a\nexport -p > variables\n`;
    const shell = spawn('sh', ['-c', script], { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, all] = ['', ''];
    shell.stdout.on('data', data => {
      output += data;
      all += data;
    });
    shell.stderr.on('data', data => all += data);
    const patience = setTimeout(() => shell.kill(), PATIENCE);
    const status = await new Promise((resolve, reject) => shell.once('error', reject).once('close', (code, signal) => resolve(code ?? signal)));
    clearTimeout(patience);
    if (!statuses.includes(status)) {
      throw new Error(`status ${status}\n${this.here(text)}\n${all}`);
    }
    return output;
  }

  public async synthesize(id: string, change: Forms = {}): Promise<void> {
    const present = testForms(this.nodes);
    const forms = Object.fromEntries([...new Set([...Object.keys(present), ...Object.keys(change)])]
      .map(construct => [construct, (props: any) => (present[construct] ?? same)((change[construct] ?? same)(props))]));
    const { manifests } = run(block(id), forms);
    manifests.filter(({ kind }) => CLUSTER_WIDE.includes(kind)).forEach(object => this.leavesNot(object));
    writeFileSync(join(this.folder, 'dist', 'shop.k8s.yaml'), this.here(Yaml.stringify(...manifests.map(testManifest))));
  }

  /** An object outside of the namespace, which goes with it. */
  public leavesNot(object: Manifest): void {
    this.clusterWide.set(`${object.kind}/${object.metadata.name}`, object);
  }

  /** The namespaces of the pages are this one: the only words of a page that are replaced. */
  public here(text: string): string {
    return text.replace(/(-n |namespace[:=]? |namespace=)(shop|logging|monitoring)\b/g, `$1${this.namespace}`)
      .replace(/\b(shop|logging|monitoring)(?=\.svc\b)/g, this.namespace);
  }

  public async leave(): Promise<void> {
    await removeNamespace(this.cluster, this.namespace);
    for (const { apiVersion, kind, metadata } of this.clusterWide.values()) {
      await this.cluster.delete(apiVersion, kind, undefined, metadata.name);
    }
    rmSync(this.folder, { recursive: true });
  }
}

const CLUSTER_WIDE = ['StorageClass', 'PersistentVolume', 'VolumeSnapshotClass', 'ClusterRole', 'ClusterRoleBinding'];

function same(props: any): any {
  return props;
}
