import { Size } from 'cdk8s';
import { Cpu } from '../support/cpu';

/**
 * Requests and limits of the main container.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ContainerResources {
  /**
   * CPU request.
   *
   * @default - no request
   */
  readonly cpu?: Cpu;

  /**
   * CPU limit. Throttling slows a database more than a busy neighbour does.
   *
   * @default - no limit
   */
  readonly cpuLimit?: Cpu;

  /**
   * Memory, both request and limit. When a node runs short of memory, pods that use more than their request are killed
   * first.
   *
   * @default - no request, with a warning
   */
  readonly memory?: Size;

  /**
   * Local disk for logs, scratch directories and the writable layer of the container, both request and limit.
   *
   * @default - no request
   */
  readonly ephemeralStorage?: Size;
}
