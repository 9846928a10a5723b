/**
 * How clients reach a Service.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export enum ServiceType {
  /** Inside the cluster only. */
  CLUSTER_IP = 'ClusterIP',
  /** Also on a port of every node. */
  NODE_PORT = 'NodePort',
  /** Also through a load balancer of the provider. */
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
   * Port on every node for the main port, where the type has one. The default range of clusters is 30000 to 32767.
   *
   * @default - the cluster chooses
   */
  readonly serviceNodePort?: number;

  /**
   * Networks that may use the load balancer, as `10.0.0.0/8`.
   *
   * @default - all
   */
  readonly serviceSourceRanges?: string[];

  /**
   * Class of the load balancer; it cannot change later.
   *
   * @default - the provider's own
   */
  readonly serviceLoadBalancerClass?: string;

  /**
   * Annotations of the Service, as load balancers want them.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };
}
