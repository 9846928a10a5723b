import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkPool } from './local-disk-pool-check';
import { LocalDisk, LocalDiskPoolProps } from './local-disk-pool-props';
import { ResolvedDisk, ResolvedPool, diskName, isPlaceable, renderDisk } from './local-disk-pool-render';
import { nodeIdentity } from './node-path';
import { Provisioner } from './provisioner';
import { BindingMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { ClaimRequest, IStorageTier } from './storage-tier-props';
import { checkAppOnce, registerExclusiveUse } from '../support/collisions';
import { checkAtSynthesis, error, fail, words } from '../support/finding';
import { checkInput } from '../support/input';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';
import { makeObject } from '../support/objects';

/**
 * Local disks of named nodes as a storage tier. They are fast, but their data is lost with the node.
 *
 * Creates a StorageClass without provisioner (id `Resource`) and one PersistentVolume `<pool>-<node>-<disk>` for each disk
 * (ids of the same form), with affinity to its node. Adding or removing a disk does not change the names of other volumes.
 *
 * The pool counts its free disks: claims that do not fit its disks are errors. Data on a local disk does not move to
 * another node. When the node is lost, an operator deletes the claim and the pod, and the engine copies the data again from
 * its other members.
 *
 * @example
 * new LocalDiskPool(this, 'Nvme', {
 *   name: 'nvme', nodes: ['node-a', 'node-b'], paths: ['/mnt/disks/ssd1/ssd1'], size: Size.gibibytes(100),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#local
 */
export class LocalDiskPool extends Construct implements IStorageTier {
  /** Name of the StorageClass. */
  public readonly storageClassName?: string;

  /** No provisioner, because the pool creates the volumes. */
  public readonly provisioner?: Provisioner;

  /** What happens to a volume when its claim is deleted. */
  public readonly reclaimPolicy?: ReclaimPolicy;

  /** The StorageClass. */
  public readonly storageClass: k8s.KubeStorageClass;

  private readonly pool: ResolvedPool;
  private readonly disks: ResolvedDisk[] = [];
  private readonly requests: ClaimRequest[] = [];
  private readonly volumeObjects: k8s.KubePersistentVolume[] = [];

  /**
   * @param scope chart or construct that contains this construct
   * @param id id within the scope
   * @param props properties of the construct
   */
  public constructor(scope: Construct, id: string, props: LocalDiskPoolProps) {
    super(scope, id);
    checkInput(this, 'LocalDiskPoolProps', props);
    this.pool = {
      ...props,
      name: resolveName(this, props.name, SUBDOMAIN_NAME.max),
      reclaimPolicy: props.reclaimPolicy ?? ReclaimPolicy.RETAIN,
      volumeMode: props.volumeMode ?? VolumeMode.FILESYSTEM,
    };
    this.storageClassName = this.pool.name;
    this.provisioner = Provisioner.localStatic();
    this.reclaimPolicy = this.pool.reclaimPolicy;
    this.storageClass = makeObject(k8s.KubeStorageClass, this, 'Resource', {
      metadata: { name: this.pool.name, labels: props.labels && { ...props.labels } },
      provisioner: 'kubernetes.io/no-provisioner',
      reclaimPolicy: this.reclaimPolicy,
      volumeBindingMode: BindingMode.WAIT_FOR_FIRST_CONSUMER,
    });
    this.allDisks().forEach(disk => this.addDisk(disk));
    checkAtSynthesis(this, () => checkPool(this.pool, this.disks, this.requests));
    checkAppOnce(this);
  }

  /** Mount options of the volumes; a copy. */
  public get mountOptions(): string[] | undefined {
    return this.pool.mountOptions && [...this.pool.mountOptions];
  }

  /** The volumes in the order of their disks; a copy. */
  public get volumes(): k8s.KubePersistentVolume[] {
    return [...this.volumeObjects];
  }

  /** Number of disks that no workload of the app claims. It is also 0 if there are more claims than disks, which is an error. */
  public get freeDisks(): number {
    return Math.max(0, this.disks.length - this.requests.reduce((sum, request) => sum + request.count, 0));
  }

  /**
   * Adds a disk.
   *
   * @throws Error if the disk is missing, has no size, or has the name of another disk
   */
  public addDisk(disk: LocalDisk): void {
    checkInput(this, 'LocalDisk', disk, 'disk');
    const size = disk.size ?? this.pool.size;
    if (!size) {
      fail(this, error('CS230', 'size', undefined, 'a capacity for every disk',
        `set size on the pool or on the disk '${disk.path}' of '${disk.node}'`));
    }
    const name = diskName(this.pool.name, disk);
    if (this.node.tryFindChild(name)) {
      fail(this, error('CS231', 'disks',
        words(`'${disk.path}' of '${disk.node}', whose volume would have the name '${name}' of another`), 'one volume for each name',
        'leave out the duplicate disk, or give one of them its own name'));
    }
    const resolved = { ...disk, size, volumeName: name };
    if (!this.disks.some(other => nodeIdentity(other) === nodeIdentity(resolved))) {
      registerExclusiveUse(this, nodeIdentity(resolved));
    }
    this.disks.push(resolved);
    if (isPlaceable(resolved)) {
      this.volumeObjects.push(makeObject(k8s.KubePersistentVolume, this, name, renderDisk(resolved, this.pool)));
    }
  }

  /** Records the claims of a workload. Synthesis checks whether there are enough disks. */
  public claim(request: ClaimRequest): void {
    this.requests.push(request);
  }

  private allDisks(): LocalDisk[] {
    const { nodes, paths, disks } = this.pool;
    if ((nodes === undefined) !== (paths === undefined) || (nodes === undefined) === (disks === undefined)) {
      fail(this, error('CS232', 'disks', words([nodes && 'nodes', paths && 'paths', disks && 'disks'].filter(x => x).join(' and ') || 'nothing'),
        'either disks, or nodes with paths', 'name each disk once'));
    }
    return disks ?? nodes!.flatMap(node => paths!.map(path => ({ node, path })));
  }
}
