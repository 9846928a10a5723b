import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { NamedPort } from '../pod/ports';
import { HostPathType, MountPropagation } from '../pod/volume-props';
import { WorkloadProps } from '../pod/workload-props';

/**
 * A directory, file or device of the node that a daemon sees.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export interface HostPathMount {
  /** Name of the volume within the pod. */
  readonly name: string;

  /** Absolute path on the node. */
  readonly path: string;

  /**
   * What has to be there. It is always checked: an unchecked path that is missing becomes an empty directory of root.
   *
   * @default HostPathType.DIRECTORY
   */
  readonly pathType?: HostPathType;

  /**
   * Absolute path in the container.
   *
   * @default - the same as on the node
   */
  readonly mountPath?: string;

  /**
   * Whether the daemon may only read.
   *
   * @default true
   */
  readonly readOnly?: boolean;

  /**
   * Whether mounts made later on the node, or in the container, are seen on the other side. `Bidirectional` needs a
   * privileged container.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  readonly mountPropagation?: MountPropagation;
}

/** A port of a daemon, on request also on the node's own address. */
export interface DaemonPort extends NamedPort {
  /**
   * Port on the node. Only one pod of a node can have it, so the daemon cannot surge during an update.
   *
   * @default - none
   */
  readonly hostPort?: number;
}

/** Props of a {@link NodeDaemon}. */
export interface NodeDaemonProps extends WorkloadProps {
  /**
   * Paths of the node that the daemon sees.
   *
   * @default - none
   */
  readonly hostPaths?: HostPathMount[];

  /**
   * Ports of the main container; probes without a port of their own ask the first.
   *
   * @default - none
   */
  readonly ports?: DaemonPort[];

  /**
   * Numeric user that the image runs as. Files of the node that belong to root need 0.
   *
   * @default - the user of the image, who must not be root; 0 for a LogDaemon
   */
  readonly runAsUser?: number;

  /**
   * Numeric group that the image runs as.
   *
   * @default - the group of the image
   */
  readonly runAsGroup?: number;

  /**
   * Whether the main container may do everything on the node, as storage daemons that mount need.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether pods use the network of the node; cluster names resolve all the same.
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
   * On how many nodes the daemon may be missing at a time during an update.
   *
   * @default 1, or 0 with `maxSurge`
   */
  readonly maxUnavailable?: number;

  /**
   * On how many nodes old and new daemon may run side by side during an update. Never with host ports, the host network
   * or state on the node.
   *
   * @default 0
   * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/1591-daemonset-surge
   */
  readonly maxSurge?: number;

  /**
   * Whether a changed daemon waits on each node until somebody deletes its pod.
   *
   * @default false
   */
  readonly updateOnDelete?: boolean;

  /**
   * How long a new pod must be ready before an update goes on to the next node, whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * What the daemon may do with the Kubernetes API, cluster-wide. Creates a ServiceAccount, a ClusterRole with these rules
   * and a ClusterRoleBinding, and mounts the token of the ServiceAccount in the pods.
   *
   * @default - nothing, and no token
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
   */
  readonly clusterRules?: k8s.PolicyRule[];
}
