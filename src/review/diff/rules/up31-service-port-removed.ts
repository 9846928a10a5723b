import { Inventory } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { Effect, UpdateRule } from '../rule';

export const UP31: UpdateRule = {
  id: 'UP31',
  verdict: 'outage',
  title: 'Service port was removed, or its target port has no name in the pods',
  looksAt: '`ports` of Services, and the names of container ports that they refer to',
  why: 'Connections to the port fail.',
  fix: 'Keep the former port in addition to the new one until no client uses it.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  assess: ({ status, old, new: new_ }, context): Effect[] => {
    if ((status !== 'changed' && status !== 'unchanged') || old!.kind !== 'Service' || old!.spec.clusterIP === 'None') {
      return []; // A headless Service does not forward ports.
    }
    const key = ({ port, protocol }: any) => `${port}/${protocol ?? 'TCP'}`;
    const ports: any[] = new_!.spec.ports ?? [];
    const formerPorts: any[] = old!.spec.ports ?? [];
    const [servedBefore, served] = [context.old.servedBy(old!), context.new.servedBy(new_!)];
    const portNames = (inventory: Inventory, service: Resource) =>
      new Set(inventory.servedBy(service).flatMap(({ pod }) => pod.containers ?? []).flatMap(({ ports: list }: any) =>
        (list ?? []).map(({ name }: any) => name)));
    const [namesBefore, names] = [portNames(context.old, old!), portNames(context.new, new_!)];
    // A port that led to no container before is not missed.
    const isUsable = ({ targetPort }: any) => typeof targetPort !== 'string' || servedBefore.length === 0 || namesBefore.has(targetPort);
    const gone = formerPorts.filter(port => isUsable(port) && !ports.some(candidate => key(candidate) === key(port)));
    const wasUsable = (port: any) => formerPorts.some(former => key(former) === key(port) && isUsable(former));
    const isDangling = (port: any) => typeof port.targetPort === 'string' && served.length > 0 && !names.has(port.targetPort) && wasUsable(port);
    return [
      ...gone.map((port: any): Effect =>
        ({ verdict: 'outage', path: ['spec', 'ports', String(port.port)], message: `no longer has the port ${key(port)}` })),
      ...ports.filter(isDangling).map((port): Effect => ({
        verdict: 'outage',
        path: ['spec', 'ports', String(port.port), 'targetPort'],
        message: `maps port ${port.port} to the container port '${port.targetPort}', which no container has`,
      })),
    ];
  },
};
