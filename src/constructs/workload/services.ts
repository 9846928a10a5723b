import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ServiceProps, ServiceType } from './service-props';
import { ResolvedPod } from '../pod/pod';
import { NamedPort } from '../pod/ports';
import { isPort } from '../pod/probes';
import { Finding, error, warning } from '../support/finding';
import { checkAnnotations, checkLabels } from '../support/labels-check';
import { duplicates } from '../support/lists';
import { parseNetwork } from '../support/network';
import { makeObject } from '../support/objects';
import { Resolved } from '../support/resolved';

/** Input for both Services of a workload. */
export interface ServiceTarget extends Resolved<ServiceProps> {
  readonly name: string;
  readonly labels: { [key: string]: string } | undefined;
  readonly selector: { [key: string]: string };
  readonly ports: NamedPort[];
}

/** The Services of a workload's pods. */
export function serviceTarget(pod: ResolvedPod, props: ServiceProps): ServiceTarget {
  return {
    name: pod.name,
    labels: pod.labels,
    selector: pod.selector,
    ports: pod.ports,
    serviceType: props.serviceType,
    serviceNodePort: props.serviceNodePort,
    serviceSourceRanges: props.serviceSourceRanges,
    serviceLoadBalancerClass: props.serviceLoadBalancerClass,
    serviceAnnotations: props.serviceAnnotations,
  };
}

/** DNS name of a Service, or of a pod of a headless Service: `orders.shop.svc`, or `orders` in a chart without namespace. */
export function serviceHost(scope: Construct, name: string): string {
  const { namespace } = Chart.of(scope);
  return namespace ? `${name}.${namespace}.svc` : name;
}

/**
 * The Service that gives every member its own DNS name. It also publishes members that are not ready, because members must
 * find each other to become ready.
 */
export function makeHeadlessService(scope: Construct, target: ServiceTarget): k8s.KubeService {
  return makeObject(k8s.KubeService, scope, 'HeadlessService', {
    metadata: { name: headlessServiceName(target.name), labels: { ...target.labels, ...target.selector } },
    spec: {
      clusterIp: 'None',
      ports: renderPorts(target, undefined),
      publishNotReadyAddresses: true,
      selector: target.selector,
    },
  });
}

/** The Service for clients, which has only ready pods as endpoints. */
export function makeClientService(scope: Construct, target: ServiceTarget): k8s.KubeService {
  const type = target.serviceType ?? ServiceType.CLUSTER_IP;
  return makeObject(k8s.KubeService, scope, 'Service', {
    metadata: {
      name: target.name,
      labels: { ...target.labels, ...target.selector },
      annotations: target.serviceAnnotations && { ...target.serviceAnnotations },
    },
    spec: {
      loadBalancerClass: target.serviceLoadBalancerClass,
      loadBalancerSourceRanges: target.serviceSourceRanges,
      ports: renderPorts(target, target.serviceNodePort),
      selector: target.selector,
      type: type === ServiceType.CLUSTER_IP ? undefined : type,
    },
  });
}

/** Name of the governing Service of a set. */
export function headlessServiceName(name: string): string {
  return `${name}-headless`;
}

/** Services refer to ports by name, so a pod can change its port number without a change of the Service. */
function renderPorts(target: ServiceTarget, nodePort: number | undefined): k8s.ServicePort[] {
  return target.ports.map(({ name, port, protocol }, i) => ({
    name,
    nodePort: i === 0 ? nodePort : undefined,
    port,
    protocol,
    targetPort: k8s.IntOrString.fromString(name),
  }));
}

/** Errors for a client Service that the API server would refuse. */
export function checkService(target: ServiceTarget): Finding[] {
  const type = target.serviceType ?? ServiceType.CLUSTER_IP;
  const only = (prop: string, got: unknown, types: ServiceType[]): Finding[] => got === undefined || types.includes(type) ? []
    : [error('CS134', prop, got, `nothing for a Service of type ${type}`, `set serviceType to ${types.join(' or ')}, or leave ${prop} out`)];
  return [
    ...Object.values(ServiceType).includes(type) ? []
      : [error('CS134', 'serviceType', type, `one of ${Object.values(ServiceType).join(', ')}`, 'use a member of ServiceType')],
    ...only('serviceNodePort', target.serviceNodePort, [ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER]),
    ...only('serviceSourceRanges', target.serviceSourceRanges, [ServiceType.LOAD_BALANCER]),
    ...only('serviceLoadBalancerClass', target.serviceLoadBalancerClass, [ServiceType.LOAD_BALANCER]),
    ...target.serviceNodePort === undefined || isPort(target.serviceNodePort) ? []
      : [error('CS134', 'serviceNodePort', target.serviceNodePort, 'a whole number from 1 to 65535',
        'choose one from the range of the cluster, by default 30000 to 32767')],
    ...target.serviceNodePort !== undefined && isPort(target.serviceNodePort) && (target.serviceNodePort < 30000 || target.serviceNodePort > 32767)
      ? [warning('CS535', 'serviceNodePort', target.serviceNodePort, '30000 to 32767, the range that clusters have by default',
        'the API server refuses another port unless it runs with --service-node-port-range; acknowledge the warning if yours does')] : [],
    ...(target.serviceSourceRanges ?? []).filter(range => !parseNetwork(range)).map(range => error('CS134', 'serviceSourceRanges', range,
      'networks such as 10.0.0.0/8', 'write the network with its prefix length')),
    ...duplicates(target.serviceSourceRanges ?? []).map(range =>
      error('CS134', 'serviceSourceRanges', range, 'each network once', 'leave one of them out')),
    ...checkLabels('serviceLoadBalancerClass', target.serviceLoadBalancerClass === undefined ? undefined : { [target.serviceLoadBalancerClass]: '' }),
    ...checkAnnotations('serviceAnnotations', target.serviceAnnotations),
  ];
}
