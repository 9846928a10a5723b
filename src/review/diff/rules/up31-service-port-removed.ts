import { Effect, UpdateRule } from '../rule';

export const UP31: UpdateRule = {
  id: 'UP31',
  verdict: 'outage',
  title: 'Port of a Service that is gone, or leads elsewhere',
  looksAt: '`ports` of Services, and names of container ports that they lead to',
  why: 'Clients that use it are refused.',
  fix: 'Keep the port beside the new one until no client uses it.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    if ((status !== 'changed' && status !== 'unchanged') || old!.kind !== 'Service' || old!.spec.clusterIP === 'None') {
      return []; // Of a headless Service ports are no more than a remark.
    }
    const key = ({ port, protocol }: any) => `${port}/${protocol ?? 'TCP'}`;
    const ports: any[] = new_!.spec.ports ?? [];
    const gone = (old!.spec.ports ?? []).filter((port: any) => !ports.some(candidate => key(candidate) === key(port)));
    const served = context.new.servedBy(new_!);
    const named = new Set(served.flatMap(({ pod }) => pod.containers ?? []).flatMap((container: any) => (container.ports ?? []).map((port: any) => port.name)));
    const before = new Set(context.old.servedBy(old!).flatMap(({ pod }) => pod.containers ?? []).flatMap((container: any) => (container.ports ?? []).map((port: any) => port.name)));
    return [
      ...gone.map((port: any): Effect => ({ verdict: 'outage', path: ['spec', 'ports', String(port.port)], message: `has no port ${key(port)} any more` })),
      ...ports.filter(({ targetPort }) => typeof targetPort === 'string' && served.length > 0 && !named.has(targetPort) && (before.has(targetPort) || status === 'changed')).map((port): Effect => ({
        verdict: 'outage', path: ['spec', 'ports', String(port.port), 'targetPort'], message: `leads port ${port.port} to '${port.targetPort}', and no container has a port of that name`,
      })),
    ];
  },
};
