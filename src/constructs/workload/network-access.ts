import { NetworkPeer } from './network-peer';
import { input, makeOf } from '../support/input';

/** Options of a {@link NetworkAccess}. */
export interface NetworkAccessOptions {
  /**
   * Who may connect to the port called `metrics`, such as the pods of Prometheus.
   *
   * @default - members only
   */
  readonly metrics?: NetworkPeer[];
}

/**
 * Who may connect to the pods of a workload: the ingress rules of a NetworkPolicy, which the network plugin of the cluster
 * has to enforce.
 *
 * Members are the pods that the labels of the workload select. They may connect to all ports of each other. Ports with
 * `membersOnly`, and ports that no container declares, are closed to everybody else. The port called `metrics` is open to
 * the peers in `metrics` only. All other ports are client ports.
 *
 * The node of a pod can always connect to it, so the probes of the kubelet work. Connections from the pods to others are
 * not restricted, because a workload needs DNS, and possibly the API server or an object store, whose addresses only the
 * cluster knows. NetworkPolicies are additive: another NetworkPolicy for the same pods can open more ports.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * new apps.Etcd(this, 'Etcd', {
 *   name: 'etcd', tlsSecretName: 'etcd-tls',
 *   storage: { size: Size.gibibytes(8), tier },
 *   networkPolicy: NetworkAccess.clients([NetworkPeer.pods({ labels: { app: 'shop' } })], {
 *     metrics: [NetworkPeer.namespace('monitoring')],
 *   }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkAccess {
  /** Everybody may connect to the client ports. The other ports are closed. */
  public static members(options: NetworkAccessOptions = {}): NetworkAccess {
    return makeOf(NetworkAccess, input('NetworkAccessOptions', options), () => new NetworkAccess(undefined, options.metrics ?? []));
  }

  /**
   * Only members, the given clients and the jobs of the app itself (backup, restore) may connect to the client ports.
   *
   * @param clients peers that may connect, at least one
   */
  public static clients(clients: NetworkPeer[], options: NetworkAccessOptions = {}): NetworkAccess {
    return makeOf(NetworkAccess, [...input('[NetworkPeer]', clients, 'clients'), ...input('NetworkAccessOptions', options)],
      () => new NetworkAccess([...clients], options.metrics ?? []));
  }

  private constructor(
    /** @internal Peers that may connect to client ports; everybody without them. */
    public readonly _clients: NetworkPeer[] | undefined,
    /** @internal */
    public readonly _metrics: NetworkPeer[],
    /** @internal Members that the labels of the workload do not select. */
    public readonly _members: NetworkPeer[] = [],
    /** @internal Jobs of the app, which are clients. */
    public readonly _jobs: NetworkPeer[] = [],
  ) {}

  /** @internal The same, for an app with members that are several workloads, and with jobs. */
  public _forApp(members: NetworkPeer[], jobs: NetworkPeer[]): NetworkAccess {
    return new NetworkAccess(this._clients, this._metrics, members, jobs);
  }
}
