import { IConstruct } from 'constructs';
import { input, makeOf } from '../support/input';

/** A workload whose pods can be selected by their labels. */
export interface IWorkload extends IConstruct {
  /** The labels that select the pods. */
  readonly selectorLabels: { [key: string]: string };
}

/** Pods that may connect, and the namespaces in which they are. */
export interface PodPeerOptions {
  /** Labels of the pods. For all pods of a namespace, use {@link NetworkPeer.namespace}. */
  readonly labels: { [key: string]: string };

  /**
   * Name of the namespace of the pods.
   *
   * @default - the namespace of the workload
   */
  readonly namespaceName?: string;

  /**
   * Labels of the namespaces of the pods, instead of one name.
   *
   * @default - the namespace of the workload
   */
  readonly namespaceLabels?: { [key: string]: string };
}

/**
 * A source of connections to a workload.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export class NetworkPeer {
  /**
   * Pods with certain labels. Users who can create pods in that namespace can give a pod these labels. Pods in the network of
   * their node have no address of their own, so labels do not select them; use {@link NetworkPeer.cidr} with the addresses
   * of the nodes.
   */
  public static pods(options: PodPeerOptions): NetworkPeer {
    return makeOf(NetworkPeer, input('PodPeerOptions', options), () => new NetworkPeer({ pods: options }));
  }

  /**
   * All pods of a namespace.
   *
   * @param namespaceName name of the namespace
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name
   */
  public static namespace(namespaceName: string): NetworkPeer {
    return makeOf(NetworkPeer, input('string', namespaceName, 'namespaceName'), () => new NetworkPeer({ namespaceName }));
  }

  /**
   * The pods of another workload, in the namespace of its chart.
   *
   * @param workload a StatefulDatabase, PersistentDeployment or NodeDaemon, such as the `database` of an app
   */
  public static workload(workload: IWorkload): NetworkPeer {
    return makeOf(NetworkPeer, input('IWorkload', workload, 'workload'), () => new NetworkPeer({ workload }));
  }

  /**
   * Addresses outside the cluster, such as `10.0.0.0/8`. Addresses of pods change, so select pods by their labels. Behind a
   * load balancer or a node port, the source of a connection is often a node: it depends on the network plugin and the
   * provider whether the plugin sees the address of the client.
   *
   * @param cidr network in CIDR notation
   * @param excluded parts of the network that may not connect
   */
  public static cidr(cidr: string, excluded: string[] = []): NetworkPeer {
    return makeOf(NetworkPeer, [...input('string', cidr, 'cidr'), ...input('[string]', excluded, 'excluded')],
      () => new NetworkPeer({ network: { cidr, excluded } }));
  }

  private constructor(
    /** @internal */
    public readonly _source: {
      readonly pods?: PodPeerOptions;
      readonly namespaceName?: string;
      readonly workload?: IWorkload;
      readonly network?: { readonly cidr: string; readonly excluded: string[] };
    },
  ) {}
}
