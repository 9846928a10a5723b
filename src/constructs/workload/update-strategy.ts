import { input, makeOf } from '../support/input';

/** Options of a rolling update. */
export interface RollingUpdateOptions {
  /**
   * Lowest ordinal that is updated, for a canary.
   *
   * @default 0, which updates all members
   */
  readonly partition?: number;

  /**
   * Number of members that may be unavailable during an update. Works in Kubernetes 1.37 and newer, and in 1.35.0 to
   * 1.35.3.
   *
   * @default 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods
   */
  readonly maxUnavailable?: number;
}

/**
 * How a changed pod template is rolled out to the members of a StatefulSet.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export class UpdateStrategy {
  /** Members are replaced one after the other, from the highest ordinal down. */
  public static rollingUpdate(options: RollingUpdateOptions = {}): UpdateStrategy {
    return makeOf(UpdateStrategy, input('RollingUpdateOptions', options),
      () => new UpdateStrategy('RollingUpdate', options.partition, options.maxUnavailable));
  }

  /**
   * Members are replaced when their pods are deleted manually.
   *
   * A StatefulSet that used rolling updates keeps the defaults that the API server has set, and the API server refuses
   * these together with `OnDelete`. Remove them once, before you apply the manifest: `kubectl patch statefulset orders
   * --type merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`.
   */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy('OnDelete');
  }

  private constructor(
    /** Type of the strategy in Kubernetes: `RollingUpdate` or `OnDelete`. */
    public readonly strategy: string,
    /** Lowest ordinal that is updated. */
    public readonly partition?: number,
    /** Number of members that may be unavailable during an update. */
    public readonly maxUnavailable?: number,
  ) {}
}
