import { drill, recordDrills, writing } from './drill';
import { fromPage } from './etcd-page';
import {
  IMAGE, Subject, converged, deploy, etcdctl, inputs, joinLog, killContainer, members, nodeOf, podsOf, replaced, settled,
  startWriter,
} from './etcd-subject';
import { StorageTier, apps } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, pause } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { acknowledged } from '../drills/writer';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('members of etcd', rows);
  cluster.close();
});

/** The cluster as a drill finds it, and how it applies a change. */
async function withMembers(
  replicas: number, test: (subject: Subject, apply: (change: Partial<apps.EtcdProps>) => Promise<void>) => Promise<void>,
): Promise<void> {
  await threeNodes(cluster);
  await inNamespace(cluster, 'restricted', async namespace => {
    const subject: Subject = { cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: {} };
    const apply = async (change: Partial<apps.EtcdProps>) => {
      await deploy(subject, change);
      await settled(subject);
    };
    await apply({ replicas });
    await test(subject, apply);
  });
}

async function run(subject: Subject, fault: string, strike: () => Promise<void>): Promise<void> {
  const node = await nodeOf(subject, (await podsOf(subject))[0].metadata.name);
  rows.push(await drill({
    cluster,
    namespace: subject.namespace,
    fault,
    strike,
    startWriter: () => startWriter(subject, node),
    converged: () => converged(subject),
  }));
}

/** Writes go on now, and for a while. */
async function goesOn({ namespace }: Subject): Promise<void> {
  await writing(namespace, Date.now());
  await pause(10_000);
  await writing(namespace, Date.now());
}

const uidOf = async ({ namespace }: Subject, pod: string) => (await cluster.get('v1', 'Pod', namespace, pod)).metadata.uid;

battery('etcd, members', inputs({}, 'apps/etcd-members.test.ts', 'apps/etcd-page.ts'), () => {
  testWithSharedNodes('one member becomes three, and members that never come up stop no write', () => withMembers(1, async (subject, apply) => {
    const uid = await uidOf(subject, 'etcd-0');
    await run(subject,
      'from one member to three: with an image that is not there, with a setting that etcd refuses, back to one, and right', async () => {
        await deploy(subject, { replicas: 3, image: `${IMAGE}-that-nobody-has` });
        await eventually('the image is not found', async () => (await podsOf(subject)).filter(pod =>
          /^(ErrImage|ImagePull)/.test(pod.status.initContainerStatuses?.[0].state.waiting?.reason)).length === 2);
        await goesOn(subject);
        expect(Object.keys(await members(subject))).toEqual(['etcd-0']);
        await apply({ replicas: 1 });

        // etcd itself looks at this only when it starts, after the member was announced.
        await deploy(subject, { replicas: 3, extraSettings: { 'election-timeout': '1' } });
        await eventually('a member ends as soon as it has started', async () =>
          (await podsOf(subject)).slice(1).some(pod => pod.status.containerStatuses?.[0].restartCount > 0));
        expect(await etcdctl(subject, 'etcd-0', 'member', 'list')).toMatch(/unstarted.*true$/m);
        await goesOn(subject);
        await apply({ replicas: 1 });
        await goesOn(subject);

        await apply({ replicas: 3 });
        expect(Object.keys(await members(subject)).sort()).toEqual(['etcd-0', 'etcd-1', 'etcd-2']);
      });
    expect(await etcdctl(subject, 'etcd-0', 'member', 'list')).not.toMatch(/true$/m);
    expect(await uidOf(subject, 'etcd-0')).toBe(uid);
  }));

  testWithSharedNodes('three members become one, and three again', () => withMembers(3, async (subject, apply) => {
    await run(subject, 'from three members to one by the page, and to three again on the claims of before', async () => {
      for (const pod of ['etcd-2', 'etcd-1']) {
        await eventually(`${pod} is removed`, async () => {
          const id = (await members(subject))[pod];
          return id === undefined || await etcdctl(subject, 'etcd-0', 'member', 'remove', id);
        });
      }
      await apply({ replicas: 1 });
      await goesOn(subject);
      await apply({ replicas: 3 });
      expect(await joinLog(subject, 'etcd-2')).toContain('gives up its data');
    });
    await run(subject, 'from three members to one without removing any: no service until there are three again', async () => {
      await deploy(subject, { replicas: 1 });
      await eventually('one pod is left', async () => (await podsOf(subject)).length === 1);
      await pause(10_000);
      const last = Math.max(...(await acknowledged(subject.namespace)).map(ack => ack.time));
      expect(Date.now() - last).toBeGreaterThan(5000);
      await apply({ replicas: 3 });
    });
  }));

  testWithSharedNodes('two of three members are lost for good, and the third one has everything', () => withMembers(3, async subject => {
    await run(subject, 'two of three volumes lost at once: the steps of the page for the one that is left', async () => {
    // Of the leader it is certain, of the others only that they have all but the last moments.
      const statuses = JSON.parse(await etcdctl(subject, 'etcd-0', 'endpoint', 'status', '--cluster', '-w', 'json'));
      const leader = statuses.find(({ Status }: any) => Status.header.member_id === Status.leader);
      const survivor = (await members(subject))['etcd-1'];
      if (BigInt(leader.Status.leader) !== BigInt(`0x${survivor}`)) {
        await etcdctl(subject, 'etcd-0', '--endpoints', leader.Endpoint, 'move-leader', survivor);
      }
      const lost = ['etcd-0', 'etcd-2'];
      await Promise.all(lost.map(async pod => {
        await cluster.delete('v1', 'PersistentVolumeClaim', subject.namespace, `data-${pod}`);
        await replaced(subject, pod, () => cluster.delete('v1', 'Pod', subject.namespace, pod, { grace: 0 }));
      }));
      await eventually('new members wait', async () =>
        (await Promise.all(lost.map(pod => joinLog(subject, pod)))).every(log => log.includes('waits until a majority of the members is there')));
      // That it was started again since makes no difference.
      await killContainer(subject, 'etcd-1', 'database');
      await eventually('etcd-1 runs again',
        async () => (await cluster.get('v1', 'Pod', subject.namespace, 'etcd-1')).status.containerStatuses[0].restartCount > 0);
      await fromPage('When a majority is lost for good', 1, [
        [' shop ', ` ${subject.namespace} `], ['.shop.', `.${subject.namespace}.`], ['https://', 'http://'],
      ]);
      await settled(subject);
    });
    expect(await joinLog(subject, 'etcd-1')).toContain('takes the place');
  }));
});
