import { Duration } from 'cdk8s';
import { AdoptedSet } from './adopted-set';
import { MemberProps, Spread } from './member-props';
import { MemberServices } from './member-services';
import { PersistentWorkloadProps } from './persistent-workload-props';
import { StorageClaim } from '../storage/storage-claim';

/**
 * The relation between the members of a database.
 */
export enum Members {
  /** The members replicate: every member has, or copies, the same data. */
  REPLICATED = 'Replicated',
  /** The members are independent: each member has its own data, and a client must know which member to use. */
  INDEPENDENT = 'Independent',
}

/**
 * Which claims Kubernetes deletes automatically. With the reclaim policy `Delete`, the data is deleted with the claim.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export enum ClaimRetention {
  /** No claims. */
  RETAIN = 'Retain',
  /** The claims of members that are removed by scaling down. */
  DELETE_WHEN_SCALED = 'DeleteWhenScaled',
  /** All claims, when the StatefulSet is deleted. */
  DELETE_WHEN_DELETED = 'DeleteWhenDeleted',
  /** The claims of members that are removed by scaling down, and all claims when the StatefulSet is deleted. */
  DELETE = 'Delete',
}

/**
 * The order in which members start and stop. Updates always replace one member at a time, from the highest ordinal down.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies
 */
export enum PodManagement {
  /** All members at the same time: one broken member does not block the others. */
  PARALLEL = 'Parallel',
  /** One member after the other: each waits until the previous one is ready. */
  ORDERED_READY = 'OrderedReady',
}

/** Props of a {@link StatefulDatabase}. */
export interface StatefulDatabaseProps extends PersistentWorkloadProps, MemberProps {
  /** Storage that every member claims. */
  readonly storage: StorageClaim;

  /**
   * Additional storage that every member claims. Each entry needs its own `name`.
   *
   * @default - none
   */
  readonly extraStorage?: StorageClaim[];

  /**
   * Data directory of the engine, if its image, `env`, `args` and `config` do not determine it: a script or an image of your own
   * decides, or existing data is at the root of its volume. The prop changes nothing in the pods. It only tells the checks where
   * the engine finds its data.
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
   * The relation between several members. It is required for an image that does not replicate by itself.
   *
   * @default - the behavior of a known engine, otherwise Members.REPLICATED
   */
  readonly members?: Members;

  /**
   * Whether members need a majority to work. The disruption budget and the number of members are checked accordingly. With
   * `true`, a single member has the same spread constraints as several, so that it does not restart when more members are
   * added.
   *
   * @default - the behavior of a known engine, otherwise false
   */
  readonly quorum?: boolean;

  /**
   * Number of members that may be unavailable at the same time because of voluntary disruptions (drains, node upgrades).
   *
   * @default 1 from two members on; no budget for one member, because it could only block drains
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
   */
  readonly maxUnavailable?: number;

  /**
   * Whether there is a Service for clients. Without one, clients use the DNS names of the members.
   *
   * @default true
   */
  readonly clientService?: boolean;

  /**
   * Labels that a pod must have to be an endpoint of the Service for clients, in addition to the labels of all members: the label of a
   * primary, or `statefulset.kubernetes.io/pod-name` for one member.
   *
   * @default - all ready members are endpoints
   */
  readonly clientSelector?: { [label: string]: string };

  /**
   * A Service `<name>-<ordinal>` for each member (`MemberService-<ordinal>`), with the ports for clients.
   *
   * @default - no such Services
   */
  readonly memberServices?: MemberServices;

  /**
   * How members are spread over nodes. {@link Spread.HARD} means one member on each node.
   *
   * @default Spread.SOFT
   */
  readonly nodeSpread?: Spread;

  /**
   * The order in which members start.
   *
   * @default PodManagement.PARALLEL
   */
  readonly podManagement?: PodManagement;

  /**
   * How long a member must be ready before an update continues with the next one, in whole seconds: time to catch up.
   *
   * @default Duration.seconds(10)
   */
  readonly minReady?: Duration;

  /**
   * Image with a shell and curl, for an init container `identity` that lets a member start only on the volume that its
   * claim has always had. It is for storage that is a path of a node, such as a {@link LocalDiskPool}: if the disk is not
   * mounted, the engine would create a new, empty database. Other storage does not need it.
   *
   * @default - no such check; apps set an image
   */
  readonly identityImage?: string;

  /**
   * Which claims Kubernetes deletes automatically.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly retention?: ClaimRetention;

  /**
   * An existing StatefulSet, from a manifest or a chart, whose pods and claims this construct takes over. Its claim templates have the
   * labels of the storage only. Compare both manifests with `cdk8s-stateful diff` before the first deployment.
   *
   * @default - a new StatefulSet, or a StatefulSet of this library
   */
  readonly adopt?: AdoptedSet;
}
