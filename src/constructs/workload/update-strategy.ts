import { input, makeOf } from '../support/input';

/** A rolling update in parts. */
export interface RollingUpdateOptions {
  /**
   * Only members with this ordinal or a higher one are updated: a canary.
   *
   * @default 0, all members
   */
  readonly partition?: number;

  /**
   * How many members may be down at a time during an update. Works in Kubernetes 1.37 and newer, and in
   * 1.35.0 to 1.35.3.
   *
   * @default 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods
   */
  readonly maxUnavailable?: number;
}

/**
 * How a changed pod template reaches the members of a StatefulSet.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export class UpdateStrategy {
  /** Members are replaced one after the other, from the highest ordinal. */
  public static rollingUpdate(options: RollingUpdateOptions = {}): UpdateStrategy {
    return makeOf(UpdateStrategy, input('RollingUpdateOptions', options),
      () => new UpdateStrategy('RollingUpdate', options.partition, options.maxUnavailable));
  }

  /**
   * Members are replaced when somebody deletes their pods.
   *
   * A set that has had rolling updates keeps what the server filled in for them, and the server refuses that beside
   * `OnDelete`. Take it away once, before the manifest is applied:
   * `kubectl patch statefulset orders --type merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`.
   */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy('OnDelete');
  }

  private constructor(
    /** Kubernetes' name of the strategy: `RollingUpdate` or `OnDelete`. */
    public readonly strategy: string,
    /** Lowest ordinal that is updated. */
    public readonly partition?: number,
    /** How many members may be down at a time. */
    public readonly maxUnavailable?: number,
  ) {}
}
