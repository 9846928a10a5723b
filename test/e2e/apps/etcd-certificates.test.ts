import { drill, recordDrills } from './drill';
import { secretOf, withCertificates } from './etcd-certificates';
import { fromPage } from './etcd-page';
import { Subject, converged, deploy, etcdctl, inputs, loseVolume, nodeOf, settled, startWriter } from './etcd-subject';
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
  recordDrills('certificates of etcd', rows);
  cluster.close();
});

/** Three members with certificates of the old authority. */
async function withTls(test: (subject: Subject, folder: string) => Promise<void>): Promise<void> {
  await threeNodes(cluster);
  await inNamespace(cluster, 'restricted', namespace => withCertificates(namespace, async folder => {
    await cluster.apply(secretOf(folder, namespace, ['old.crt', 'old.key', 'old-ca.crt']));
    const subject: Subject = { cluster, namespace, name: 'etcd', tier: StorageTier.fromName('standard'), props: { tlsSecretName: 'etcd-tls' } };
    await deploy(subject);
    await settled(subject);
    await test(subject, folder);
  }));
}

async function run(subject: Subject, fault: string, strike: () => Promise<void>): Promise<void> {
  const node = await nodeOf(subject, 'etcd-2');
  rows.push(await drill({
    cluster,
    namespace: subject.namespace,
    fault,
    strike,
    startWriter: () => startWriter(subject, node),
    converged: () => converged(subject),
  }));
}

const inMember = ({ namespace }: Subject, pod: string, script: string) =>
  kubectl('exec', '-n', namespace, pod, '-c', 'database', '--', 'sh', '-c', script);

/** What curl says of a member that it asks with the client certificate of the pod, the handshake included. */
const handshake = (subject: Subject, pod: string) => inMember(subject, pod,
  'cd /etc/etcd-tls; curl -sv --cacert ca.crt --cert tls.crt --key tls.key https://localhost:2379/version 2>&1; true');

/** Waits until the writer's node has brought the files, and all members show the certificate of the new authority. */
async function shown(subject: Subject): Promise<void> {
  for (const pod of ['etcd-0', 'etcd-1', 'etcd-2']) {
    await eventually(`${pod} shows a certificate of the new authority`,
      async () => (await handshake(subject, pod)).includes('issuer: CN=new'));
  }
}

const INPUTS = inputs({ tlsSecretName: 'etcd-tls' }, 'apps/etcd-certificates.test.ts', 'apps/etcd-certificates.ts', 'apps/etcd-page.ts');

battery('etcd, certificates', INPUTS, () => {
  testWithSharedNodes('members and clients show certificates', () => withTls(async (subject, folder) => {
    const { namespace } = subject;
    await etcdctl(subject, 'etcd-2', 'put', 'ledger/1', 'x');
    await loseVolume(subject, 'etcd-1');
    await settled(subject);
    expect(await converged(subject)).toEqual(new Set(['1']));
    const without = (url: string) => inMember(subject, 'etcd-0', `curl -sS --max-time 5 --cacert /etc/etcd-tls/ca.crt ${url}`);
    await expect(without(`https://etcd.${namespace}.svc:2379/health`)).rejects.toThrow('curl: (');
    await expect(without(`https://etcd-1.etcd-headless.${namespace}.svc:2380/members`)).rejects.toThrow('curl: (');

    await run(subject, 'a new certificate authority, by the steps of the page', async () => {
      const step = (block: number) => fromPage('Change the certificate authority', block, [[' shop ', ` ${namespace} `]], folder);
      await step(0);
      await settled(subject);
      await step(1);
      await shown(subject);
      await step(2);
      await settled(subject);
    });
    // The old authority is out: who comes with its certificate stays outside.
    await cluster.apply(secretOf(folder, namespace, ['old.crt', 'old.key', 'both.crt']));
    await eventually('a certificate of the old authority is refused',
      async () => (await handshake(subject, 'etcd-0')).includes('alert unknown ca'));
  }));

  testWithSharedNodes('an authority replaced at once stops the rollout, and the way out of the page ends that', () => withTls(async (subject, folder) => {
    const { namespace } = subject;
    await run(subject, 'all three keys of the Secret replaced at once, and all members restarted together', async () => {
      await cluster.apply(secretOf(folder, namespace, ['new.crt', 'new.key', 'new-ca.crt']));
      await shown(subject);
      await kubectl('rollout', 'restart', '-n', namespace, 'statefulset/etcd');
      await eventually('a member runs that no other lets in', async () => {
        const { status } = await cluster.get('v1', 'Pod', namespace, 'etcd-2');
        const [{ started, ready }] = status.containerStatuses;
        const log = await kubectl('logs', '-n', namespace, 'etcd-0', '-c', 'database', '--tail=50');
        return started && !ready && log.includes('unknown authority');
      });
      await fromPage('Change the certificate authority', 3, [[' shop ', ` ${namespace} `]], folder);
      await settled(subject);
    });
  }));
});
