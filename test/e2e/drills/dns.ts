import { Cluster } from '../cluster';

const SERVICE = ['v1', 'Service', 'kube-system', 'kube-dns'] as const;
/** Port of DNS, and one at which nothing asks for names. */
const [PORT, AWAY] = [53, 5300];

/** The cluster's DNS answers nobody while its Service listens on another port. */
export async function shiftDns(cluster: Cluster, away: boolean): Promise<void> {
  const { spec } = await cluster.get(...SERVICE);
  const move = (port: number) => [PORT, AWAY].includes(port) ? away ? AWAY : PORT : port;
  await cluster.patch(...SERVICE, { spec: { ports: spec.ports.map((port: any) => ({ ...port, port: move(port.port) })) } });
}

/** Runs while DNS is down. */
export async function withoutDns<T>(cluster: Cluster, during: () => Promise<T>): Promise<T> {
  await shiftDns(cluster, true);
  try {
    return await during();
  } finally {
    await shiftDns(cluster, false);
  }
}
