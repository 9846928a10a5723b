import { Chart, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { NetworkAccess } from './network-access';
import { NetworkPeer } from './network-peer';
import { ResolvedPod } from '../pod/pod';
import { PodPort, sidecarPorts } from '../pod/sidecar-render';
import { makeObject } from '../support/objects';

/** Label with its name that the control plane sets on every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Name of the port for metrics. */
export const METRICS = 'metrics';

/** The NetworkPolicy of a workload; none without `networkPolicy`. */
export function makeNetworkPolicy(scope: Construct, pod: ResolvedPod, access: NetworkAccess | undefined): k8s.KubeNetworkPolicy | undefined {
  return access && makeObject(k8s.KubeNetworkPolicy, scope, 'NetworkPolicy', {
    metadata: { name: pod.name, labels: { ...pod.labels, ...pod.selector } },
    spec: Lazy.any({ produce: () => renderNetworkPolicy(scope, pod, access) }),
  });
}

/** The ports of all containers that run as long as the pod. */
export function portsOf({ ports, sidecars, nativeSidecars }: ResolvedPod): PodPort[] {
  return [...ports, ...[...sidecars, ...nativeSidecars].flatMap(sidecarPorts)];
}

function renderNetworkPolicy(scope: IConstruct, pod: ResolvedPod, access: NetworkAccess): k8s.NetworkPolicySpec {
  const ports = portsOf(pod);
  return {
    ingress: [
      { from: [NetworkPeer.pods({ labels: pod.selector }), ...access._members].map(peer => renderPeer(scope, peer)) },
      ...renderRule(scope, ports.filter(port => port.name !== METRICS && !port.membersOnly),
        access._clients && [...access._clients, ...access._jobs]),
      ...renderRule(scope, ports.filter(port => port.name === METRICS), access._metrics),
    ],
    podSelector: { matchLabels: pod.selector },
    policyTypes: ['Ingress'],
  };
}

/** A rule for ports; none without ports or peers, because an empty list in a rule means all of them. */
function renderRule(scope: IConstruct, ports: PodPort[], peers: NetworkPeer[] | undefined): k8s.NetworkPolicyIngressRule[] {
  return ports.length === 0 || peers?.length === 0 ? []
    : [{ from: peers?.map(peer => renderPeer(scope, peer)), ports: ports.map(renderPort) }];
}

/**
 * Ports by number, because not every network plugin resolves a name to the port of the pod that it protects.
 *
 * @see https://github.com/ovn-kubernetes/ovn-kubernetes/issues/2117
 * @see https://github.com/aws/aws-network-policy-agent/issues/193
 */
function renderPort({ port, protocol }: PodPort): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port), protocol: protocol ?? 'TCP' };
}

function renderPeer(scope: IConstruct, { _source: { pods, namespaceName, workload, network } }: NetworkPeer): k8s.NetworkPolicyPeer {
  if (network) {
    return { ipBlock: { cidr: network.cidr, except: network.excluded.length > 0 ? network.excluded : undefined } };
  } else if (workload) {
    const { namespace } = Chart.of(workload);
    const isOwn = namespace === Chart.of(scope).namespace;
    return { namespaceSelector: isOwn ? undefined : named(namespace), podSelector: select(workload.selectorLabels) };
  } else if (pods) {
    return {
      namespaceSelector: pods.namespaceLabels ? select(pods.namespaceLabels) : named(pods.namespaceName),
      podSelector: select(pods.labels),
    };
  }
  return { namespaceSelector: named(namespaceName) };
}

function named(namespace: string | undefined): k8s.LabelSelector | undefined {
  return namespace === undefined ? undefined : select({ [NAMESPACE_NAME]: namespace });
}

function select(labels: { [key: string]: string }): k8s.LabelSelector {
  return { matchLabels: { ...labels } };
}
