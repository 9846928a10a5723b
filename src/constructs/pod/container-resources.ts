import { Size } from 'cdk8s';
import { Cpu } from '../support/cpu';

/**
 * What the main container reserves and may use.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ContainerResources {
  /**
   * Processing power that is reserved.
   *
   * @default - none reserved
   */
  readonly cpu?: Cpu;

  /**
   * Processing power that the container may not exceed. Throttling hurts a database more than a neighbour does.
   *
   * @default - no limit
   */
  readonly cpuLimit?: Cpu;

  /**
   * Memory, both reserved and the limit: a pod that uses more than it reserved is the first to be killed when the node
   * runs short.
   *
   * @default - none reserved, with a warning
   */
  readonly memory?: Size;

  /**
   * Local disk for logs, scratch directories and the container's own layer, both reserved and the limit.
   *
   * @default - none reserved
   */
  readonly ephemeralStorage?: Size;
}
