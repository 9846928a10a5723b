import { Size } from 'cdk8s';
import { drill, recordDrills } from './drill';
import {
  IMAGE, Subject, converged, deploy, etcdctl, joinLog, killContainer, loseVolume, members, nodeOf, podsOf, replaced, settled, startWriter,
} from './etcd-subject';
import { LocalDiskPool, StorageTier, apps } from '../../../src';
import { Row } from '../../results';
import { Cluster, Manifest, eventually, kubectl, pause } from '../cluster';
import { nodeFault, serving, silent, threeNodes } from '../drills/nodes';
import { inNamespace, makeNamespace, removeNamespace } from '../namespaces';
import { testWithExclusiveNodes, holding, testWithSharedNodes } from '../nodes-lock';
import { synthesize } from '../synthesize';

const STANDARD = StorageTier.fromName('standard');
/** A file system that ends somewhere. */
const DISK = (process.env.E2E_DISKS ?? '/mnt/disks/disk0,/mnt/disks/disk1').split(',')[0];

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.connect();
});
const rows: Row[] = [];
afterAll(() => {
  recordDrills('etcd', rows);
  cluster.close();
});

/** A drill under a writer on the node of the last member. */
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

describe('three members', () => {
  let subject: Subject;
  beforeAll(() => holding('shared', async () => {
    await threeNodes(cluster);
    subject = { cluster, namespace: await makeNamespace(cluster, 'restricted'), name: 'etcd', tier: STANDARD, props: {} };
    await deploy(subject);
    await settled(subject);
    // A drill whose fault hits two members, or the writer, proves something else.
    expect(new Set(await Promise.all((await podsOf(subject)).map(pod => nodeOf(subject, pod.metadata.name)))).size).toBe(3);
  }));
  afterAll(() => removeNamespace(cluster, subject.namespace));

  const apply = async (change: Partial<apps.EtcdProps>) => {
    await deploy(subject, change);
    await settled(subject);
  };

  testWithSharedNodes('kill -9 of each member in turn', async () => {
    await run(subject, 'processes of each member killed in turn (kill -9)', async () => {
      for (const pod of ['etcd-0', 'etcd-1', 'etcd-2']) {
        await killContainer(subject, pod, 'database');
        await eventually(`${pod} starts again`,
          async () => (await cluster.get('v1', 'Pod', subject.namespace, pod)).status.containerStatuses[0].restartCount > 0);
        await settled(subject);
      }
    });
  });

  testWithSharedNodes('rolling restart with a changed setting', async () => {
    await run(subject, 'a setting changed, with the rolling restart that follows', async () => {
      await apply({ extraSettings: { 'snapshot-count': '5000' } });
      expect(await kubectl('exec', '-n', subject.namespace, 'etcd-0', '-c', 'database', '--', 'cat', '/var/lib/etcd/etcd.yaml'))
        .toContain('snapshot-count: 5000\n');
    });
  });

  testWithSharedNodes('scaled to 5, to 3, to 5 again on the claims that were left, and to 3', async () => {
    const change = { extraSettings: { 'snapshot-count': '5000' } };
    await run(subject, 'scaled to 5, to 3, to 5 on the claims of before, and to 3', async () => {
      const uid = (await cluster.get('v1', 'Pod', subject.namespace, 'etcd-0')).metadata.uid;
      for (const again of [false, true]) {
        await apply({ ...change, replicas: 5 });
        expect(Object.keys(await members(subject)).sort()).toEqual(['etcd-0', 'etcd-1', 'etcd-2', 'etcd-3', 'etcd-4']);
        if (again) {
          expect(await joinLog(subject, 'etcd-4')).toContain('gives up its data');
        }
        for (const member of ['etcd-4', 'etcd-3']) {
          // Five seconds after a member came or went etcd still refuses the next change: the page for operators says to repeat it.
          await eventually(`${member} is removed`, async () => {
            const id = (await members(subject))[member];
            return id === undefined || await etcdctl(subject, 'etcd-0', 'member', 'remove', id);
          });
        }
        await apply({ ...change, replicas: 3 });
      }
      // More or fewer members are no reason to restart the others.
      expect((await cluster.get('v1', 'Pod', subject.namespace, 'etcd-0')).metadata.uid).toBe(uid);
    });
    await apply({});
  });

  testWithExclusiveNodes('the node of a member loses its power and comes back', async () => {
    await run(subject, 'power cut of a node, which returns', async () => {
      const node = await nodeOf(subject, 'etcd-0');
      await nodeFault('kill', node);
      await silent(cluster, node);
      await eventually('etcd-0 is given up', async () => (await cluster.get('v1', 'Pod', subject.namespace, 'etcd-0'))?.metadata.deletionTimestamp);
      await nodeFault('start', node);
      await serving(cluster, node);
      await settled(subject);
    });
  });

  testWithExclusiveNodes('nodes are drained, and the budget holds', async () => {
    await run(subject, 'nodes of two members drained, one after the other', async () => {
      const evict = (pod: string) => cluster.request('POST', `/api/v1/namespaces/${subject.namespace}/pods/${pod}/eviction`,
        { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: subject.namespace } });
      const cordon = (node: string, unschedulable: boolean) => cluster.patch('v1', 'Node', undefined, node, { spec: { unschedulable } });
      for (const [pod, other] of [['etcd-0', 'etcd-1'], ['etcd-1', 'etcd-0']]) {
        const node = await nodeOf(subject, pod);
        await cordon(node, true);
        try {
          await replaced(subject, pod, () => evict(pod));
          await expect(evict(other)).rejects.toThrow('disruption budget');
        } finally {
          await cordon(node, false);
        }
        await settled(subject);
      }
    });
  });

  for (const [who, pod] of [['a member', 'etcd-1'], ['the first member', 'etcd-0']]) {
    testWithSharedNodes(`${who} loses its volume`, () => run(subject, `claim of ${who} deleted`, async () => {
      const before = (await members(subject))[pod];
      await loseVolume(subject, pod);
      await settled(subject);
      expect(await joinLog(subject, pod)).toContain('which has lost its disk');
      expect((await members(subject))[pod]).not.toBe(before);
    }));
  }

  testWithSharedNodes('the quota is reached, and the database made smaller', async () => {
    await apply({ quota: Size.mebibytes(16) });
    await run(subject, 'quota reached, compacted and defragmented', async () => {
      const inMember = (script: string) => kubectl('exec', '-n', subject.namespace, 'etcd-0', '-c', 'database', '--', 'sh', '-c', script);
      const refusal = await inMember('for i in $(seq 40); do head -c 700000 /dev/zero | tr "\\0" x | etcdctl put big 2>&1 || exit 0; done');
      expect(refusal).toContain('database space exceeded');
      // None is restarted for it.
      await pause(20_000);
      expect((await podsOf(subject)).map(pod => pod.status.containerStatuses[0].restartCount)).toEqual([0, 0, 0]);
      // The page for operators, executed.
      const revision = JSON.parse(await etcdctl(subject, 'etcd-0', 'endpoint', 'status', '-w', 'json'))[0].Status.header.revision;
      await etcdctl(subject, 'etcd-0', 'compact', '--physical', String(revision));
      for (const pod of ['etcd-0', 'etcd-1', 'etcd-2']) {
        await etcdctl(subject, pod, 'defrag');
      }
      await etcdctl(subject, 'etcd-0', 'alarm', 'disarm');
    });
    await apply({});
  });
});

testWithSharedNodes('the disk of a member is full, and freed again', async () => {
  await inNamespace(cluster, 'restricted', async namespace => {
    const nodes = await threeNodes(cluster);
    const objects = synthesize(namespace,
      chart => new LocalDiskPool(chart, 'Pool', { name: `pool-${namespace}`, nodes, paths: [DISK], size: Size.mebibytes(900) }));
    await cluster.applyAll(objects);
    const tier = StorageTier.fromName(`pool-${namespace}`);
    const subject: Subject = {
      cluster,
      namespace,
      name: 'etcd',
      tier,
      props: { storage: { size: Size.mebibytes(800), tier }, resources: { memory: Size.mebibytes(256) } },
    };
    try {
      await deploy(subject);
      await settled(subject);
      await cluster.apply(filler(namespace));
      await eventually('the filler runs', async () => (await cluster.get('v1', 'Pod', namespace, 'filler')).status.phase === 'Running');
      const onDisk = (script: string) => cluster.exec(namespace, 'filler', ['sh', '-c', script]);
      await run(subject, 'disk of a member full, and freed again', async () => {
        expect(await onDisk('dd if=/dev/zero of=/data/fill bs=1M 2>&1; true')).toContain('No space left');
        const restarts = async () => (await cluster.get('v1', 'Pod', namespace, 'etcd-0')).status.containerStatuses[0].restartCount;
        await onDisk(WRITE_MUCH);
        await eventually('the member is down', async () => await restarts() > 0);
        await onDisk('rm /data/fill');
        await settled(subject);
      });
    } finally {
      for (const pod of await podsOf(subject)) { // Disks are used again by other tests.
        await kubectl('exec', '-n', namespace, pod.metadata.name, '-c', 'database', '--', 'sh', '-c',
          'cd /var/lib/etcd && rm -rf data etcd.yaml fill').catch(() => undefined);
      }
      for (const { apiVersion, kind, metadata } of objects) {
        await cluster.delete(apiVersion, kind, undefined, metadata.name);
      }
    }
  });
});

/** More than the files of the log that are there already can take; those who are not ready get none of it. */
const WRITE_MUCH = 'for i in $(seq 200); do head -c 1000000 /dev/zero | tr "\\0" x | etcdctl put big > /dev/null; '
  + '[ $((i % 20)) -ne 0 ] || etcdctl compact $(etcdctl get big -w fields | sed -n \'s/"Revision" : //p\') > /dev/null; done 2>&1; true';

/** A pod beside the first member that sees its volume: a server that has stopped cannot be asked to make room. */
function filler(namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'filler', namespace },
    spec: {
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'filler',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', 'infinity'],
        env: [{ name: 'ETCDCTL_ENDPOINTS', value: `etcd.${namespace}.svc:2379` }],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-etcd-0' } }],
    },
  };
}
