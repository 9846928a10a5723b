import { drill, recordDrills } from './drill';
import { secretOf, withCertificates } from './etcd-certificates';
import { Subject, converged, deploy, etcdctl, inputs, nodeOf, podsOf, settled, startWriter } from './etcd-subject';
import { job } from './job';
import { StorageTier } from '../../../src';
import { Row } from '../../results';
import { battery } from '../battery';
import { Cluster, eventually, kubectl } from '../cluster';
import { threeNodes } from '../drills/nodes';
import { inNamespace } from '../namespaces';
import { testWithSharedNodes } from '../nodes-lock';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('defragmentation of etcd', rows);
  cluster.close();
});

const PROPS = { tlsSecretName: 'etcd-tls', defragmentation: { schedule: '0 4 * * 0' } };

/** Leaves 40 MiB free in the file of each member. */
async function fill({ namespace, name }: Subject): Promise<void> {
  const script = 'i=0; while [ $i -lt 40 ]; do head -c 750000 /dev/urandom | base64 -w 0 | etcdctl put filler/$i > /dev/null; i=$((i + 1)); done; '
    + 'etcdctl del filler/ --prefix; etcdctl compact --physical "$(etcdctl endpoint status -w fields | sed -n \'s/^"Revision" : //p\')"';
  await kubectl('exec', '-n', namespace, `${name}-0`, '-c', 'database', '--', 'sh', '-euc', script);
}

interface Status {
  readonly member: string;
  readonly size: number;
  readonly leader: boolean;
}

async function statuses(subject: Subject): Promise<Status[]> {
  const answer = JSON.parse(await etcdctl(subject, `${subject.name}-0`, 'endpoint', 'status', '--cluster', '-w', 'json'));
  return answer.map(({ Endpoint, Status: { header, leader, dbSize } }: any) => (
    { member: Endpoint.replace(/^https:\/\/([^.]+).*/, '$1'), size: dbSize, leader: leader === header.member_id }));
}

/** Members that the log of a job names as defragmented, in this order. */
function defragmented(log: string): string[] {
  return log.split('\n').flatMap(line => /^defrag: ([^ ]+), the [a-z]+, is defragmented/.exec(line)?.[1] ?? []);
}

battery('etcd, defragmentation', inputs(PROPS, 'apps/etcd-certificates.ts', 'apps/etcd-defragmentation.test.ts', 'apps/job.ts'), () => {
  testWithSharedNodes('members are defragmented one after the other, the leader last', async () => {
    await threeNodes(cluster);
    await inNamespace(cluster, 'restricted', namespace => withCertificates(namespace, async folder => {
      const subject: Subject = { cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: PROPS };
      await cluster.apply(secretOf(folder, namespace, ['old.crt', 'old.key', 'old-ca.crt']));
      await deploy(subject);
      await settled(subject);
      await fill(subject);
      let log = '';
      rows.push(await drill({
        cluster,
        namespace,
        fault: 'all members are defragmented, the leader last',
        startWriter: async () => startWriter(subject, await nodeOf(subject, (await podsOf(subject))[0].metadata.name)),
        strike: async () => {
          const before = await statuses(subject);
          log = await job(cluster, namespace, 'etcd-defrag', 'first');
          const after = await statuses(subject);
          expect(defragmented(log).sort()).toEqual(['etcd-0', 'etcd-1', 'etcd-2']);
          expect(defragmented(log)[2]).toBe(before.find(({ leader }) => leader)!.member);
          expect(before.every(({ size }) => size > 40e6)).toBe(true);
          expect(after.every(({ size }) => size < 10e6)).toBe(true);
        },
        converged: () => converged(subject),
      }));
      // A file without free space is left as it is, and no member is blocked.
      expect(defragmented(await job(cluster, namespace, 'etcd-defrag', 'second'))).toEqual([]);
    }));
  });

  testWithSharedNodes('no member is defragmented while another is not there', async () => {
    await threeNodes(cluster);
    await inNamespace(cluster, 'restricted', async namespace => {
      const subject: Subject = {
        cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: { ...PROPS, tlsSecretName: undefined },
      };
      await deploy(subject);
      await settled(subject);
      await fill(subject);
      const before = await largeFiles(subject);
      await kubectl('scale', '-n', namespace, 'statefulset/etcd', '--replicas=2');
      await eventually('etcd-2 is gone', async () => !await cluster.get('v1', 'Pod', namespace, 'etcd-2'));
      // The first of three tries is enough.
      await kubectl('create', 'job', '-n', namespace, 'refused', '--from=cronjob/etcd-defrag');
      const refusal = await eventually('the job refuses', async () => {
        const log = await kubectl('logs', '-n', namespace, 'job/refused');
        return log.includes('no member is defragmented before') && log;
      });
      expect(refusal).toContain('etcd-2 does not answer');
      expect(defragmented(refusal)).toEqual([]);
      await kubectl('delete', 'job', '-n', namespace, 'refused');
      await kubectl('scale', '-n', namespace, 'statefulset/etcd', '--replicas=3');
      await settled(subject);
      expect(await largeFiles(subject)).toEqual(before);
    });
  });
});

/** Whether the file of each member is still large. */
async function largeFiles(subject: Subject): Promise<{ [member: string]: boolean }> {
  return Object.fromEntries((await Promise.all((await podsOf(subject)).map(async ({ metadata: { name } }) => {
    const [{ Status }] = JSON.parse(await etcdctl(subject, name, 'endpoint', 'status', '-w', 'json'));
    return [name, Status.dbSize > 40e6] as const;
  }))));
}
