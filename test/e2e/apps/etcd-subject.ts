import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { Cpu, IStorageTier, Spread, StorageTier, apps } from '../../../src';
import { Inputs } from '../battery';
import { Cluster, Manifest, eventually, kubectl } from '../cluster';
import { isReady } from '../drills/nodes';
import { synthesize } from '../synthesize';

export const IMAGE = process.env.E2E_ETCD_IMAGE ?? 'cdk8s-stateful-e2e-etcd:test';
const WRITER = readFileSync(join(__dirname, '..', 'image', 'etcd', 'writer.py'), 'utf8');

/** An etcd that the drills disturb. */
export interface Subject {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly name: string;
  readonly props: Partial<apps.EtcdProps>;
  readonly tier: IStorageTier;
  /** What runs instead of the script that decides how a member starts. */
  readonly joinCommand?: string[];
}

/** All objects; `change` is what a drill changes. */
export function render(subject: Subject, change: Partial<apps.EtcdProps> = {}): Manifest[] {
  return synthesize(subject.namespace, chart => {
    const etcd = new apps.Etcd(chart, 'Etcd', {
      name: subject.name,
      image: IMAGE,
      helperImage: IMAGE,
      storage: { size: Size.gibibytes(1), tier: subject.tier },
      quota: Size.mebibytes(128),
      resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(128) },
      // Apart where possible: five members are more than there are nodes.
      nodeSpread: Spread.SOFT,
      ...subject.props,
      ...change,
    });
    // So that a command in a container can end the others as the kernel would: number 1 of a name space cannot be killed from within.
    ApiObject.of(etcd.database.statefulSet).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', true),
      ...subject.joinCommand ? [JsonPatch.replace('/spec/template/spec/initContainers/1/command', subject.joinCommand)] : []);
  });
}

/** Applies all objects. */
export async function deploy(subject: Subject, change?: Partial<apps.EtcdProps>): Promise<void> {
  await subject.cluster.applyAll(render(subject, change));
}

/** What can change the outcome of a battery of this app with the props. */
export function inputs(props: Partial<apps.EtcdProps>, ...files: string[]): Inputs {
  const subject = { cluster: undefined as unknown as Cluster, namespace: 'battery', name: 'etcd', tier: StorageTier.fromName('standard'), props };
  return { manifests: render(subject), files: ['apps/drill.ts', 'apps/etcd-subject.ts', 'image/etcd', ...files] };
}

/** The pods, by name. */
export async function podsOf({ cluster, namespace, name }: Subject): Promise<Manifest[]> {
  const pods = await cluster.list('v1', 'Pod', namespace, `app.kubernetes.io/name=${name}`);
  return pods.sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1);
}

export async function nodeOf({ cluster, namespace }: Subject, pod: string): Promise<string> {
  return (await cluster.get('v1', 'Pod', namespace, pod)).spec.nodeName;
}

/** Waits until the set is as it was asked to be, with all pods ready. */
export async function settled(subject: Subject, minutes?: number): Promise<void> {
  const { cluster, namespace, name } = subject;
  await eventually(`${name} in ${namespace} is ready`, async () => {
    const { metadata, spec, status } = await cluster.get('apps/v1', 'StatefulSet', namespace, name);
    const pods = await podsOf(subject);
    const current = status.observedGeneration === metadata.generation && (status.updatedReplicas ?? 0) === spec.replicas;
    const done = current && pods.length === spec.replicas && pods.every(pod => isReady(pod) && !pod.metadata.deletionTimestamp);
    return done || Promise.reject(
      new Error(`${spec.replicas} pods wanted: ${pods.map(pod => `${pod.metadata.name} ${pod.status.phase} ${isReady(pod)}`).join(', ')}`),
    );
  }, minutes);
}

/** What etcdctl says in a member. */
export async function etcdctl({ namespace }: Subject, pod: string, ...args: string[]): Promise<string> {
  return (await kubectl('exec', '-n', namespace, pod, '-c', 'database', '--', 'etcdctl', ...args)).trim();
}

/** Log of the container that decides how a member starts. */
export async function joinLog({ namespace }: Subject, pod: string): Promise<string> {
  return kubectl('logs', '-n', namespace, pod, '-c', 'join');
}

/** Identifiers of the members as a majority knows them, by the name of the pod; also of those that never started, which have told no name. */
export async function members(subject: Subject): Promise<{ [name: string]: string }> {
  const lines = (await etcdctl(subject, `${subject.name}-0`, 'member', 'list')).split('\n').map(line => line.split(', '));
  return Object.fromEntries(lines.map(([id, , , url]) => [url.replace(/^https?:\/\/([^.]+).*/, '$1'), id]));
}

/** Ends everything in a container of a pod at once. */
export async function killContainer({ namespace }: Subject, pod: string, container: string): Promise<void> {
  // The command dies as well, so its own end is no mistake.
  await kubectl('exec', '-n', namespace, pod, '-c', container, '--', 'sh', '-c', 'kill -9 -1').catch(() => undefined);
}

/** Starts a pod that puts without end, on a node that stays. */
export async function startWriter({ cluster, namespace, name, props: { tlsSecretName } }: Subject, node: string): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'writer', namespace },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      terminationGracePeriodSeconds: 1,
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'writer',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['python3', '-c', WRITER],
        env: [{ name: 'TARGET', value: `${tlsSecretName ? 'https' : 'http'}://${name}.${namespace}.svc:2379` }],
        volumeMounts: tlsSecretName ? [{ name: 'tls', mountPath: '/etc/etcd-tls' }] : [],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
      volumes: tlsSecretName ? [{ name: 'tls', secret: { secretName: tlsSecretName } }] : [],
    },
  });
}

/**
 * What all members hold, once they hold the same: the identifiers of all entries. There are as many members as pods, of
 * one cluster.
 */
export async function converged(subject: Subject): Promise<Set<string>> {
  const { name } = subject;
  return eventually(`the members of ${name} hold the same`, async () => {
    const pods = (await podsOf(subject)).map(pod => pod.metadata.name);
    const names = Object.keys(await members(subject)).sort();
    const hashes = JSON.parse(await etcdctl(subject, `${name}-0`, 'endpoint', 'hashkv', '--cluster', '-w', 'json'));
    const contents = hashes.map(({ HashKV }: any) => [HashKV.header.cluster_id, HashKV.header.revision, HashKV.hash].join(' '));
    // Each asked for itself: two clusters would each list members that agree.
    const views = await Promise.all(pods.map(pod => etcdctl(subject, pod, 'member', 'list')));
    if (names.join() !== pods.join() || contents.length !== pods.length || new Set(contents).size !== 1
      || new Set(views.map(view => view.split('\n').sort().join())).size !== 1) {
      throw new Error(`pods ${pods.join()}, members ${names.join()}, contents ${contents.join()}`);
    }
    const keys = await etcdctl(subject, `${name}-0`, 'get', 'ledger/', '--prefix', '--keys-only', '--consistency=l');
    return new Set(keys.split('\n').filter(key => key !== '').map(key => key.slice('ledger/'.length)));
  });
}

/** A claim goes with its pod, as when a disk is lost. */
export async function loseVolume(subject: Subject, pod: string): Promise<void> {
  const { cluster, namespace } = subject;
  await cluster.delete('v1', 'PersistentVolumeClaim', namespace, `data-${pod}`);
  await replaced(subject, pod, () => cluster.delete('v1', 'Pod', namespace, pod));
}

/** Waits until there is another pod of that name. */
export async function replaced({ cluster, namespace }: Subject, pod: string, strike: () => Promise<unknown>): Promise<void> {
  const { uid } = (await cluster.get('v1', 'Pod', namespace, pod)).metadata;
  await strike();
  await eventually(`${pod} is replaced`, async () => {
    const found = await cluster.get('v1', 'Pod', namespace, pod);
    return found && found.metadata.uid !== uid;
  });
}
