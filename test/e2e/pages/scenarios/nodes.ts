import { Size } from 'cdk8s';
import { ready } from './expand';
import { StorageTier } from '../../../../src';
import { eventually } from '../../cluster';
import { isReady, nodeFault, serving, silent } from '../../drills/nodes';
import { networkClass } from '../../drills/subjects';
import { Forms } from '../program';
import { Operator, Scenario, act, applied, sh } from '../scenario';

const ID = 'node-failure:';
const VECTORS = 'local-disks: Use local disks, ts 1';
const PORT = 6333;

/** Two members that hold the same, so that the pool has a disk to spare. */
const vectors = (replicas: number): Forms => ({
  StatefulDatabase: props => ({ ...props, replicas, env: { PEERS: [0, 1].map(i => `vectors-${i}.vectors-headless.shop.svc`).join(',') } }),
});

let victim = '';

/** A set on disks of the network and one on local disks lose a member each with their node. */
export const NODE_FAILURE: Scenario = {
  name: 'a node dies for good',
  steps: [
    act('three members on disks that every node reaches', async operator => {
      const name = await networkClass(operator.cluster, 'StatefulDatabase', operator.namespace);
      operator.leavesNot({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name } });
      await applied('testing-your-charts: Test your own charts, ts 1', {
        StatefulDatabase: props => ({
          ...props, replicas: 3, storage: { ...props.storage, size: Size.gibibytes(1), tier: StorageTier.fromName(name) },
        }),
      }).take(operator);
      await ready(operator);
      victim = await nodeOf(operator, 'orders-1');
    }),
    act('the other node is closed', operator => closed(operator, [victim])),
    applied(VECTORS, vectors(1)),
    act('the first member runs', async operator => {
      await ready(operator);
      const home = await nodeOf(operator, 'vectors-0');
      await closed(operator, operator.nodes.filter(node => ![victim, home].includes(node)));
    }),
    applied(VECTORS, vectors(2)),
    act('the second member is on that node, and both hold an entry', async operator => {
      await ready(operator);
      await closed(operator, []);
      expect(await nodeOf(operator, 'vectors-1')).toBe(victim);
      for (const member of [0, 1]) {
        const entry = `import socket; s = socket.create_connection(("127.0.0.1", ${PORT})); s.sendall(b"APPEND kept\\n"); print(s.recv(9))`;
        await eventually('the entry is taken', async () =>
          (await operator.shell(`kubectl -n shop exec vectors-${member} -- python3 -c '${entry}'`)).includes('OK'));
      }
    }),
    act('the node loses its power', async ({ cluster, namespace }) => {
      await nodeFault('kill', victim);
      await silent(cluster, victim);
      await eventually('its pods are given up', async () => (await cluster.get('v1', 'Pod', namespace, 'orders-1'))?.metadata.deletionTimestamp);
    }),
    sh(`${ID} When a node dies, sh 1`),
    act('the member on a disk of the network runs elsewhere', operator => runsElsewhere(operator, 'orders-1')),
    sh(`${ID} Local disks, sh 1`),
    act('the member with a local disk runs elsewhere, and has copied the data', async operator => {
      await runsElsewhere(operator, 'vectors-1');
      await eventually('the entry is there', async () =>
        (await operator.shell('kubectl -n shop exec vectors-1 -- sh -c \'cat "$DATA_DIR/ledger"\'')).includes(' kept'));
    }),
    act('the node is repaired', async ({ cluster }) => {
      await nodeFault('start', victim);
      await eventually(`${victim} is back`, async () => isReady(await cluster.get('v1', 'Node', undefined, victim)));
    }),
    sh(`${ID} When a node dies, sh 2`),
    act('the node takes pods again', ({ cluster }) => serving(cluster, victim)),
  ],
  mend: async operator => {
    await closed(operator, []);
    if (victim === '') {
      return;
    }
    if (!isReady(await operator.cluster.get('v1', 'Node', undefined, victim))) {
      await nodeFault('start', victim);
    }
    await operator.cluster.patch('v1', 'Node', undefined, victim, { spec: { taints: null } });
    await serving(operator.cluster, victim);
  },
};

async function nodeOf({ cluster, namespace }: Operator, pod: string): Promise<string> {
  return (await cluster.get('v1', 'Pod', namespace, pod)).spec.nodeName;
}

async function runsElsewhere({ cluster, namespace }: Operator, name: string): Promise<void> {
  await eventually(`${name} runs elsewhere`, async () => {
    const pod = await cluster.get('v1', 'Pod', namespace, name);
    return pod && isReady(pod) && !pod.metadata.deletionTimestamp && pod.spec.nodeName !== victim;
  });
}

/** Pods are not placed on these nodes, and on all others. */
async function closed({ cluster, nodes }: Operator, names: string[]): Promise<void> {
  for (const node of nodes) {
    await cluster.patch('v1', 'Node', undefined, node, { spec: { unschedulable: names.includes(node) } });
  }
}
