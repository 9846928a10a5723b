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

/** The Service that clients of a workload use. */
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
}
