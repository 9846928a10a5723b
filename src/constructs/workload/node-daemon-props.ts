import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { NetworkAccessProps } from './network-access-props';
import { NamedPort } from '../pod/ports';
import { HostPathType, MountPropagation } from '../pod/volume-props';
import { WorkloadProps } from '../pod/workload-props';

/**
 * A directory, file or device of the node that a daemon mounts.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export interface HostPathMount {
  /** Name of the volume in the pod. */
  readonly name: string;

  /** Absolute path on the node. */
  readonly path: string;

  /**
   * Type of the file or directory. The kubelet always checks it. Without a check, the kubelet would create an empty
   * directory of root for a missing path.
   *
   * @default HostPathType.DIRECTORY
   */
  readonly pathType?: HostPathType;

  /**
   * Absolute path of the mount in the container.
   *
   * @default - the path on the node
   */
  readonly mountPath?: string;

  /**
   * Whether the mount is read-only.
   *
   * @default true
   */
  readonly readOnly?: boolean;

  /**
   * Whether later mounts on the node, or in the container, are visible on the other side. `Bidirectional` needs a
   * privileged container.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  readonly mountPropagation?: MountPropagation;
}

/** A port of a daemon, optionally also on the address of the node. */
export interface DaemonPort extends NamedPort {
  /**
   * Port on the node. Only one pod of a node can use it, so an update cannot start the new pod before the old one stops.
   *
   * @default - none
   */
  readonly hostPort?: number;
}

/** Props of a {@link NodeDaemon}. */
export interface NodeDaemonProps extends WorkloadProps, NetworkAccessProps {
  /**
   * Paths of the node that the daemon mounts.
   *
   * @default - none
   */
  readonly hostPaths?: HostPathMount[];

  /**
   * Ports of the main container. Probes without a port of their own use the first one.
   *
   * @default - none
   */
  readonly ports?: DaemonPort[];

  /**
   * Numeric user that the image runs as. Reading files of root on the node needs 0.
   *
   * @default - the user of the image, which must not be root; 0 for a LogDaemon
   */
  readonly runAsUser?: number;

  /**
   * Numeric group that the image runs as.
   *
   * @default - the group of the image
   */
  readonly runAsGroup?: number;

  /**
   * Whether the main container is privileged, as storage daemons that mount volumes require.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether pods use the network of the node. They still resolve DNS names of the cluster.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether the containers see the processes of the node.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Number of nodes on which the daemon may be unavailable during an update.
   *
   * @default 1, or 0 with `maxSurge`
   */
  readonly maxUnavailable?: number;

  /**
   * Number of nodes on which the old and the new pod may run at the same time during an update. Do not use it with host
   * ports, with the host network or with state on the node.
   *
   * @default 0
   * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/1591-daemonset-surge
   */
  readonly maxSurge?: number;

  /**
   * Whether an update waits on each node until the old pod is deleted manually.
   *
   * @default false
   */
  readonly updateOnDelete?: boolean;

  /**
   * How long a new pod must be ready before an update continues with the next node, in whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * Permissions of the daemon in the Kubernetes API, for the whole cluster. Creates a ServiceAccount, a ClusterRole with
   * these rules and a ClusterRoleBinding, and mounts the token of the ServiceAccount in the pods.
   *
   * @default - no permissions, and no token
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
   */
  readonly clusterRules?: k8s.PolicyRule[];
}
