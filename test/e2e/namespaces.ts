import { Cluster, eventually } from './cluster';

/** Levels of Pod Security. */
export type Level = 'restricted' | 'baseline' | 'privileged';

let made = 0;

/** Runs the test in a namespace of its own that enforces the level, and removes it and the volumes of its claims after. */
export async function inNamespace<T>(cluster: Cluster, level: Level, test: (namespace: string) => Promise<T>): Promise<T> {
  const namespace = await makeNamespace(cluster, level);
  try {
    return await test(namespace);
  } finally {
    await removeNamespace(cluster, namespace);
  }
}

export async function makeNamespace(cluster: Cluster, level: Level): Promise<string> {
  const name = `e2e-${process.pid}-${++made}`;
  await cluster.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/enforce-version': 'latest' } },
  });
  // Pods are refused until it is there.
  await eventually(`service account of ${name}`, () => cluster.get('v1', 'ServiceAccount', name, 'default'));
  return name;
}

/** Removes a namespace with all in it, then the volumes that its claims leave behind: they are kept by default, which is the point. */
export async function removeNamespace(cluster: Cluster, name: string): Promise<void> {
  await cluster.delete('v1', 'Namespace', undefined, name);
  await eventually(`end of namespace ${name}`, async () => !await cluster.get('v1', 'Namespace', undefined, name));
  for (const volume of await cluster.list('v1', 'PersistentVolume')) {
    if (volume.spec.claimRef?.namespace === name) {
      await cluster.delete('v1', 'PersistentVolume', undefined, volume.metadata.name);
    }
  }
}
