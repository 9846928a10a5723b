/**
 * How clients reach a Service.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export enum ServiceType {
  /** Inside the cluster only. */
  CLUSTER_IP = 'ClusterIP',
  /** Inside the cluster, and on a port of every node. */
  NODE_PORT = 'NodePort',
  /** Inside the cluster, on a port of every node, and through a load balancer of the provider. */
  LOAD_BALANCER = 'LoadBalancer',
}

/**
 * How many address families a Service has.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services
 */
export enum IpFamilyPolicy {
  /** One family. */
  SINGLE_STACK = 'SingleStack',
  /** Two families in a dual-stack cluster, one in others. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Two families. A cluster with one family refuses the Service. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}

/** An address family. */
export enum IpFamily {
  /** Internet Protocol version 4. */
  IPV4 = 'IPv4',
  /** Internet Protocol version 6. */
  IPV6 = 'IPv6',
}

/**
 * The endpoints to which a node sends the traffic of a Service.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies
 */
export enum TrafficPolicy {
  /** All endpoints. */
  CLUSTER = 'Cluster',
  /** Endpoints on the node that receives the traffic; without one, the node drops the traffic. */
  LOCAL = 'Local',
}

/** The Service that clients of a workload use, and the address families of all Services of the workload. */
export interface ServiceProps {
  /**
   * How clients reach the Service.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly serviceType?: ServiceType;

  /**
   * Port on every node for the main port, if the type has one. The default range is 30000 to 32767.
   *
   * @default - the cluster chooses
   */
  readonly serviceNodePort?: number;

  /**
   * Networks that may use the load balancer, such as `10.0.0.0/8`.
   *
   * @default - all
   */
  readonly serviceSourceRanges?: string[];

  /**
   * Class of the load balancer; it cannot change later.
   *
   * @default - the default class of the provider
   */
  readonly serviceLoadBalancerClass?: string;

  /**
   * Annotations of the Service, for example for the load balancer.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };

  /**
   * Endpoints for traffic from outside the cluster, if the type accepts such traffic. With {@link TrafficPolicy.LOCAL}, members
   * see the addresses of clients.
   *
   * @default TrafficPolicy.CLUSTER
   * @see https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip
   */
  readonly serviceExternalTrafficPolicy?: TrafficPolicy;

  /**
   * Endpoints for traffic from inside the cluster.
   *
   * @default TrafficPolicy.CLUSTER
   * @see https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
   */
  readonly serviceInternalTrafficPolicy?: TrafficPolicy;

  /**
   * Number of address families of all Services of the workload.
   *
   * @default - the API server decides: one family
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;

  /**
   * Address families of all Services of the workload, the primary family first. The primary family of a Service can never change.
   *
   * @default - the families of the cluster, as far as the policy allows
   */
  readonly ipFamilies?: IpFamily[];
}
