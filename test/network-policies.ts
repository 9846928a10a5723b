import { BlockList, isIP } from 'net';

/** A manifest, as the API server accepts it. */
type Manifest = any;

/** A pod of a cluster. */
export interface Pod {
  readonly namespace: string;
  readonly labels: { [key: string]: string };
  /** Its address; that of its node if it uses the network of the node. */
  readonly ip: string;
  readonly nodeIp: string;
  readonly hostNetwork?: boolean;
  readonly ports?: { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

/** What a NetworkPolicy refers to. */
export interface Cluster {
  /** Labels of each namespace, apart from its name. */
  readonly namespaces: { readonly [name: string]: { [key: string]: string } };
  readonly policies: Manifest[];
}

/** A connection to a port of a pod, after Services have been resolved. */
export interface Connection {
  /** A pod, or an address outside the cluster or of a node. */
  readonly from: Pod | string;
  readonly to: Pod;
  readonly port: number;
  readonly protocol?: string;
}

/**
 * Whether the NetworkPolicies of a cluster let a connection in, as the Kubernetes documentation defines it. Pods in the
 * network of their node are treated as most network plugins treat them: selectors ignore them, and their connections are
 * connections of their node.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function isAllowed(cluster: Cluster, connection: Connection): boolean {
  const { from, to } = connection;
  const address = typeof from === 'string' ? from : from.ip;
  const isolating = cluster.policies.filter(({ metadata, spec }) => metadata.namespace === to.namespace && !to.hostNetwork
    && (isEmpty(spec.policyTypes) || spec.policyTypes.includes('Ingress')) && selects(spec.podSelector, to.labels));
  return isolating.length === 0 || from === to || address === to.nodeIp
    || isolating.some(policy => (policy.spec.ingress ?? []).some((rule: Manifest) =>
      (isEmpty(rule.from) || rule.from.some((peer: Manifest) => isPeer(cluster, policy.metadata.namespace, peer, from, address)))
      && (isEmpty(rule.ports) || rule.ports.some((port: Manifest) => isPort(port, connection)))));
}

function isEmpty(list: unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

/** @param own namespace of the policy */
function isPeer({ namespaces }: Cluster, own: string, peer: Manifest, from: Pod | string, address: string): boolean {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) {
    return isIn(ipBlock.cidr, address) && !(ipBlock.except ?? []).some((part: string) => isIn(part, address));
  } else if (typeof from === 'string' || from.hostNetwork) {
    return false;
  }
  const isNamespace = namespaceSelector
    ? selects(namespaceSelector, { ...namespaces[from.namespace], 'kubernetes.io/metadata.name': from.namespace }) : from.namespace === own;
  return isNamespace && (podSelector === undefined || selects(podSelector, from.labels));
}

function isIn(cidr: string, address: string): boolean {
  const [network, prefix] = cidr.split('/');
  const family = (ip: string) => isIP(ip) === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family(network));
  return family(network) === family(address) && list.check(address, family(address));
}

function isPort({ port, endPort, protocol }: Manifest, connection: Connection): boolean {
  const used = connection.protocol ?? 'TCP';
  if ((protocol ?? 'TCP') !== used) {
    return false;
  } else if (typeof port === 'string') {
    return (connection.to.ports ?? []).some(own => own.name === port && own.containerPort === connection.port && (own.protocol ?? 'TCP') === used);
  }
  return port === undefined || (connection.port >= port && connection.port <= (endPort ?? port));
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
function selects({ matchLabels = {}, matchExpressions = [] }: Manifest, labels: { [key: string]: string }): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every(({ key, operator, values }: Manifest) => {
      switch (operator) {
        case 'In': return key in labels && values.includes(labels[key]);
        case 'NotIn': return !(key in labels) || !values.includes(labels[key]);
        case 'Exists': return key in labels;
        case 'DoesNotExist': return !(key in labels);
        default: throw new Error(`unknown operator ${operator}`);
      }
    });
}
