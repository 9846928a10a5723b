import { execFile } from 'child_process';
import { promisify } from 'util';
import { Cluster, Manifest, eventually } from '../cluster';

/** What can happen to a machine. */
export type NodeFault = 'kill' | 'start' | 'partition' | 'heal';

/** Does it to the node by the program that E2E_NODE_FAULTS names: Kubernetes itself cannot cut its own power. */
export async function nodeFault(fault: NodeFault, node: string): Promise<void> {
  const program = process.env.E2E_NODE_FAULTS;
  if (!program) {
    throw new Error('the drills need E2E_NODE_FAULTS, a program that is called with kill, start, partition or heal and the name of a node; see test/e2e/README.md');
  }
  await promisify(execFile)(program, [fault, node]);
}

export function isReady(object: Manifest): boolean {
  return object.status?.conditions?.some((c: any) => c.type === 'Ready' && c.status === 'True') ?? false;
}

/** Names of the nodes, all of them ready: drills need three that are alike. */
export async function threeNodes(cluster: Cluster): Promise<string[]> {
  return eventually('three ready nodes', async () => {
    const nodes = (await cluster.list('v1', 'Node')).filter(node => isReady(node) && !node.spec.taints?.length);
    return nodes.length >= 3 && nodes.map(node => node.metadata.name);
  });
}

/** Waits until the control plane has seen that the node is silent. */
export async function silent(cluster: Cluster, node: string): Promise<void> {
  await eventually(`${node} is not ready`, async () => !isReady(await cluster.get('v1', 'Node', undefined, node)));
}

/** Waits until the node takes pods again. */
export async function serving(cluster: Cluster, node: string): Promise<void> {
  await eventually(`${node} is ready`, async () => {
    const found = await cluster.get('v1', 'Node', undefined, node);
    return found && isReady(found) && !found.spec.taints?.length;
  });
}
