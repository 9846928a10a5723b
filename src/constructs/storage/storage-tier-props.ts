import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Provisioner } from './provisioner';
import { SecretReference } from './secret-reference';
import { AccessMode, BindingMode, ReclaimPolicy, VolumeMode } from './storage-modes';

/** A VolumeSnapshotClass beside a tier. */
export interface SnapshotClassOptions {
  /**
   * Name of the class.
   *
   * @default - the name of the tier
   */
  readonly name?: string;

  /**
   * What happens to the snapshot in the storage system when its object is deleted.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly deletionPolicy?: ReclaimPolicy;

  /**
   * Whether snapshots of this driver use the class when they name none.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Parameters in the driver's own words.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * Secret for making and deleting snapshots.
   *
   * @default - none
   */
  readonly secret?: SecretReference;
}

/** Props of a {@link StorageTier}. */
export interface StorageTierProps {
  /**
   * Name of the StorageClass. Claims hold it for ever, so set it.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /** The driver and its parameters. They can't change later. */
  readonly provisioner: Provisioner;

  /**
   * What happens to a volume when its claim is deleted. It can't change later.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * When a claim gets its volume. It can't change later.
   *
   * @default - WAIT_FOR_FIRST_CONSUMER, and IMMEDIATE for storage that every node reaches
   */
  readonly bindingMode?: BindingMode;

  /**
   * Whether volumes can grow. It can be switched on later.
   *
   * @default - true where the driver can
   */
  readonly allowExpansion?: boolean;

  /**
   * Options of mounting, as `mount -o` takes them. Kubernetes never checks them: a wrong one shows as a pod that hangs.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * Zones in which volumes may be made, in the provider's spelling.
   *
   * @default - all
   */
  readonly allowedZones?: string[];

  /**
   * Where volumes may be made, in Kubernetes' own words; not together with `allowedZones`.
   *
   * @default - everywhere
   */
  readonly allowedTopologies?: k8s.TopologySelectorTerm[];

  /**
   * Whether claims that name no class use this one.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Secret for making and deleting volumes. Name and namespace may use the templates of the sidecars, such as `${pvc.namespace}`.
   *
   * @default - none
   * @see https://kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html
   */
  readonly provisionerSecret?: SecretReference;

  /**
   * Secret for attaching volumes.
   *
   * @default - none
   */
  readonly controllerPublishSecret?: SecretReference;

  /**
   * Secret for preparing volumes on a node.
   *
   * @default - none
   */
  readonly nodeStageSecret?: SecretReference;

  /**
   * Secret for mounting volumes into a pod.
   *
   * @default - none
   */
  readonly nodePublishSecret?: SecretReference;

  /**
   * Secret for growing volumes in the storage system.
   *
   * @default - none
   */
  readonly controllerExpandSecret?: SecretReference;

  /**
   * Secret for growing file systems on a node.
   *
   * @default - none
   */
  readonly nodeExpandSecret?: SecretReference;

  /**
   * Labels of the classes.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * A VolumeSnapshotClass of the same driver. The cluster needs the snapshot controller and its definitions.
   *
   * @default - none
   */
  readonly snapshotClass?: SnapshotClassOptions;
}

/** What a workload tells a tier about the claims that it makes. */
export interface ClaimRequest {
  /** Path of the construct that claims. */
  readonly claimant: string;
  /** Name of the claim, or of the claim template. */
  readonly claimName: string;
  /** How many claims of this form: the replicas. */
  readonly count: number;
  /** Capacity of each. */
  readonly size: Size;
  /** Access mode of each. */
  readonly accessMode: AccessMode;
  /** Volume mode of each. */
  readonly volumeMode: VolumeMode;
  /** Whether the pods that use them must run on different nodes. */
  readonly spreadOverNodes: boolean;
}

/** Where volumes come from: a StorageClass, made here or existing. */
export interface IStorageTier {
  /** Name of the StorageClass; none for the default class of the cluster. */
  readonly storageClassName?: string;
  /** The driver behind it; none if it is not known, then claims are not checked against it. */
  readonly provisioner?: Provisioner;
  /** What happens to the data when a claim is deleted; none if it is not known. */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Options of mounting that volumes of the tier get; none if they are not known. */
  readonly mountOptions?: string[];
  /** Tells the tier of claims that a workload makes on it. Constructs call it; a tier of finite capacity counts. */
  claim(request: ClaimRequest): void;
}

/** What is known of a StorageClass that exists. */
export interface ExistingTierOptions {
  /**
   * The driver behind it.
   *
   * @default - not known: claims are not checked against it
   */
  readonly provisioner?: Provisioner;

  /**
   * What happens to the data when a claim is deleted.
   *
   * @default - not known
   */
  readonly reclaimPolicy?: ReclaimPolicy;
}
