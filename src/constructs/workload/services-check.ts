import { MemberServices } from './member-services';
import { IpFamily, IpFamilyPolicy, ServiceProps, ServiceType, TrafficPolicy } from './service-props';
import { isPort } from '../pod/probes';
import { Finding, error, warning } from '../support/finding';
import { checkAnnotations, checkLabels } from '../support/labels-check';
import { duplicates } from '../support/lists';
import { parseNetwork } from '../support/network';

/** How a Service is reached, and the prop of each part. */
interface Reach {
  readonly prop: (part: string) => string;
  readonly type: ServiceType | undefined;
  readonly nodePorts: number[];
  readonly sourceRanges: string[] | undefined;
  readonly loadBalancerClass: string | undefined;
  readonly annotations: { [key: string]: string } | undefined;
  readonly externalTrafficPolicy: TrafficPolicy | undefined;
}

/** Errors for a client Service that the API server would refuse. */
export function checkService(props: ServiceProps): Finding[] {
  const { serviceNodePort, serviceInternalTrafficPolicy, ipFamilyPolicy, ipFamilies = [] } = props;
  const wrong = ipFamilies.length > 2 || duplicates(ipFamilies).length > 0 || ipFamilies.some(family => !Object.values(IpFamily).includes(family));
  return [
    ...checkReach({
      prop: part => `service${part[0].toUpperCase()}${part.slice(1)}`,
      type: props.serviceType,
      nodePorts: serviceNodePort === undefined ? [] : [serviceNodePort],
      sourceRanges: props.serviceSourceRanges,
      loadBalancerClass: props.serviceLoadBalancerClass,
      annotations: props.serviceAnnotations,
      externalTrafficPolicy: props.serviceExternalTrafficPolicy,
    }),
    ...checkChoice('serviceInternalTrafficPolicy', serviceInternalTrafficPolicy, TrafficPolicy),
    ...checkChoice('ipFamilyPolicy', ipFamilyPolicy, IpFamilyPolicy),
    ...wrong ? [error('CS134', 'ipFamilies', ipFamilies, 'IPv4, IPv6 or both', 'use members of IpFamily, each once')] : [],
    ...!wrong && ipFamilies.length === 2 && [undefined, IpFamilyPolicy.SINGLE_STACK].includes(ipFamilyPolicy)
      ? [error('CS134', 'ipFamilyPolicy', ipFamilyPolicy, 'PreferDualStack or RequireDualStack for two families',
        'set ipFamilyPolicy, or name one family')] : [],
  ];
}

/** Errors for Services of members that the API server would refuse. */
export function checkMemberServices(services: MemberServices | undefined, replicas: number): Finding[] {
  if (services === undefined) {
    return [];
  }
  const { type, nodePorts, sourceRanges, loadBalancerClass, annotations, externalTrafficPolicy } = services;
  return [
    ...checkReach({
      prop: part => `memberServices.${part === 'nodePort' ? 'nodePorts' : part}`,
      type,
      nodePorts: nodePorts ?? [],
      sourceRanges,
      loadBalancerClass,
      annotations,
      externalTrafficPolicy,
    }),
    ...nodePorts !== undefined && nodePorts.length !== replicas ? [error('CS134', 'memberServices.nodePorts', nodePorts,
      `one port for each of the ${replicas} members`, 'add or remove ports at the end of the list')] : [],
    ...duplicates(nodePorts ?? []).map(port => error('CS134', 'memberServices.nodePorts', port, 'each port once', 'use another port')),
  ];
}

function checkReach({ prop, type = ServiceType.CLUSTER_IP, nodePorts, sourceRanges, loadBalancerClass, ...reach }: Reach): Finding[] {
  const only = (part: string, got: unknown, types: ServiceType[]): Finding[] => got === undefined || types.includes(type) ? []
    : [error('CS134', prop(part), got, `nothing for a Service of type ${type}`,
      `set ${prop('type')} to ${types.join(' or ')}, or leave ${prop(part)} out`)];
  return [
    ...checkChoice(prop('type'), type, ServiceType),
    ...checkChoice(prop('externalTrafficPolicy'), reach.externalTrafficPolicy, TrafficPolicy),
    ...only('externalTrafficPolicy', reach.externalTrafficPolicy, [ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER]),
    ...only('nodePort', nodePorts[0], [ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER]),
    ...only('sourceRanges', sourceRanges, [ServiceType.LOAD_BALANCER]),
    ...only('loadBalancerClass', loadBalancerClass, [ServiceType.LOAD_BALANCER]),
    ...nodePorts.flatMap(port => checkNodePort(prop('nodePort'), port)),
    ...(sourceRanges ?? []).filter(range => !parseNetwork(range)).map(range => error('CS134', prop('sourceRanges'), range,
      'networks such as 10.0.0.0/8', 'write the network with its prefix length')),
    ...duplicates(sourceRanges ?? []).map(range => error('CS134', prop('sourceRanges'), range, 'each network once', 'leave one of them out')),
    ...checkLabels(prop('loadBalancerClass'), loadBalancerClass === undefined ? undefined : { [loadBalancerClass]: '' }),
    ...checkAnnotations(prop('annotations'), reach.annotations),
  ];
}

function checkNodePort(prop: string, port: number): Finding[] {
  if (!isPort(port)) {
    return [error('CS134', prop, port, 'a whole number from 1 to 65535', 'choose one from the range of the cluster, by default 30000 to 32767')];
  }
  return port >= 30000 && port <= 32767 ? [] : [warning('CS535', prop, port, '30000 to 32767, the range that clusters have by default',
    'the API server refuses another port unless it runs with --service-node-port-range; acknowledge the warning if yours does')];
}

/** From plain JavaScript, a value may be none of the enum. */
function checkChoice(prop: string, got: string | undefined, choices: { [name: string]: string }): Finding[] {
  const values = Object.values(choices);
  return got === undefined || values.includes(got) ? [] : [error('CS134', prop, got, `one of ${values.join(', ')}`, 'use a member of the enum')];
}
