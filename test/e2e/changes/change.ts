import { execFile } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { Consequence, diff } from '../../../src/review/diff/diff';
import { Runbook } from '../../../src/review/diff/runbooks/runbook';
import { readManifests } from '../../../src/review/manifests/files';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady } from '../drills/nodes';
import { Subject } from '../drills/subjects';
import { Ack, startWriter, stopWriter, writing } from '../drills/writer';

const run = promisify(execFile);

/** Manifests in files, as users have them. */
export class Change {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-stateful-change-'));
  private readonly files: { readonly old: string; readonly new: string };

  constructor(
    private readonly cluster: Cluster, private readonly namespace: string, public readonly old: Manifest[], public readonly new_: Manifest[],
  ) {
    const file = (name: string, objects: Manifest[]) => {
      writeFileSync(join(this.folder, name), objects.map(object => JSON.stringify(object)).join('\n---\n'));
      return join(this.folder, name);
    };
    this.files = { old: file('old.yaml', old), new: file('new.yaml', new_) };
  }

  /** The new manifests. */
  public get file(): string {
    return this.files.new;
  }

  public get oldFile(): string {
    return this.files.old;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** What `diff` says of the rule. */
  public consequences(rule: string, minor: number): Consequence[] {
    const report = diff(readManifests([this.files.old]), readManifests([this.files.new]), { minor });
    expect(report.problems).toEqual([]);
    return report.diffs.flatMap(({ consequences }) => consequences).filter(consequence => consequence.rule.id === rule);
  }

  public async applyOld(): Promise<void> {
    await kubectl('apply', '-f', this.files.old);
    await settled(this.cluster, this.old);
  }

  /** A change without guidance: apply the manifests, and prune objects that they no longer contain and that nothing protects. */
  public async applyNew(): Promise<void> {
    const key = ({ kind, metadata }: Manifest) => `${kind}/${metadata.namespace}/${metadata.name}`;
    for (const { apiVersion, kind, metadata } of this.old.filter(object => !this.new_.some(other => key(other) === key(object)))) {
      const there = await this.cluster.get(apiVersion, kind, metadata.namespace, metadata.name);
      if (there?.metadata.annotations?.['helm.sh/resource-policy'] !== 'keep') {
        await kubectl('delete', '-n', metadata.namespace ?? this.namespace, kind, metadata.name, '--wait=false', '--ignore-not-found');
      }
    }
    await kubectl('apply', '-f', this.files.new);
    await settled(this.cluster, this.new_);
  }

  /** What the server answers to the new manifests, if it refuses them. */
  public async refusal(): Promise<string | undefined> {
    return run('kubectl', ['apply', '--dry-run=server', '-f', this.files.new]).then(() => undefined, e => String(e.stderr));
  }

  /** Entries of all ledgers that are acknowledged, some of each member before and after what happens meanwhile. */
  public async write(targets: string[], meanwhile?: () => Promise<void>): Promise<Ack[]> {
    const subject = { construct: 'change', namespace: this.namespace, targets, need: 'each' } as unknown as Subject;
    const [node] = await this.cluster.list('v1', 'Node');
    await startWriter(this.cluster, subject, node.metadata.name);
    await writing(subject, 0);
    if (meanwhile) {
      await meanwhile();
      await writing(subject, Date.now());
    }
    return stopWriter(this.cluster, subject);
  }

  /** Runs the commands of a runbook in a shell, in their order, where the manifests are; steps without a command are for a person. */
  public async follow({ steps }: Runbook, byHand: (text: string) => Promise<void> = async () => undefined): Promise<void> {
    for (const { text, command } of steps) {
      if (command === undefined) {
        await byHand(text);
      } else {
        await run('sh', ['-euc', command], { cwd: this.folder, maxBuffer: 2 ** 28 })
          .catch(e => Promise.reject(new Error(`${text}\n${command}\n${e.stdout}\n${e.stderr}`)));
      }
    }
  }
}

/** Waits until every workload has all of its pods, ready and of its template. */
export async function settled(cluster: Cluster, objects: Manifest[]): Promise<void> {
  for (const {
    apiVersion, kind, metadata: { namespace, name }, spec: wanted,
  } of objects.filter(object => ['StatefulSet', 'Deployment'].includes(object.kind))) {
    await eventually(`${kind}/${name} in ${namespace} is ready`, async () => {
      const { metadata, spec, status } = await cluster.get(apiVersion, kind, namespace, name);
      const labels = Object.entries(wanted.selector.matchLabels).map(([key, value]) => `${key}=${value}`).join(',');
      const pods = await cluster.list('v1', 'Pod', namespace, labels);
      const done = status.observedGeneration === metadata.generation && (status.updatedReplicas ?? 0) === spec.replicas
        && pods.length === spec.replicas && pods.every(pod => isReady(pod) && !pod.metadata.deletionTimestamp);
      return done || Promise.reject(new Error(pods.map(pod => `${pod.metadata.name} ${JSON.stringify(pod.status.conditions)}`).join('\n')));
    });
  }
}

/** What all ledgers of some namespaces hold. */
export async function held(cluster: Cluster, namespaces: string[]): Promise<Set<string>> {
  const pods = (await Promise.all(namespaces.map(namespace => cluster.list('v1', 'Pod', namespace)))).flat()
    .filter(({ metadata }) => metadata.labels?.app === 'ledger');
  const dumps = await Promise.all(pods.map(({ metadata }) => cluster.exec(metadata.namespace, metadata.name, ['ledger', 'dump'])));
  return new Set(dumps.flatMap(dump => dump.trim().split('\n').map(line => line.split(' '))).filter(([what]) => what === 'entry')
    .map(([, , id]) => id));
}
