import { Cluster, Manifest, eventually, pause } from '../cluster';
import { nodeFault, serving, silent } from './nodes';
import { Subject, podOn, podsOf, settled } from './subjects';

/** Where a drill happens. */
export interface Scene {
  readonly cluster: Cluster;
  readonly subjects: Subject[];
  /** The node that is hit; each subject has a pod on it, and no writer is. */
  readonly victim: string;
}

/** What is done to the subjects. When it is over, everything that an operator has to do is done. */
export interface Fault {
  readonly name: string;
  /** Whether every node reaches the volumes: so that a pod can go elsewhere, and nothing but Kubernetes holds a second writer back. */
  readonly networkStorage?: boolean;
  readonly strike: (scene: Scene) => Promise<void>;
  /** Brings the machine back for the next drill. */
  readonly repair?: (scene: Scene) => Promise<void>;
}

export const FAULTS: Fault[] = [
  {
    name: 'pod deleted',
    strike: each(async ({ cluster, victim }, subject) => {
      const { metadata } = await podOn(cluster, subject, victim);
      await cluster.delete('v1', 'Pod', subject.namespace, metadata.name);
      await replaced(cluster, subject, metadata.uid);
    }),
  },
  {
    name: 'process killed (kill -9)',
    strike: each(async ({ cluster, victim }, subject) => {
      const { metadata } = await podOn(cluster, subject, victim);
      await cluster.exec(subject.namespace, metadata.name, ['sh', '-c', 'kill -9 $(cat $DATA_DIR/lock)']);
      await eventually(`the container of ${metadata.name} starts again`, async () =>
        (await cluster.get('v1', 'Pod', subject.namespace, metadata.name)).status.containerStatuses[0].restartCount === 1);
    }),
  },
  {
    name: 'rolling update',
    strike: each(async ({ cluster }, subject) => {
      const before = (await podsOf(cluster, subject)).map(pod => pod.metadata.uid);
      await cluster.applyAll(subject.render({ env: { REVISION: '2' } }));
      await settled(cluster, subject);
      expect((await podsOf(cluster, subject)).filter(pod => before.includes(pod.metadata.uid))).toEqual([]);
    }),
  },
  {
    name: 'scaled down and up, twice',
    strike: each(async ({ cluster }, subject) => {
      const members = (await podsOf(cluster, subject)).length;
      for (const replicas of [members - 1, members, members - 1, members]) {
        await cluster.patch('apps/v1', subject.workload.kind, subject.namespace, subject.workload.name, { spec: { replicas } });
        await settled(cluster, subject);
      }
    }),
  },
  {
    name: 'set deleted and made again',
    strike: each(async ({ cluster }, subject) => {
      await cluster.delete('apps/v1', subject.workload.kind, subject.namespace, subject.workload.name);
      await eventually(`the pods of ${subject.namespace} end`, async () => (await podsOf(cluster, subject)).length === 0);
      await cluster.applyAll(subject.render());
    }),
  },
  {
    name: 'power cut, node returns',
    strike: async scene => {
      await nodeFault('kill', scene.victim);
      await evicted(scene);
      await nodeFault('start', scene.victim);
      await serving(scene.cluster, scene.victim);
    },
  },
  {
    name: 'node lost for good',
    networkStorage: true,
    strike: async scene => {
      await nodeFault('kill', scene.victim);
      await silent(scene.cluster, scene.victim);
      await each(operatorSteps)(scene);
      // The documentation says so: the node goes when the new pods run.
      await scene.cluster.delete('v1', 'Node', undefined, scene.victim);
    },
    repair: async ({ cluster, victim }) => {
      await nodeFault('start', victim);
      await serving(cluster, victim);
    },
  },
  {
    name: 'network partition',
    networkStorage: true,
    strike: async scene => {
      await nodeFault('partition', scene.victim);
      await evicted(scene);
      await pause(10_000); // long enough for a second writer to start, if anything let it
      await nodeFault('heal', scene.victim);
      await serving(scene.cluster, scene.victim);
    },
  },
];

/** Does it to all subjects at once. */
function each(strike: (scene: Scene, subject: Subject) => Promise<void>): (scene: Scene) => Promise<void> {
  return async scene => {
    await Promise.all(scene.subjects.map(subject => strike(scene, subject)));
  };
}

async function replaced(cluster: Cluster, subject: Subject, uid: string): Promise<void> {
  await eventually(`the pod of ${subject.construct} is replaced`, async () => !(await podsOf(cluster, subject)).some(pod => pod.metadata.uid === uid));
}

/** Waits until the control plane has given up the victim's pods: only then would it make others. */
async function evicted({ cluster, subjects, victim }: Scene): Promise<void> {
  await silent(cluster, victim);
  for (const subject of subjects) {
    await eventually(`the pod of ${subject.construct} on ${victim} is given up`, async () =>
      (await podsOf(cluster, subject)).some(pod => pod.spec.nodeName === victim && pod.metadata.deletionTimestamp));
  }
}

/** docs/explanation/node-failure.md, executed. */
async function operatorSteps({ cluster, victim }: Scene, subject: Subject): Promise<void> {
  const pod = await podOn(cluster, subject, victim);
  await cluster.patch('v1', 'Node', undefined, victim, { spec: { taints: [{ key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }] } });
  await replaced(cluster, subject, pod.metadata.uid);
  if (subject.construct === 'LocalDiskPool') {
    await newDisk(cluster, subject, pod.metadata.name);
  }
  await settled(cluster, subject);
}

/** The disk is gone with its node: the member gets a free disk of the pool, and copies what the others have. */
async function newDisk(cluster: Cluster, subject: Subject, member: string): Promise<void> {
  const entries = async (pod: string) => (await cluster.exec(subject.namespace, pod, ['ledger', 'dump'])).split('\n').filter(line => line.startsWith('entry')).map(line => line.split(' ')[2]);
  const other = (await podsOf(cluster, subject)).find(pod => pod.metadata.name !== member);
  const before = await entries(other.metadata.name);

  const claim: Manifest = await cluster.get('v1', 'PersistentVolumeClaim', subject.namespace, `data-${member}`);
  await cluster.delete('v1', 'PersistentVolumeClaim', subject.namespace, claim.metadata.name);
  await cluster.delete('v1', 'Pod', subject.namespace, member);
  await cluster.delete('v1', 'PersistentVolume', undefined, claim.spec.volumeName);

  await eventually(`${member} has copied ${before.length} entries`, async () => {
    const copied = new Set(await entries(member));
    return before.every(id => copied.has(id));
  });
}
