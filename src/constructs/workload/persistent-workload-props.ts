import { ServiceProps } from './service-props';
import { NamedPort } from '../pod/ports';
import { WorkloadProps } from '../pod/workload-props';

/** What a workload with storage of its own has beyond any other: an identity that owns the volumes, and a port. */
export interface PersistentWorkloadProps extends WorkloadProps, ServiceProps {
  /**
   * Numeric user that the image runs as; new volumes are made writable for it. 0 is root, which needs a namespace with the Pod
   * Security level *baseline*.
   */
  readonly runAsUser: number;

  /**
   * Numeric group that the image runs as.
   *
   * @default - the number of `runAsUser`
   */
  readonly runAsGroup?: number;

  /**
   * Group that owns the volumes. Ownership is changed only when the volume's root has another, not at every start.
   *
   * @default - the number of `runAsGroup`
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods
   */
  readonly fsGroup?: number;

  /** Port that clients connect to, 1 to 65535. */
  readonly port: number;

  /**
   * Name of that port.
   *
   * @default - 'database' for a StatefulDatabase, 'http' for a PersistentDeployment
   */
  readonly portName?: string;

  /**
   * Further ports, such as those between members.
   *
   * @default - none
   */
  readonly extraPorts?: NamedPort[];
}
