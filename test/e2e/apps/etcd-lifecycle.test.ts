import { Size } from 'cdk8s';
import { Subject, converged, deploy, etcdctl, joinLog, killContainer, podsOf, settled } from './etcd-subject';
import { job } from './job';
import { AccessMode, StorageTier } from '../../../src';
import { Row, record } from '../../results';
import { Cluster, eventually, kubectl, pause } from '../cluster';
import { networkClass } from '../drills/subjects';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

const STANDARD = StorageTier.fromName('standard');

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  record('life of etcd', rows);
  cluster.close();
});

testWithSharedNodes('a snapshot is restored, and no member with data of before gets in', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    // What keeps backups is reached from every node, as it has to be.
    const storageClass = await networkClass(cluster, 'PersistentDeployment', namespace);
    const storage = { size: Size.mebibytes(100), tier: StorageTier.fromName(storageClass), accessMode: AccessMode.READ_WRITE_ONCE_POD };
    const subject: Subject = { cluster, namespace, name: 'etcd', tier: STANDARD, props: { backup: { schedule: '0 3 * * *', keep: 1, storage } } };
    try {
      await deploy(subject);
      await settled(subject);
      await kubectl('exec', '-n', namespace, 'etcd-0', '-c', 'database', '--', 'sh', '-c',
        'for i in $(seq 200); do etcdctl put ledger/$i $i > /dev/null; done');
      const before = await converged(subject);
      expect(before.size).toBe(200);

      // The second one takes the place of the first, of which one is to be kept.
      await job(cluster, namespace, 'etcd-backup', 'backup-1');
      await pause(1000);
      expect(await job(cluster, namespace, 'etcd-backup', 'backup-2')).toContain('is older than the last 1, and gone');
      await etcdctl(subject, 'etcd-0', 'del', '--prefix', 'ledger/'); // What came after the backup is not in it.
      await expect(job(cluster, namespace, 'etcd-restore', 'too-early')).rejects.toThrow('etcd-0 is there: scale the set to 0 first');

      const scale = async (replicas: number) => {
        await kubectl('scale', '-n', namespace, 'statefulset/etcd', `--replicas=${replicas}`);
        await eventually(`${replicas} pods`, async () => (await podsOf(subject)).length === replicas);
      };
      await scale(0);
      expect(await job(cluster, namespace, 'etcd-restore', 'restore')).toContain('restore: is complete');

      // Claims that were forgotten: the others are the cluster of before, and the restored one does not join in.
      await scale(3);
      await eventually('the restored member waits',
        async () => (await joinLog(subject, 'etcd-0')).includes('waits until the claims of all other members are new ones'));
      await eventually('the cluster of before serves', async () => await etcdctl(subject, 'etcd-1', 'get', '--prefix', 'ledger/') === '');
      await scale(0);
      for (const claim of ['data-etcd-1', 'data-etcd-2']) {
        await cluster.delete('v1', 'PersistentVolumeClaim', namespace, claim);
        await eventually(`${claim} ends`, async () => !await cluster.get('v1', 'PersistentVolumeClaim', namespace, claim));
      }
      await scale(3);
      await settled(subject);
      expect(await converged(subject)).toEqual(before);
      rows.push({ 'what happens': 'all keys deleted, the snapshot with them restored', 'rows': before.size, 'lost': 0 });
    } finally {
      await cluster.delete('storage.k8s.io/v1', 'StorageClass', undefined, storageClass);
    }
  });
});

/** Members that are being set up are killed, or replaced: whatever was half done, there is one cluster of three in the end. */
testWithSharedNodes('the first start is killed twenty-four times, at random moments', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const subjects = Array.from({ length: 4 },
      (_, i): Subject => ({ cluster, namespace, name: `etcd${i}`, tier: STANDARD, props: { resources: { memory: Size.mebibytes(64) } } }));
    const strikes = await Promise.all(subjects.map(async subject => {
      await deploy(subject);
      const done: string[] = [];
      while (done.length < 6) {
        await pause(Math.floor(Math.random() * 4000));
        done.push(await disturb(subject, `${subject.name}-${Math.floor(Math.random() * 3)}`));
      }
      await settled(subject);
      return done;
    }));
    for (const subject of subjects) {
      await etcdctl(subject, `${subject.name}-0`, 'put', 'ledger/1', 'x');
      expect(await converged(subject)).toEqual(new Set(['1']));
    }
    process.stdout.write(`first start of etcd: ${strikes.flat().join(', ')}\n`);
    rows.push({
      'what happens': `first start of ${subjects.length} clusters, disturbed ${strikes.flat().length} times at random moments`,
      'rows': subjects.length,
      'lost': 0,
    });
  });
});

/** Ends what the member is just doing: the container that decides how it starts, or the pod. */
async function disturb(subject: Subject, pod: string): Promise<string> {
  const found = await eventually(`${pod} is there`, async () => cluster.get('v1', 'Pod', subject.namespace, pod));
  if (found.status.initContainerStatuses?.[1].state.running) {
    await killContainer(subject, pod, 'join');
    return `${pod} killed while it joins`;
  } else if (Math.random() < 0.5 && found.status.containerStatuses?.[0].state.running) {
    await killContainer(subject, pod, 'database');
    return `${pod} killed`;
  }
  await cluster.delete('v1', 'Pod', subject.namespace, pod);
  return `${pod} deleted`;
}
