import { ServiceType, TrafficPolicy } from './service-props';

/**
 * How clients reach each member through a Service of its own, `<name>-<ordinal>`. Clients of engines such as Kafka or MongoDB connect to
 * single members, and clients outside the cluster cannot use the DNS names of the pods.
 */
export interface MemberServices {
  /**
   * How clients reach the Services.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * Ports on every node for the main port of each member, by ordinal, if the type has them. The default range is 30000 to 32767.
   *
   * @default - the cluster chooses
   */
  readonly nodePorts?: number[];

  /**
   * Networks that may use the load balancers, such as `10.0.0.0/8`.
   *
   * @default - all
   */
  readonly sourceRanges?: string[];

  /**
   * Class of the load balancers; it cannot change later.
   *
   * @default - the default class of the provider
   */
  readonly loadBalancerClass?: string;

  /**
   * Annotations of all these Services. For an annotation of one of them, use `memberServices[0].metadata.addAnnotation()`.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Endpoints for traffic from outside the cluster. A member Service has one endpoint: with {@link TrafficPolicy.LOCAL}, only the node of the
   * member accepts traffic, and the member sees the addresses of clients.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;
}
