import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Provisioner } from './provisioner';
import { ReclaimPolicy } from './storage-modes';
import { checkTier } from './storage-tier-check';
import { ClaimRequest, ExistingTierOptions, IStorageTier, StorageTierProps } from './storage-tier-props';
import { ResolvedTier, renderSnapshotClass, renderStorageClass, resolveTier } from './storage-tier-render';
import { checkAppOnce } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { checkInput, input, makeOf } from '../support/input';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * A StorageClass: the driver that creates volumes, its parameters, and the reclaim policy of the volumes.
 *
 * Creates a StorageClass (id `Resource`) and, on request, a VolumeSnapshotClass (`SnapshotClass`). Both are cluster-scoped.
 * The provisioner, the parameters, the reclaim policy and the binding mode can never change.
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
   * An existing StorageClass.
   *
   * @param name name of the class
   * @param options known properties of the class
   */
  public static fromName(name: string, options: ExistingTierOptions = {}): IStorageTier {
    const slips = [...input('string', name, 'storageClassName'), ...input('ExistingTierOptions', options)];
    return makeOf<IStorageTier>(StorageTier, slips, () => ({
      storageClassName: name, provisioner: options.provisioner, reclaimPolicy: options.reclaimPolicy, claim: () => undefined,
    }));
  }

  /** The default class of the cluster, whose properties are unknown at synthesis. */
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

  /** The VolumeSnapshotClass; none without `snapshotClass`. */
  public readonly snapshotClass?: ApiObject;

  private readonly tier: ResolvedTier;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: StorageTierProps) {
    super(scope, id);
    checkInput(this, 'StorageTierProps', props);
    this.tier = resolveTier(props, resolveName(this, props.name, SUBDOMAIN_NAME.max));
    this.storageClassName = this.tier.name;
    this.provisioner = this.tier.provisioner;
    this.reclaimPolicy = this.tier.reclaimPolicy;
    this.storageClass = makeObject(k8s.KubeStorageClass, this, 'Resource', renderStorageClass(this.tier));
    if (props.snapshotClass) {
      this.snapshotClass = makeObject(ApiObject, this, 'SnapshotClass', renderSnapshotClass(this.tier, props.snapshotClass));
    }
    checkAtSynthesis(this, () => checkTier(this, this.tier));
    checkAppOnce(this);
  }

  /** Mount options of the volumes; a copy. */
  public get mountOptions(): string[] | undefined {
    return this.tier.mountOptions && [...this.tier.mountOptions];
  }

  /** Accepts any number of claims, because the driver creates volumes on demand. */
  public claim(_request: ClaimRequest): void {
    return;
  }
}
