import { Chart, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { MemberServices } from './member-services';
import { ServiceProps, ServiceType } from './service-props';
import { ResolvedPod } from '../pod/pod';
import { NamedPort } from '../pod/ports';
import { servicePorts } from '../pod/sidecar-render';
import { makeObject } from '../support/objects';
import { ordinals } from '../support/quantity';
import { Resolved } from '../support/resolved';

/** Input for both Services of a workload. */
export interface ServiceTarget extends Resolved<ServiceProps> {
  readonly name: string;
  /** Name of the headless Service. */
  readonly headlessName: string;
  readonly labels: { [key: string]: string } | undefined;
  readonly selector: { [key: string]: string };
  /** The ports at synthesis, when all sidecars are known. */
  readonly ports: () => NamedPort[];
}

/** The Services of a workload's pods. */
export function serviceTarget(pod: ResolvedPod, props: ServiceProps, headlessName = headlessServiceName(pod.name)): ServiceTarget {
  return {
    name: pod.name,
    headlessName,
    labels: pod.labels,
    selector: pod.selector,
    ports: () => servicePorts(pod),
    serviceType: props.serviceType,
    serviceNodePort: props.serviceNodePort,
    serviceSourceRanges: props.serviceSourceRanges,
    serviceLoadBalancerClass: props.serviceLoadBalancerClass,
    serviceAnnotations: props.serviceAnnotations,
    serviceExternalTrafficPolicy: props.serviceExternalTrafficPolicy,
    serviceInternalTrafficPolicy: props.serviceInternalTrafficPolicy,
    ipFamilyPolicy: props.ipFamilyPolicy,
    ipFamilies: props.ipFamilies,
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
    metadata: { name: target.headlessName, labels: { ...target.labels, ...target.selector } },
    spec: {
      clusterIp: 'None',
      ...families(target),
      ports: Lazy.any({ produce: () => target.ports().map(port => renderPort(port)) }),
      publishNotReadyAddresses: true,
      selector: target.selector,
    },
  });
}

/** The Service for clients. Its endpoints are the ready pods that also have the labels in `only`. */
export function makeClientService(scope: Construct, target: ServiceTarget, only?: { [label: string]: string }): k8s.KubeService {
  return makeObject(k8s.KubeService, scope, 'Service', {
    metadata: {
      name: target.name,
      labels: { ...target.labels, ...target.selector },
      annotations: target.serviceAnnotations && { ...target.serviceAnnotations },
    },
    spec: {
      externalTrafficPolicy: target.serviceExternalTrafficPolicy,
      internalTrafficPolicy: target.serviceInternalTrafficPolicy,
      ...families(target),
      loadBalancerClass: target.serviceLoadBalancerClass,
      loadBalancerSourceRanges: target.serviceSourceRanges,
      ports: Lazy.any({ produce: () => clientPorts(target, target.serviceNodePort) }),
      selector: { ...target.selector, ...only },
      type: renderType(target.serviceType),
    },
  });
}

/** A Service for each member, with the ports for clients. The StatefulSet controller sets the label that selects one pod. */
export function makeMemberServices(
  scope: Construct, target: ServiceTarget, services: MemberServices | undefined, replicas: number,
): k8s.KubeService[] {
  return services === undefined ? [] : ordinals(replicas).map(ordinal => {
    const name = `${target.name}-${ordinal}`;
    return makeObject(k8s.KubeService, scope, `MemberService-${ordinal}`, {
      metadata: {
        name,
        labels: { ...target.labels, ...target.selector },
        annotations: services.annotations && { ...services.annotations },
      },
      spec: {
        externalTrafficPolicy: services.externalTrafficPolicy,
        ...families(target),
        loadBalancerClass: services.loadBalancerClass,
        loadBalancerSourceRanges: services.sourceRanges,
        ports: Lazy.any({ produce: () => clientPorts(target, services.nodePorts?.[ordinal]) }),
        selector: { ...target.selector, 'statefulset.kubernetes.io/pod-name': name },
        type: renderType(services.type),
      },
    });
  });
}

function families({ ipFamilyPolicy, ipFamilies }: ServiceTarget): Pick<k8s.ServiceSpec, 'ipFamilyPolicy' | 'ipFamilies'> {
  return { ipFamilies, ipFamilyPolicy };
}

function renderType(type: ServiceType | undefined): string | undefined {
  return type === ServiceType.CLUSTER_IP ? undefined : type;
}

/** Name of the governing Service of a set. */
export function headlessServiceName(name: string): string {
  return `${name}-headless`;
}

function clientPorts({ ports }: ServiceTarget, nodePort: number | undefined): k8s.ServicePort[] {
  return ports().filter(({ membersOnly }) => !membersOnly).map((port, i) => renderPort(port, i === 0 ? nodePort : undefined));
}

/** Services refer to ports by name, so a pod can change its port number without a change of the Service. */
function renderPort({ name, port, protocol }: NamedPort, nodePort?: number): k8s.ServicePort {
  return { name, nodePort, port, protocol, targetPort: k8s.IntOrString.fromString(name) };
}
