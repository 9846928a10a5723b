import { Battery, onNode, replaceCrashing } from './pairs';
import { CLOCK, PASSWORDS, PRIMARY, Subject, isSettled, killContainer, nodeOf, prepareLog, render } from './postgres-subject';
import { apps } from '../../../src';
import { eventually, kubectl } from '../cluster';
import { shiftDns } from '../drills/dns';

export const FIRST = 'orders-replica-0';
export const SECOND = 'orders-replica-1';

/** A primary and its replicas that two faults hit, with what has been changed in the program so far. */
export interface Scene {
  readonly subject: Subject;
  change: Partial<apps.PostgresProps>;
  /** Nodes that are down or cut off, by the fault. */
  readonly nodes: { [fault: string]: string };
}

const nothing = async () => undefined;

async function apply(scene: Scene, change: Partial<apps.PostgresProps>): Promise<void> {
  scene.change = { ...scene.change, ...change };
  // Not with the Secret, which another pair may have changed for good.
  await scene.subject.cluster.applyAll(render(scene.subject, scene.change));
}

/** The container may be down at this moment, by the other fault. One whose node is off has a clock that nobody reads. */
async function setClock({ subject: { namespace } }: Scene, pod: string, offset: string): Promise<void> {
  await eventually(`the clock of ${pod} is set`, async () => {
    await kubectl('exec', '-n', namespace, pod, '-c', 'database', '--', 'sh', '-c', `echo ${offset} > ${CLOCK.FAKETIME_TIMESTAMP_FILE}`);
    return true;
  }, 1).catch(nothing);
}

/** The node of a replica, and not the primary's: there are more members than nodes. The writer is beside the first replica. */
async function nodeOfReplica(subject: Subject): Promise<string> {
  const [primary, ...nodes] = await Promise.all([PRIMARY, SECOND, 'orders-replica-2', FIRST].map(pod => nodeOf(subject, pod)));
  return nodes.find(node => node !== primary)!;
}

async function restart({ subject: { namespace } }: Scene, set: string): Promise<void> {
  await kubectl('rollout', 'restart', '-n', namespace, `statefulset/${set}`);
}

/** The promotion is the last: it ends when all members are ready, so what it meets has to have ended. */
export const BATTERY: Battery<Scene> = {
  faults: [
    onNode('node off', ({ subject }) => nodeOf(subject, PRIMARY), 'kill', 'start'),
    onNode('node cut off', ({ subject }) => nodeOfReplica(subject), 'partition', 'heal'),
    {
      name: 'DNS down',
      disturbs: true,
      start: ({ subject: { cluster } }) => shiftDns(cluster, true),
      end: ({ subject: { cluster } }) => shiftDns(cluster, false),
    },
    {
      name: 'claim lost',
      start: async ({ subject: { cluster, namespace } }) => {
        await cluster.delete('v1', 'PersistentVolumeClaim', namespace, `data-${SECOND}`);
        await cluster.delete('v1', 'Pod', namespace, SECOND);
      },
      end: nothing,
    },
    {
      name: 'kill -9',
      start: ({ subject }) => killContainer(subject, PRIMARY, 'database'),
      end: ({ subject }) => replaceCrashing(subject, [PRIMARY]),
    },
    {
      name: 'rolling update',
      start: async scene => {
        await restart(scene, 'orders');
        await restart(scene, 'orders-replica');
      },
      end: nothing,
    },
    {
      name: 'configuration reverted',
      start: scene => apply(scene, { maxConnections: 150 }),
      end: scene => apply(scene, { maxConnections: undefined }),
    },
    {
      name: 'Secret changed',
      start: async ({ subject: { cluster, namespace } }) => {
        // Writers come with the password of the owner.
        const stringData = { ...PASSWORDS, 'postgres-password': `new ${Date.now()}`, 'replication-password': `new:${Date.now()}` };
        await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'orders', namespace }, stringData });
      },
      end: async scene => {
        await restart(scene, 'orders');
        await restart(scene, 'orders-replica');
      },
    },
    {
      name: 'scale up',
      start: scene => apply(scene, { readReplicas: 4 }),
      end: scene => apply(scene, { readReplicas: 3 }),
    },
    {
      name: 'scale down',
      start: scene => apply(scene, { readReplicas: 2 }),
      end: scene => apply(scene, { readReplicas: 3 }),
    },
    {
      name: 'backup',
      start: async ({ subject: { namespace } }) => void await kubectl('create', 'job', '-n', namespace, 'two', '--from=cronjob/orders-backup'),
      end: async ({ subject: { cluster, namespace } }) => {
        await eventually('the backup ends', async () => {
          const job = await cluster.get('batch/v1', 'Job', namespace, 'two');
          return job.status.conditions?.some((c: any) => ['Complete', 'Failed'].includes(c.type));
        });
        await cluster.delete('batch/v1', 'Job', namespace, 'two');
      },
    },
    {
      name: 'clock ±1 h',
      start: async scene => {
        await setClock(scene, PRIMARY, '+3600s');
        await setClock(scene, FIRST, '-3600s');
      },
      end: async scene => {
        await setClock(scene, PRIMARY, '+0s');
        await setClock(scene, FIRST, '+0s');
      },
    },
    {
      name: 'promotion',
      start: scene => apply(scene, { promotedReplica: 0 }),
      end: async scene => {
        // With a Secret that was changed in between the members refuse each other, and the page says to take the promotion back.
        await eventually('the promotion ends, or the members refuse each other', async () =>
          (await prepareLog(scene.subject, PRIMARY)).includes('does not let this member in') || isSettled(scene.subject));
        await apply(scene, { promotedReplica: undefined });
      },
    },
  ],
  leftOut: {
    'disk full':
      'volumes of this class share the disk of their node, which ends for all of them at once; the drill with a disk of its own is another one',
    'restore': 'it takes back acknowledged commits by intent; it is killed at every line, and tried under other clocks, with the backups',
    'scale down + scale up': 'both are one number, and the later one counts',
  },
};
