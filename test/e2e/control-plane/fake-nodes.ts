import { Cluster, eventually } from '../cluster';
import { isReady } from '../drills/nodes';
import { holding } from '../nodes-lock';

// Of this run alone: another one may be at work on the same cluster.
const TAINT = `e2e.example.com/fake-${process.pid}`;

/** What a pod has to tolerate to be placed on fake nodes; nobody else's pods do. */
export const TOLERATIONS = [{ key: TAINT, operator: 'Exists' }];
/** What a pod has to select to be placed on fake nodes only. */
export const SELECTOR = { [TAINT]: 'true' };

/**
 * Nodes that are there for the scheduler alone: no kubelet runs their pods. Their leases are renewed, as a kubelet would
 * do it, so that they stay ready. Removed after the test, with their pods.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats
 */
export async function withFakeNodes(cluster: Cluster, names: string[], test: () => Promise<void>): Promise<void> {
  // Daemons of other tests would want to run there.
  await holding('exclusive', () => amongFakeNodes(cluster, names, test));
}

async function amongFakeNodes(cluster: Cluster, names: string[], test: () => Promise<void>): Promise<void> {
  const renew = async () => Promise.all(names.map(async name => cluster.apply({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: new Date().toISOString().replace('Z', '000Z') },
  })));
  const heartBeat = setInterval(() => void renew().catch(() => undefined), 2000); // a missed beat is made up for by the next
  try {
    await renew();
    await Promise.all(names.map(async name => makeNode(cluster, name)));
    await test();
  } finally {
    clearInterval(heartBeat);
    await Promise.all(names.map(async name => cluster.delete('v1', 'Node', undefined, name)));
    await Promise.all(names.map(async name => cluster.delete('coordination.k8s.io/v1', 'Lease', 'kube-node-lease', name)));
  }
}

async function makeNode(cluster: Cluster, name: string): Promise<void> {
  await cluster.create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': `${name}-zone`,
        ...SELECTOR,
      },
    },
    spec: { taints: [{ key: TAINT, value: 'true', effect: 'NoSchedule' }] },
  });
  const room = { cpu: '1000', memory: '1Ti', pods: '1000' };
  const now = new Date().toISOString();
  await cluster.patch('v1', 'Node', undefined, name, {
    status: {
      capacity: room,
      allocatable: room,
      conditions: [{ type: 'Ready', status: 'True', reason: 'Fake', message: '', lastHeartbeatTime: now, lastTransitionTime: now }],
    },
  }, 'status');
  await eventually(`${name} takes pods`, async () => {
    const node = await cluster.get('v1', 'Node', undefined, name);
    return isReady(node) && node.spec.taints.length === 1;
  });
}

/** Ends the pods of the namespace whose names begin so, at once: no kubelet does. */
export async function endPods(cluster: Cluster, namespace: string, prefix = ''): Promise<void> {
  await eventually(`the pods of ${namespace} end`, async () => {
    const pods = (await cluster.list('v1', 'Pod', namespace)).filter(pod => pod.metadata.name.startsWith(prefix));
    await Promise.all(pods.map(async pod => cluster.delete('v1', 'Pod', namespace, pod.metadata.name, { grace: 0 })));
    return pods.length === 0;
  });
}
