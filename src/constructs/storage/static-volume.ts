import { Chart, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ResolvedVolume, identity, renderClaim, renderPersistentVolume } from './persistent-volume';
import { checkStaticVolume } from './static-volume-check';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { noteClaimOf } from './unowned-claims';
import { VolumeSource } from './volume-source';
import { claimOnce } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { openToPatches, openToPatchesClusterScoped } from '../support/manifest';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';

/** Props of a {@link StaticVolume}. */
export interface StaticVolumeProps {
  /**
   * Name of the claim; the volume is called `<namespace>-<name>`. It can't change later.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /** The storage. It can't change later. */
  readonly source: VolumeSource;

  /** Capacity, of volume and claim both. For file servers it is a label, not a limit. */
  readonly size: Size;

  /**
   * Who may mount the volume, of volume and claim both.
   *
   * @default [AccessMode.READ_WRITE_ONCE]
   */
  readonly accessModes?: AccessMode[];

  /**
   * Whether pods get a directory or the raw device. It can't change later.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;

  /**
   * Options of mounting, as `mount -o` takes them.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * What happens to the volume when its claim is deleted.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * Name of the PersistentVolume, which is unique in the cluster.
   *
   * @default - <namespace>-<name>
   */
  readonly volumeName?: string;

  /**
   * Keeps the volume for a claim that something else makes, such as `data-orders-0` of a StatefulDatabase whose tier has
   * the class `storageClassName`; no claim is made.
   *
   * @default - a claim is made
   */
  readonly reservedFor?: string;

  /**
   * Class of volume and claim: a name that both share, not a provisioner.
   *
   * @default - '', which keeps any provisioner away
   */
  readonly storageClassName?: string;

  /**
   * Labels of volume and claim.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * Storage that exists, as a volume and a claim that belong to each other and to nobody else.
 *
 * Makes a PersistentVolume (id `Resource`) and a PersistentVolumeClaim (`Claim`), bound both ways: no other claim can
 * take the volume, and no other volume can serve the claim. Mount it with `Volume.claim('name', volume.claimName)`.
 *
 * @example
 * const reports = new StaticVolume(this, 'Reports', {
 *   name: 'reports',
 *   source: VolumeSource.nfs({ server: 'nfs.example.com', path: '/exports/reports' }),
 *   size: Size.gibibytes(5), accessModes: [AccessMode.READ_WRITE_MANY], mountOptions: ['hard', 'nfsvers=4.1'],
 * });
 * const volume = Volume.claim('reports', reports.claimName);
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export class StaticVolume extends Construct {
  /** Name of the claim. */
  public readonly claimName: string;

  /** The volume. */
  public readonly persistentVolume: k8s.KubePersistentVolume;

  /** The claim; none if the volume is kept for one that something else makes. */
  public readonly persistentVolumeClaim?: k8s.KubePersistentVolumeClaim;

  /**
   * @param scope chart or construct that it belongs to
   * @param id id within the scope
   * @param props what it is made of
   */
  public constructor(scope: Construct, id: string, props: StaticVolumeProps) {
    super(scope, id);
    const namespace = Chart.of(this).namespace;
    this.claimName = props.reservedFor ?? resolveName(this, props.name, SUBDOMAIN_NAME.max);
    const volume: ResolvedVolume = {
      ...props,
      claimName: this.claimName,
      namespace,
      volumeName: props.volumeName ?? [namespace, this.claimName].filter(part => part !== undefined).join('-'),
      accessModes: props.accessModes ?? [AccessMode.READ_WRITE_ONCE],
      volumeMode: props.volumeMode ?? VolumeMode.FILESYSTEM,
      reclaimPolicy: props.reclaimPolicy ?? ReclaimPolicy.RETAIN,
      storageClassName: props.storageClassName ?? '',
    };
    this.persistentVolume = openToPatchesClusterScoped(new k8s.KubePersistentVolume(this, 'Resource', {
      metadata: { name: volume.volumeName, labels: props.labels && { ...props.labels } },
      spec: Lazy.any({ produce: () => renderPersistentVolume(volume) }),
    }));
    if (props.reservedFor === undefined) {
      this.persistentVolumeClaim = openToPatches(new k8s.KubePersistentVolumeClaim(this, 'Claim', {
        metadata: { name: this.claimName, labels: props.labels && { ...props.labels } },
        spec: Lazy.any({ produce: () => renderClaim(volume) }),
      }));
    }
    checkAtSynthesis(this, () => checkStaticVolume(volume, props));
    if (volume.volumeMode === VolumeMode.FILESYSTEM) {
      noteClaimOf(this, this.claimName, props.source);
    }
    // The owner of a claim that the volume is kept for notes the claim itself.
    claimOnce(this, `${props.reservedFor === undefined ? 'the claim' : 'a volume for the claim'} '${this.claimName}'`);
    claimOnce(this, identity(props.source));
  }
}
