import { Duration } from 'cdk8s';
import { PersistentWorkloadProps } from './persistent-workload-props';
import { UpdateStrategy } from './update-strategy';
import { StorageClaim } from '../storage/storage-claim';

/**
 * What the members of a database are to each other.
 */
export enum Members {
  /** They replicate: every member holds, or catches up with, the same data. */
  REPLICATED = 'Replicated',
  /** They are unrelated: each holds its own data, and a client must know which one to ask. */
  INDEPENDENT = 'Independent',
}

/**
 * Which claims Kubernetes deletes by itself. With a tier that reclaims by `Delete`, the data goes with the claim.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export enum ClaimRetention {
  /** None, ever. */
  RETAIN = 'Retain',
  /** Those of members that were scaled away. */
  DELETE_WHEN_SCALED = 'DeleteWhenScaled',
  /** All, when the StatefulSet is deleted. */
  DELETE_WHEN_DELETED = 'DeleteWhenDeleted',
  /** Those of members that were scaled away, and all when the StatefulSet is deleted. */
  DELETE = 'Delete',
}

/**
 * In which order members start and stop. Updates go one by one from the highest ordinal in both cases.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies
 */
export enum PodManagement {
  /** All at once: one broken member does not block the others. */
  PARALLEL = 'Parallel',
  /** Each waits until the one before it is ready. */
  ORDERED_READY = 'OrderedReady',
}

/** How strictly members are kept apart. */
export enum Spread {
  /** Not at all. */
  NONE = 'None',
  /** Apart where possible. */
  SOFT = 'Soft',
  /** Apart, or not running. */
  HARD = 'Hard',
}

/** Props of a {@link StatefulDatabase}. */
export interface StatefulDatabaseProps extends PersistentWorkloadProps {
  /** Storage that every member claims. */
  readonly storage: StorageClaim;

  /**
   * Further storage that every member claims; each needs a `name` of its own.
   *
   * @default - none
   */
  readonly extraStorage?: StorageClaim[];

  /**
   * Directory in which the engine keeps its data, if its image, `env`, `args` and `config` do not tell: a script or an image of
   * your own decides, or data that exists is at the root of its volume. It changes nothing in the pods; it only tells the checks
   * where the engine finds its data.
   *
   * @default - the directory of the image of a known engine, or the one that `env`, `args` or `config` name
   */
  readonly dataDirectory?: string;

  /**
   * Number of members.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * What several members are to each other. An image that does not replicate by itself needs an answer.
   *
   * @default - as the image is known to do, else Members.REPLICATED
   */
  readonly members?: Members;

  /**
   * Whether members need a majority to work: guards the disruption budget and the number of members. With `true`, a single
   * member is spread like several, so that it does not restart when others come.
   *
   * @default - as the engine of the image is known to do, else false
   */
  readonly quorum?: boolean;

  /**
   * How many members voluntary disruptions (drains, node upgrades) may take at a time.
   *
   * @default 1 from two members on; no budget for one member, which it could only block
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
   */
  readonly maxUnavailable?: number;

  /**
   * How members keep apart on nodes; {@link Spread.HARD} means one member a node.
   *
   * @default Spread.SOFT
   */
  readonly nodeSpread?: Spread;

  /**
   * How members keep apart over zones; {@link Spread.HARD} means evenly or not at all.
   *
   * @default Spread.SOFT
   */
  readonly zoneSpread?: Spread;

  /**
   * How a changed pod template reaches the members.
   *
   * @default - one by one from the highest ordinal
   */
  readonly updateStrategy?: UpdateStrategy;

  /**
   * In which order members start.
   *
   * @default PodManagement.PARALLEL
   */
  readonly podManagement?: PodManagement;

  /**
   * How long a member must be ready before an update goes on to the next, whole seconds: time to catch up.
   *
   * @default Duration.seconds(10)
   */
  readonly minReady?: Duration;

  /**
   * Image with a shell and curl, for an init container `identity` that lets a member start only on the volume that its claim has always had:
   * where storage is a path of a node, as on a {@link LocalDiskPool}, a disk that is not mounted would be a new, empty database. Other storage needs none.
   *
   * @default - no such check; apps have one
   */
  readonly identityImage?: string;

  /**
   * Which claims Kubernetes deletes by itself.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly retention?: ClaimRetention;
}
