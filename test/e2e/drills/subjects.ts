import { ApiObject, App, Chart, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import {
  AccessMode, IStorageTier, LocalDiskPool, Members, PersistentDeployment, PersistentWorkloadProps, Probe, Spread, StatefulDatabase, StorageTier,
} from '../../../src';
import { Cluster, Manifest, eventually } from '../cluster';
import { isReady } from './nodes';

/** The image with the ledger; test/e2e/README.md tells how to make it. */
export const IMAGE = process.env.E2E_IMAGE ?? 'cdk8s-stateful-e2e:test';

/** Mount points that every node has, for the pool of local disks. */
const DISKS = (process.env.E2E_DISKS ?? '/mnt/disks/disk0,/mnt/disks/disk1').split(',');

/** Folder with folders 0 to 3 that all nodes share: a stand-in for disks of the network. */
export const NETWORK = process.env.E2E_NETWORK_STORAGE ?? '/var/lib/cdk8s-stateful-e2e';

export const CONSTRUCTS = ['StatefulDatabase', 'PersistentDeployment', 'LocalDiskPool'] as const;
export type Construct = typeof CONSTRUCTS[number];

/** What a drill changes from one apply to the next. */
export interface Change {
  readonly env?: Record<string, string>;
}

/** A workload that keeps a ledger, made by the library. */
export interface Subject {
  readonly construct: Construct;
  readonly namespace: string;
  /** The StatefulSet or Deployment. */
  readonly workload: { readonly kind: string; readonly name: string };
  /** Addresses that the writer appends to. */
  readonly targets: string[];
  /** How many of the targets have to store an entry, or `each` where every member has entries of its own. */
  readonly need: number | 'each';
  /** All objects, as they are after a change. */
  readonly render: (change?: Change) => Manifest[];
  readonly nodesOfPool: string[];
}

export interface Place {
  readonly construct: Construct;
  readonly namespace: string;
  readonly nodes: string[];
  /** Class of the volumes that are made on demand; the pool has its own. */
  readonly storageClass: string;
  /** One member on every node, or as it comes: a member that has to move needs a node where another one is. */
  readonly spread: Spread;
}

/**
 * - StatefulDatabase: three members that know nothing of each other, each with entries of its own.
 * - PersistentDeployment: one writer.
 * - LocalDiskPool: three members on disks of their nodes, that hold the same entries; two of them suffice.
 */
export function makeSubject(place: Place): Subject {
  const { construct, namespace, nodes, storageClass, spread } = place;
  const single = construct === 'PersistentDeployment';
  const names = single ? ['ledger'] : [0, 1, 2].map(i => `ledger-${i}.ledger-headless`);
  const targets = names.map(name => `${name}.${namespace}.svc`);

  function render(change: Change = {}): Manifest[] {
    const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'drill', { namespace });
    const props = (tier: IStorageTier): PersistentWorkloadProps & { storage: any } => ({
      name: 'ledger',
      image: IMAGE,
      imagePullPolicy: 'IfNotPresent',
      command: ['ledger', 'serve'],
      runAsUser: 1001,
      port: 7000,
      // A folder of its own: local disks are used again by the next drill.
      env: { DATA_DIR: `/data/${namespace}`, PEERS: construct === 'LocalDiskPool' ? targets.join(',') : '', ...change.env },
      resources: { memory: Size.mebibytes(64) },
      ready: Probe.tcp({ period: Duration.seconds(1) }),
      storage: { size: Size.mebibytes(512), tier, mountPath: '/data', accessMode: single ? AccessMode.READ_WRITE_ONCE_POD : undefined },
    });
    const made = single
      ? new PersistentDeployment(chart, 'Ledger', props(StorageTier.fromName(storageClass))).deployment
      : new StatefulDatabase(chart, 'Ledger', {
        ...props(construct === 'LocalDiskPool' ? pool(chart) : StorageTier.fromName(storageClass)),
        members: construct === 'LocalDiskPool' ? Members.REPLICATED : Members.INDEPENDENT,
        nodeSpread: spread,
        replicas: 3,
        minReady: Duration.seconds(1),
      }).statefulSet;
    // So that a command in the container can end the process as the kernel would: number 1 of a name space cannot be killed from within.
    ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/template/spec/shareProcessNamespace', true));
    return Testing.synth(chart);
  }

  function pool(chart: Chart): LocalDiskPool {
    return new LocalDiskPool(chart, 'Pool', { name: `pool-${namespace}`, nodes, paths: DISKS, size: Size.gibibytes(1) });
  }
  return {
    construct,
    namespace,
    targets,
    need: construct === 'LocalDiskPool' ? 2 : 'each',
    workload: { kind: single ? 'Deployment' : 'StatefulSet', name: 'ledger' },
    render,
    nodesOfPool: nodes,
  };
}

/** Volumes and a class of disks that every node reaches, for the members of a subject. The class that the subject is to use. */
export async function networkClass(cluster: Cluster, construct: Construct, namespace: string): Promise<string> {
  const name = `network-${namespace}`;
  await cluster.apply({
    apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer',
  });
  for (const folder of construct === 'PersistentDeployment' ? [3] : [0, 1, 2]) {
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${name}-${folder}` },
      spec: {
        accessModes: [construct === 'PersistentDeployment' ? 'ReadWriteOncePod' : 'ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        storageClassName: name,
        local: { path: `${NETWORK}/${folder}` },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }] } },
      },
    });
  }
  return name;
}

/** Removes what belongs to no namespace. */
export async function removeClusterScoped(cluster: Cluster, subject: Subject): Promise<void> {
  for (const { apiVersion, kind, metadata } of subject.render().filter(object => !object.metadata.namespace)) {
    await cluster.delete(apiVersion, kind, undefined, metadata.name);
  }
  await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, `network-${subject.namespace}`);
}

/** The pods of the subject, by name. */
export async function podsOf(cluster: Cluster, subject: Subject): Promise<Manifest[]> {
  const pods = await cluster.list('v1', 'Pod', subject.namespace, 'app.kubernetes.io/name=ledger');
  return pods.sort((a, b) => a.metadata.name < b.metadata.name ? -1 : 1);
}

/** Waits until the workload is as it was asked to be, with all its pods ready. */
export async function settled(cluster: Cluster, subject: Subject): Promise<void> {
  await eventually(`${subject.construct} in ${subject.namespace} is ready`, async () => {
    const { metadata, spec, status } = await cluster.get('apps/v1', subject.workload.kind, subject.namespace, subject.workload.name);
    const pods = await podsOf(cluster, subject);
    const done = status.observedGeneration === metadata.generation && (status.updatedReplicas ?? 0) === spec.replicas
      && pods.length === spec.replicas && pods.every(pod => isReady(pod) && !pod.metadata.deletionTimestamp);
    return done || Promise.reject(new Error(`${spec.replicas} pods wanted: ${pods.map(describePod).join(', ')}`));
  });
}

/**
 * The node that the fault will hit: one with a pod of every subject. The single writer is sent there if it is elsewhere,
 * which it can be only where its disk is reached from every node.
 */
export async function commonNode(cluster: Cluster, subjects: Subject[], nodes: string[]): Promise<string> {
  const pods = new Map(await Promise.all(subjects.map(async (subject): Promise<[Subject, Manifest[]]> => [subject, await podsOf(cluster, subject)])));
  const isOn = (subject: Subject, node: string) => pods.get(subject)!.some(pod => pod.spec.nodeName === node);
  const single = subjects.find(subject => subject.construct === 'PersistentDeployment')!;
  const possible = nodes.filter(node => subjects.every(subject => subject === single || isOn(subject, node)));
  const node = possible.find(n => isOn(single, n)) ?? possible[0];
  if (node === undefined) {
    throw new Error('no node has a member of every set');
  }
  if (!isOn(single, node)) {
    const cordon = async (unschedulable: boolean) => Promise.all(nodes.filter(n => n !== node).map(async n => cluster.patch('v1', 'Node', undefined, n, { spec: { unschedulable } })));
    await cordon(true);
    try {
      await cluster.delete('v1', 'Pod', single.namespace, pods.get(single)![0].metadata.name);
      await eventually(`${single.construct} moves to ${node}`, async () => (await podsOf(cluster, single)).some(pod => pod.spec.nodeName === node));
      await settled(cluster, single);
    } finally {
      await cordon(false);
    }
  }
  return node;
}

/** The first pod of the subject on the node. A drill whose fault hits nobody proves nothing. */
export async function podOn(cluster: Cluster, subject: Subject, node: string): Promise<Manifest> {
  const found = (await podsOf(cluster, subject)).find(pod => pod.spec.nodeName === node);
  if (!found) {
    throw new Error(`no pod of ${subject.construct} is on ${node}`);
  }
  return found;
}

function describePod({ metadata, spec, status }: Manifest): string {
  const waiting = status.containerStatuses?.map((c: any) => c.state.waiting?.reason ?? c.state.terminated?.reason).filter(Boolean) ?? [];
  const condition = status.conditions?.find((c: any) => c.status === 'False')?.message;
  return [metadata.name, status.phase, spec.nodeName, metadata.deletionTimestamp && 'ending', ...waiting, condition].filter(Boolean).join(' ');
}
