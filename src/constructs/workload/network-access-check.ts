import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NetworkAccess } from './network-access';
import { NetworkPeer, PodPeerOptions } from './network-peer';
import { METRICS, portsOf } from './network-policy';
import { ServiceType } from './service-props';
import { ResolvedPod } from '../pod/pod';
import { Finding, error, warning, words } from '../support/finding';
import { checkLabels } from '../support/labels-check';
import { LABEL_NAME, checkName } from '../support/names';
import { isFirstAddress, isPartOf, parseNetwork } from '../support/network';

/** Workloads whose pods have the addresses of their nodes, so that no NetworkPolicy can select them. */
const ON_HOST_NETWORK = new WeakSet<IConstruct>();

/** Records that the pods of a workload use the network of their nodes. */
export function registerHostNetwork(workload: IConstruct): void {
  ON_HOST_NETWORK.add(workload);
}

/** Errors and warnings about the NetworkPolicy of a workload, and about clients of Services of these types. */
export function checkNetworkAccess(
  scope: IConstruct, pod: ResolvedPod, access: NetworkAccess | undefined, serviceTypes: (ServiceType | undefined)[] = [],
): Finding[] {
  if (access === undefined) {
    return [];
  }
  const { _clients: clients, _metrics: metrics } = access;
  const outside = serviceTypes.find(type => type !== undefined && type !== ServiceType.CLUSTER_IP);
  return [
    ...ON_HOST_NETWORK.has(scope) ? [error('CS157', 'networkPolicy', words('a NetworkAccess with hostNetwork'), 'nothing with hostNetwork',
      'restrict the ports with the firewall of the nodes: network plugins do not apply NetworkPolicies to pods in the network of the node')] : [],
    ...clients?.length === 0 ? [error('CS154', 'networkPolicy.clients', clients, 'at least one peer',
      'name the clients, or use NetworkAccess.members(), with which everybody may connect to the client ports')] : [],
    ...clients && clients.length > 0 && !portsOf(pod).some(port => !port.membersOnly && port.name !== METRICS) ? [error('CS154',
      'networkPolicy.clients', words('peers for a workload without a port for clients'), 'nothing for this workload', 'use NetworkAccess.members()')] : [],
    ...metrics.length > 0 && !portsOf(pod).some(port => port.name === METRICS) ? [error('CS155', 'networkPolicy.metrics',
      words('peers for a workload without that port'), `peers only for a workload with a port called '${METRICS}'`,
      'name the port metrics, or leave the peers out')] : [],
    ...checkPeers(scope, 'networkPolicy.clients', clients ?? []),
    ...checkPeers(scope, 'networkPolicy.metrics', metrics),
    ...outside !== undefined && clients && !clients.some(({ _source: { network } }) => network)
      ? [warning('CS537', 'networkPolicy.clients', words('peers in the cluster only'), `a NetworkPeer.cidr() for a Service of type ${outside}`,
        'clients outside the cluster cannot connect; name their networks, or leave the type of the Service out')] : [],
  ];
}

function checkPeers(scope: IConstruct, prop: string, peers: NetworkPeer[]): Finding[] {
  return peers.flatMap(({ _source: { pods, namespaceName, workload, network } }, i) => [
    ...pods ? checkPods(`${prop}[${i}]`, pods) : [],
    ...checkNamespace(`${prop}[${i}].namespaceName`, namespaceName),
    ...workload ? checkWorkload(scope, `${prop}[${i}].workload`, workload) : [],
    ...network ? checkNetwork(`${prop}[${i}]`, network.cidr, network.excluded) : [],
  ]);
}

function checkPods(prop: string, { labels, namespaceName, namespaceLabels }: PodPeerOptions): Finding[] {
  return [
    ...Object.keys(labels).length === 0 ? [error('CS152', `${prop}.labels`, words('no labels'), 'at least one label',
      'without labels, all pods are selected; use NetworkPeer.namespace() if that is what you want')] : [],
    ...namespaceLabels && Object.keys(namespaceLabels).length === 0 ? [error('CS152', `${prop}.namespaceLabels`, words('no labels'),
      'at least one label',
      'without labels, all namespaces are selected; leave it out for the namespace of the workload')] : [],
    ...namespaceLabels && namespaceName !== undefined ? [error('CS152', `${prop}.namespaceLabels`,
      words(`labels and namespaceName '${namespaceName}'`),
      'one of the two', 'leave one of them out')] : [],
    ...checkLabels(`${prop}.labels`, labels),
    ...checkLabels(`${prop}.namespaceLabels`, namespaceLabels),
    ...checkNamespace(`${prop}.namespaceName`, namespaceName),
  ];
}

function checkNamespace(prop: string, name: string | undefined): Finding[] {
  return name === undefined ? [] : checkName('CS153', prop, name, LABEL_NAME, 'write the name that the namespace has in the cluster');
}

function checkWorkload(scope: IConstruct, prop: string, workload: IConstruct): Finding[] {
  const path = words(workload.node.path);
  return [
    ...ON_HOST_NETWORK.has(workload) ? [error('CS156', prop, path, 'a workload without hostNetwork',
      'its pods have the addresses of their nodes; use NetworkPeer.cidr() with the network of the nodes')] : [],
    ...Chart.of(workload).namespace === undefined && Chart.of(scope).namespace !== undefined
      ? [error('CS156', prop, path, 'a workload in a chart with a namespace',
        'set namespace on its Chart: the NetworkPolicy selects its pods there')] : [],
  ];
}

function checkNetwork(prop: string, cidr: string, excluded: string[]): Finding[] {
  const whole = parseNetwork(cidr);
  return [
    ...checkCidr(`${prop}.cidr`, cidr),
    ...excluded.flatMap((text, i) => {
      const part = parseNetwork(text);
      return [
        ...checkCidr(`${prop}.excluded[${i}]`, text),
        ...whole && part && !isPartOf(part, whole) ? [error('CS159', `${prop}.excluded[${i}]`, text, `a smaller network within ${cidr}`,
          'leave it out if it is outside: only addresses of cidr may connect')] : [],
      ];
    }),
  ];
}

function checkCidr(prop: string, text: string): Finding[] {
  const network = parseNetwork(text);
  return network && isFirstAddress(network) ? [] : [error('CS158', prop, text, 'a network such as 10.0.0.0/8 or 2001:db8::/32',
    network ? 'write the first address of the network: newer API servers refuse other ones' : 'write the network with its prefix length')];
}
