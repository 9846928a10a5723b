import { secretOf } from './etcd-certificates';
import { Subject, deploy, etcdctl, killContainer, members, nodeOf } from './etcd-subject';
import { Battery, onNode, replaceCrashing } from './pairs';
import { apps } from '../../../src';
import { eventually, kubectl } from '../cluster';
import { shiftDns } from '../drills/dns';
import { isReady } from '../drills/nodes';

/** The three members that two faults hit, with what has been changed in the program so far. */
export interface Scene {
  readonly subject: Subject;
  /** Certificates of the old and of the new authority, which members trust both. */
  readonly folder: string;
  change: Partial<apps.EtcdProps>;
  /** Nodes that are down or cut off, by the fault. */
  readonly nodes: { [fault: string]: string };
}

async function apply(scene: Scene, change: Partial<apps.EtcdProps>): Promise<void> {
  scene.change = { ...scene.change, ...change };
  await deploy(scene.subject, scene.change);
}

/** Removes members as the page says. An operator whom etcd refuses it, while others are away, does not go on. */
async function removeMembers({ subject }: Scene, pods: string[]): Promise<boolean> {
  for (const pod of pods) {
    const done = await eventually(`${pod} is removed`, async () => {
      const id = (await members(subject))[pod];
      return id === undefined || await etcdctl(subject, 'etcd-0', 'member', 'remove', id);
    }, 0.3).catch(() => false);
    if (!done) {
      return false;
    }
  }
  return true;
}

/** Waits until there are as many voters as there are to be. */
async function voters({ subject }: Scene, count: number): Promise<void> {
  await eventually(`${count} voters`, async () => {
    const list = (await etcdctl(subject, 'etcd-0', 'member', 'list')).split('\n');
    return list.length === count && list.every(line => /, started, .*false$/.test(line));
  });
}

const nothing = async () => undefined;

export const BATTERY: Battery<Scene> = {
  faults: [
    onNode('node off', ({ subject }) => nodeOf(subject, 'etcd-0'), 'kill', 'start'),
    onNode('node cut off', ({ subject }) => nodeOf(subject, 'etcd-1'), 'partition', 'heal'),
    {
      name: 'DNS down',
      disturbs: true,
      start: ({ subject: { cluster } }) => shiftDns(cluster, true),
      end: ({ subject: { cluster } }) => shiftDns(cluster, false),
    },
    {
      name: 'claim lost',
      start: async ({ subject: { cluster, namespace } }) => {
        await cluster.delete('v1', 'PersistentVolumeClaim', namespace, 'data-etcd-1');
        await cluster.delete('v1', 'Pod', namespace, 'etcd-1');
      },
      end: nothing,
    },
    {
      name: 'kill -9',
      start: ({ subject }) => killContainer(subject, 'etcd-0', 'database'),
      // A container that was killed in other pairs too waits for minutes, which proves nothing.
      end: scene => replaceCrashing(scene.subject, ['etcd-0']),
    },
    {
      name: 'rolling update',
      start: async ({ subject: { namespace } }) => void await kubectl('rollout', 'restart', '-n', namespace, 'statefulset/etcd'),
      end: nothing,
    },
    {
      name: 'configuration reverted',
      start: scene => apply(scene, { extraSettings: { 'snapshot-count': '5000' } }),
      end: scene => apply(scene, { extraSettings: {} }),
    },
    {
      name: 'Secret changed',
      start: async ({ subject: { cluster, namespace }, folder }) =>
        void await cluster.apply(secretOf(folder, namespace, ['new.crt', 'new.key', 'both.crt'])),
      end: async ({ subject: { cluster, namespace }, folder }) =>
        void await cluster.apply(secretOf(folder, namespace, ['old.crt', 'old.key', 'both.crt'])),
    },
    {
      name: 'scale up',
      start: scene => apply(scene, { replicas: 5 }),
      end: async scene => {
        await voters(scene, 5);
        await eventually('etcd-4 and etcd-3 are removed', () => removeMembers(scene, ['etcd-4', 'etcd-3']));
        await apply(scene, { replicas: 3 });
      },
    },
    {
      name: 'scale down',
      start: async scene => {
        if (await removeMembers(scene, ['etcd-2', 'etcd-1'])) {
          await apply(scene, { replicas: 1 });
        }
      },
      end: async scene => {
        await apply(scene, { replicas: 3 });
        // Members that were removed, and whose pods stay after all.
        await eventually('etcd-1 and etcd-2 are ready', async () => {
          await replaceCrashing(scene.subject, ['etcd-1', 'etcd-2']);
          const pods = await Promise.all(['etcd-1', 'etcd-2'].map(pod => scene.subject.cluster.get('v1', 'Pod', scene.subject.namespace, pod)));
          return pods.every(pod => pod && isReady(pod));
        });
      },
    },
    {
      name: 'backup',
      start: async ({ subject: { namespace } }) => void await kubectl('create', 'job', '-n', namespace, 'two', '--from=cronjob/etcd-backup'),
      end: async ({ subject: { cluster, namespace } }) => {
        await eventually('the backup ends', async () => {
          const job = await cluster.get('batch/v1', 'Job', namespace, 'two');
          return job.status.conditions?.some((c: any) => ['Complete', 'Failed'].includes(c.type));
        });
        await cluster.delete('batch/v1', 'Job', namespace, 'two');
      },
    },
  ],
  leftOut: {
    'clock ±1 h': 'the clock of a node cannot be moved without that of the machine, '
      + 'and etcd, a Go program, asks the kernel without a library that could lie to it; '
      + 'who leads and what counts is decided by terms and indexes, and time-outs by a clock that does not jump',
    'disk full': 'a member that cannot write ends, and is a member less, as with kill -9; the drill with a real full disk is one of its own',
    'restore': 'it takes back acknowledged writes by intent, and refuses while members run: the tests of backups and of the '
      + 'script that is killed at every line have it',
    'scale down + scale up': 'both are one number, and the later one counts',
  },
};
