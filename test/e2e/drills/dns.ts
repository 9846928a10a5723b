import { Cluster } from '../cluster';

const SERVICE = ['v1', 'Service', 'kube-system', 'kube-dns'] as const;
/** Nothing asks for names there. */
const AWAY = 10_000;

/** The cluster's DNS answers nobody while `during` runs: its Service listens on other ports. */
export async function withoutDns<T>(cluster: Cluster, during: () => Promise<T>): Promise<T> {
  await shiftPorts(cluster, AWAY);
  try {
    return await during();
  } finally {
    await shiftPorts(cluster, -AWAY);
  }
}

async function shiftPorts(cluster: Cluster, by: number): Promise<void> {
  const { spec } = await cluster.get(...SERVICE);
  await cluster.patch(...SERVICE, { spec: { ports: spec.ports.map((port: any) => ({ ...port, port: port.port + by })) } });
}
