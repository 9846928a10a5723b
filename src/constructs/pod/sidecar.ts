import { k8s } from 'cdk8s-plus-27';
import { SidecarProps } from './sidecar-props';
import { ResolvedSidecar, resolveSidecar } from './sidecar-resolve';
import { input, makeOf } from '../support/input';

/**
 * A container that runs next to the main container, such as an exporter, a proxy or a log shipper.
 *
 * @example
 * db.addSidecar(Sidecar.of({
 *   name: 'exporter', image: 'registry.example.com/exporter:1.4.0',
 *   ports: [{ name: 'metrics', port: 9187, membersOnly: true }],
 *   secretEnv: { PASSWORD: SecretKey.of('orders-postgres', 'metrics-password') },
 *   alive: Probe.http('/'),
 *   mounts: [{ name: 'data', readOnly: true }],
 * }));
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#workload-resources-for-managing-pods
 */
export class Sidecar {
  /** A sidecar of typed props, which are checked as those of the main container. */
  public static of(props: SidecarProps): Sidecar {
    return makeOf(Sidecar, input('SidecarProps', props), () => new Sidecar(props.name, resolveSidecar(props), undefined));
  }

  /**
   * A sidecar as a Kubernetes struct, for fields that {@link SidecarProps} does not have. Without a security context it gets the restricted one.
   * Services do not have its ports.
   */
  public static container(container: k8s.Container): Sidecar {
    return makeOf(Sidecar, input('k8s.Container', container), () => new Sidecar(container.name, undefined, container));
  }

  private constructor(
    /** Name of the container. */
    public readonly name: string,
    /** @internal */
    public readonly _typed: ResolvedSidecar | undefined,
    /** @internal */
    public readonly _container: k8s.Container | undefined,
  ) {}
}
