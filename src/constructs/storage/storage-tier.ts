import { ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Provisioner } from './provisioner';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { checkTier } from './storage-tier-check';
import { StorageTierProps } from './storage-tier-props';
import { ResolvedTier, renderSnapshotClass, renderStorageClass, resolveTier } from './storage-tier-render';
import { checkAppOnce } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { openToPatchesClusterScoped } from '../support/manifest';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';

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

/**
 * A kind of storage: how volumes are made, how fast they are, what happens to them in the end.
 *
 * Makes a StorageClass (id `Resource`) and, on request, a VolumeSnapshotClass (`SnapshotClass`). Both live outside
 * namespaces. Provisioner, parameters, reclaim policy and binding mode can never change.
 *
 * @example
 * new StorageTier(this, 'Fast', {
 *   name: 'fast',
 *   provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3, encrypted: true }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class StorageTier extends Construct implements IStorageTier {
  /**
   * A StorageClass that exists.
   *
   * @param name name of the class
   * @param options what is known of it
   */
  public static fromName(name: string, options: ExistingTierOptions = {}): IStorageTier {
    return { storageClassName: name, provisioner: options.provisioner, reclaimPolicy: options.reclaimPolicy, claim: () => undefined };
  }

  /** The class that the cluster gives to claims that name none. What it is like, the manifests do not say. */
  public static clusterDefault(): IStorageTier {
    return { claim: () => undefined };
  }

  /** Name of the StorageClass. */
  public readonly storageClassName?: string;

  /** The driver and its parameters. */
  public readonly provisioner?: Provisioner;

  /** What happens to a volume when its claim is deleted. */
  public readonly reclaimPolicy?: ReclaimPolicy;

  /** The StorageClass. */
  public readonly storageClass: k8s.KubeStorageClass;

  /** The VolumeSnapshotClass; none unless asked for. */
  public readonly snapshotClass?: ApiObject;

  private readonly tier: ResolvedTier;

  /**
   * @param scope chart or construct that it belongs to
   * @param id id within the scope
   * @param props what it is made of
   */
  public constructor(scope: Construct, id: string, props: StorageTierProps) {
    super(scope, id);
    this.tier = resolveTier(props, resolveName(this, props.name, SUBDOMAIN_NAME.max));
    this.storageClassName = this.tier.name;
    this.provisioner = this.tier.provisioner;
    this.reclaimPolicy = this.tier.reclaimPolicy;
    this.storageClass = openToPatchesClusterScoped(new k8s.KubeStorageClass(this, 'Resource', renderStorageClass(this.tier)));
    if (props.snapshotClass) {
      this.snapshotClass = openToPatchesClusterScoped(new ApiObject(this, 'SnapshotClass', renderSnapshotClass(this.tier, props.snapshotClass)));
    }
    checkAtSynthesis(this, () => checkTier(this, this.tier));
    checkAppOnce(this);
  }

  /** Options of mounting that volumes get; a copy. */
  public get mountOptions(): string[] | undefined {
    return this.tier.mountOptions && [...this.tier.mountOptions];
  }

  /** Takes any number of claims: volumes are made as they are needed. */
  public claim(_request: ClaimRequest): void {
    return;
  }
}
