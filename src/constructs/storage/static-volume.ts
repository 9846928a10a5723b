import { Chart, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkStaticVolume } from './static-volume-check';
import { StaticVolumeProps } from './static-volume-props';
import { ResolvedVolume, identity, renderClaim, renderPersistentVolume } from './static-volume-render';
import { AccessMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { noteClaimOf } from './unowned-claims';
import { registerExclusiveUse } from '../support/collisions';
import { checkAtSynthesis } from '../support/finding';
import { checkInput } from '../support/input';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * Existing storage, as a volume and a claim that are bound to each other.
 *
 * Creates a PersistentVolume (id `Resource`) and a PersistentVolumeClaim (`Claim`), bound in both directions: no other
 * claim can bind to the volume, and the claim can bind to no other volume. Mount it with `Volume.claim('name',
 * volume.claimName)`.
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

  /** The claim; none if the volume is reserved for a claim that another object creates. */
  public readonly persistentVolumeClaim?: k8s.KubePersistentVolumeClaim;

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: StaticVolumeProps) {
    super(scope, id);
    checkInput(this, 'StaticVolumeProps', props);
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
    this.persistentVolume = makeObject(k8s.KubePersistentVolume, this, 'Resource', {
      metadata: { name: volume.volumeName, labels: props.labels && { ...props.labels } },
      spec: Lazy.any({ produce: () => renderPersistentVolume(volume) }),
    });
    if (props.reservedFor === undefined) {
      this.persistentVolumeClaim = makeObject(k8s.KubePersistentVolumeClaim, this, 'Claim', {
        metadata: { name: this.claimName, labels: props.labels && { ...props.labels } },
        spec: Lazy.any({ produce: () => renderClaim(volume) }),
      });
    }
    checkAtSynthesis(this, () => checkStaticVolume(volume, props));
    if (volume.volumeMode === VolumeMode.FILESYSTEM) {
      noteClaimOf(this, this.claimName, props.source);
    }
    // The owner of the claim for which the volume is reserved records the claim itself.
    registerExclusiveUse(this, `${props.reservedFor === undefined ? 'the claim' : 'a volume for the claim'} '${this.claimName}'`);
    registerExclusiveUse(this, identity(props.source));
  }
}
