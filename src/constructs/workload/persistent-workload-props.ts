import { HibernationProps } from './hibernation-props';
import { NetworkAccessProps } from './network-access-props';
import { ServiceProps } from './service-props';
import { NamedPort } from '../pod/ports';
import { WorkloadProps } from '../pod/workload-props';

/** Props of a workload with its own storage: the user that owns the volumes, and a port. */
export interface PersistentWorkloadProps extends WorkloadProps, ServiceProps, NetworkAccessProps, HibernationProps {
  /**
   * Numeric user that the image runs as. New volumes are writable for this user. 0 is root, which needs a namespace with
   * the Pod Security level *baseline*.
   */
  readonly runAsUser: number;

  /**
   * Numeric group that the image runs as.
   *
   * @default - the value of `runAsUser`
   */
  readonly runAsGroup?: number;

  /**
   * Numeric group that owns the volumes. The kubelet changes the ownership only if the root of the volume has another
   * group, not at every start.
   *
   * @default - the value of `runAsGroup`
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
   */
  readonly fsGroup?: number;

  /**
   * Whether the namespace gives the pods their user and groups, as with the security context constraint *restricted-v2* of
   * OpenShift. The pods then have none of `runAsUser`, `runAsGroup` and `fsGroup`; the image must run as any user.
   *
   * @default false
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/authentication_and_authorization/managing-pod-security-policies
   */
  readonly userFromNamespace?: boolean;

  /** Port that clients connect to, 1 to 65535. */
  readonly port: number;

  /**
   * Name of that port.
   *
   * @default - 'database' for a StatefulDatabase, 'http' for a PersistentDeployment
   */
  readonly portName?: string;

  /**
   * Additional ports, such as the port between members.
   *
   * @default - none
   */
  readonly extraPorts?: NamedPort[];
}
