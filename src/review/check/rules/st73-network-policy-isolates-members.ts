import { Workload } from '../../inventory/inventory';
import { matches } from '../../inventory/selectors';
import { Resource } from '../../manifests/resource';
import { Rule, found } from '../rule';

/** How pods resolve names. */
const DNS = 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/';

export const ST73: Rule = {
  id: 'ST73',
  severity: 'availability',
  title: 'Network policy blocks traffic between members',
  looksAt: 'NetworkPolicies of StatefulSets with several members: traffic between members, and to DNS',
  why: 'Members cannot resolve the names of the others, or cannot connect to them.',
  fix: 'Allow ingress from and egress to the pods of the StatefulSet, and egress to port 53 by UDP and TCP.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: inventory =>
    inventory.workloadsOf('StatefulSet').filter(({ replicas, engine }) => replicas > 1 && engine?.replicatesItself).flatMap(workload => {
      const policies = inventory.policiesOf(workload);
      return (['ingress', 'egress'] as const).flatMap(way => {
        const relevant = policies.filter(({ spec }) => typesOf(spec).includes(way === 'ingress' ? 'Ingress' : 'Egress'));
        const isOpen = relevant.length === 0 || relevant.some(policy => rulesOf(policy, way).some(rule => reaches(rule, way, workload)));
        const at = relevant[0]?.spec[way] === undefined ? ['spec'] : ['spec', way];
        return [
          ...isOpen ? [] : [found(relevant[0], at, `blocks ${way} between the members of ${workload.resource.title}`, {
            why: 'Members cannot connect to each other.', fix: `Allow ${way} ${way === 'ingress' ? 'from' : 'to'} the pods of the StatefulSet.`,
          })],
          ...way === 'egress' && relevant.length > 0 ? dnsOf(relevant, workload).map(message => found(relevant[0], at, message, {
            why: 'Members cannot resolve the names of the other members.', fix: 'Allow egress to port 53 by UDP and TCP.', link: DNS,
          })) : [],
        ];
      });
    }),
};

function rulesOf({ spec }: Resource, way: 'ingress' | 'egress'): any[] {
  return Array.isArray(spec[way]) ? spec[way].filter((rule: unknown) => rule !== null && typeof rule === 'object') : [];
}

function reaches(rule: any, way: 'ingress' | 'egress', { labels }: Workload): boolean {
  const peers = rule[way === 'ingress' ? 'from' : 'to'];
  return !Array.isArray(peers) || peers.length === 0 || peers.some((peer: any) => peer?.ipBlock
     || (peer?.podSelector ? matches(peer.podSelector, labels) : peer?.namespaceSelector));
}

/** Policy types, with the default of the API server. An empty list counts as unset. */
function typesOf({ policyTypes, egress }: any): string[] {
  return policyTypes?.length > 0 ? policyTypes : ['Ingress', ...Array.isArray(egress) && egress.length > 0 ? ['Egress'] : []];
}

/** DNS protocols that the policies block. */
function dnsOf(policies: Resource[], workload: Workload): string[] {
  const isOpen = (protocol: string) => policies.some(policy => rulesOf(policy, 'egress').some(rule => hasDns(rule, workload, protocol)));
  return isOpen('UDP')
    ? isOpen('TCP') ? [] : [`allows ${workload.resource.title} to query DNS by UDP only; large responses, such as those with many members, need TCP`]
    : [`blocks DNS queries of ${workload.resource.title}${isOpen('TCP') ? ' by UDP: a port without a protocol is a TCP port' : ''}`];
}

/** Whether a rule may allow DNS by a protocol. A rule that selects only pods of the StatefulSet itself does not. */
function hasDns({ ports, to }: any, { labels }: Workload, protocol: string): boolean {
  const isWithinSet = Array.isArray(to) && to.length > 0 && to.every((peer: any) =>
    Object.keys(peer?.podSelector ?? {}).length > 0 && !peer.namespaceSelector && !peer.ipBlock && matches(peer.podSelector, labels));
  return !isWithinSet && (!Array.isArray(ports) || ports.length === 0
    || ports.some((port: any) => (port?.protocol ?? 'TCP') === protocol
      && ([53, 'dns', 'dns-tcp', undefined].includes(port?.port) || (port.port <= 53 && port.endPort >= 53))));
}
