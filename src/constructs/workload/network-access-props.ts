import { NetworkAccess } from './network-access';

/** Access to the pods of a workload by a NetworkPolicy. */
export interface NetworkAccessProps {
  /**
   * Who may connect to the pods. Creates a NetworkPolicy with the name of the workload. It has an effect only if the network
   * plugin of the cluster enforces NetworkPolicies.
   *
   * @default - no NetworkPolicy: everybody in the cluster may connect, unless another NetworkPolicy selects the pods
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
   */
  readonly networkPolicy?: NetworkAccess;
}
