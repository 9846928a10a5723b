import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ResolvedDisk, checkPool, diskName, isPlaceable } from './local-disk-pool-check';
import { nodeIdentity, onNode } from './static-volume-render';
import { Provisioner } from './provisioner';
import { AccessMode, BindingMode, ReclaimPolicy, VolumeMode } from './storage-modes';
import { ClaimRequest, IStorageTier } from './storage-tier';
import { checkAppOnce, claimOnce } from '../support/collisions';
import { checkAtSynthesis, error, fail, words } from '../support/finding';
import { openToPatchesClusterScoped } from '../support/manifest';
import { SUBDOMAIN_NAME, resolveName } from '../support/names';
import { quantity } from '../support/quantity';

/** A disk of one node. */
export interface LocalDisk {
  /** Value of the node's label `kubernetes.io/hostname`; some providers make it differ from the node's name. */
  readonly node: string;

  /**
   * Absolute path on the node: a directory on the disk, or the device for {@link VolumeMode.BLOCK}. While the disk is not mounted such a
   * directory is not there, and no pod starts; a mount point is there as an empty directory of the node.
   */
  readonly path: string;

  /**
   * Capacity.
   *
   * @default - the size of the pool
   */
  readonly size?: Size;

  /**
   * Last part of the volume's name `<pool>-<node>-<name>`. It can't change later.
   *
   * @default - last segment of the path
   */
  readonly name?: string;
}

/** Props of a {@link LocalDiskPool}. Either `nodes` and `paths`, or `disks`. */
export interface LocalDiskPoolProps {
  /**
   * Name of the StorageClass, and beginning of the names of the volumes. It can't change later.
   *
   * @default - made by cdk8s from the path of the construct
   */
  readonly name?: string;

  /**
   * Nodes that all have a disk at each of `paths`.
   *
   * @default - none
   */
  readonly nodes?: string[];

  /**
   * Paths of the disks on each of `nodes`, see {@link LocalDisk.path}.
   *
   * @default - none
   */
  readonly paths?: string[];

  /**
   * Disks one by one.
   *
   * @default - none
   */
  readonly disks?: LocalDisk[];

  /**
   * Capacity of each disk that says no other.
   *
   * @default - every disk says its own
   */
  readonly size?: Size;

  /**
   * Whether pods get a directory or the raw device.
   *
   * @default VolumeMode.FILESYSTEM
   */
  readonly volumeMode?: VolumeMode;

  /**
   * File system that the kubelet makes, when the path of a file system volume is a device.
   *
   * @default - the path is a mount point
   */
  readonly fsType?: string;

  /**
   * What happens to a volume when its claim is deleted. With {@link ReclaimPolicy.DELETE} nothing is deleted: no driver
   * is behind these volumes, and the local static provisioner only touches volumes that it made itself. The volume is
   * left `Failed` with the data on the disk, so RETAIN is nearly always right.
   *
   * @default ReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * Options of mounting.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * Labels of the volumes and of the class.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * Disks of named nodes as a storage tier: fast, and as safe as the node that holds them.
 *
 * Makes a StorageClass without provisioner (id `Resource`) and one PersistentVolume `<pool>-<node>-<disk>` for each disk
 * (ids of the same form), tied to its node. A disk that is added or removed leaves the names of all others alone.
 *
 * The pool knows what is free: claims that do not fit its disks are errors. Data on a local disk does not move: when
 * the node is lost, an operator deletes claim and pod, and the engine copies the data anew from its other members.
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

  /** No provisioner: the volumes are those of the pool. */
  public readonly provisioner?: Provisioner;

  /** What happens to a volume when its claim is deleted. */
  public readonly reclaimPolicy?: ReclaimPolicy;

  /** The StorageClass. */
  public readonly storageClass: k8s.KubeStorageClass;

  private readonly poolName: string;
  private readonly disks: ResolvedDisk[] = [];
  private readonly requests: ClaimRequest[] = [];
  private readonly volumeObjects: k8s.KubePersistentVolume[] = [];

  /**
   * @param scope chart or construct that it belongs to
   * @param id id within the scope
   * @param props the disks
   */
  public constructor(scope: Construct, id: string, private readonly props: LocalDiskPoolProps) {
    super(scope, id);
    this.poolName = resolveName(this, props.name, SUBDOMAIN_NAME.max);
    this.storageClassName = this.poolName;
    this.provisioner = Provisioner.localStatic();
    this.reclaimPolicy = props.reclaimPolicy ?? ReclaimPolicy.RETAIN;
    this.storageClass = openToPatchesClusterScoped(new k8s.KubeStorageClass(this, 'Resource', {
      metadata: { name: this.poolName, labels: props.labels && { ...props.labels } },
      provisioner: 'kubernetes.io/no-provisioner',
      reclaimPolicy: this.reclaimPolicy,
      volumeBindingMode: BindingMode.WAIT_FOR_FIRST_CONSUMER,
    }));
    this.allDisks().forEach(disk => this.addDisk(disk));
    checkAtSynthesis(this, () => checkPool(this.poolName, this.reclaimPolicy, this.disks, this.requests, props));
    checkAppOnce(this);
  }

  /** Options of mounting that volumes get; a copy. */
  public get mountOptions(): string[] | undefined {
    return this.props.mountOptions && [...this.props.mountOptions];
  }

  /** The volumes in the order of their disks; a copy. */
  public get volumes(): k8s.KubePersistentVolume[] {
    return [...this.volumeObjects];
  }

  /** How many disks no workload of the app claims; 0 also if more are claimed than there are, which is an error. */
  public get freeDisks(): number {
    return Math.max(0, this.disks.length - this.requests.reduce((sum, request) => sum + request.count, 0));
  }

  /**
   * Adds a disk.
   *
   * @throws Error if there is none, it has no size, or a disk of the same name exists
   */
  public addDisk(disk: LocalDisk): void {
    if (!disk) {
      fail(this, error('CS232', 'disks', disk, 'disks with node and path', 'leave the empty entry out'));
    }
    const size = disk.size ?? this.props.size;
    if (!size) {
      fail(this, error('CS230', 'size', undefined, 'a capacity for every disk', `set size on the pool or on the disk '${disk.path}' of '${disk.node}'`));
    }
    const name = diskName(this.poolName, disk);
    if (this.node.tryFindChild(name)) {
      fail(this, error('CS231', 'disks', words(`'${disk.path}' of '${disk.node}', whose volume would be '${name}' like another`), 'one volume for each name',
        'leave out the disk that is there twice, or give one of them a name of its own'));
    }
    const resolved = { ...disk, size, volumeName: name };
    if (!this.disks.some(other => nodeIdentity(other) === nodeIdentity(resolved))) {
      claimOnce(this, nodeIdentity(resolved));
    }
    this.disks.push(resolved);
    if (isPlaceable(resolved)) {
      this.volumeObjects.push(openToPatchesClusterScoped(new k8s.KubePersistentVolume(this, name, this.renderVolume(resolved))));
    }
  }

  /** Notes that a workload claims disks; whether they suffice shows at synthesis. */
  public claim(request: ClaimRequest): void {
    this.requests.push(request);
  }

  private allDisks(): LocalDisk[] {
    const { nodes, paths, disks } = this.props;
    if ((nodes === undefined) !== (paths === undefined) || (nodes === undefined) === (disks === undefined)) {
      fail(this, error('CS232', 'disks', words([nodes && 'nodes', paths && 'paths', disks && 'disks'].filter(x => x).join(' and ') || 'nothing'),
        'either disks, or nodes with paths', 'say each disk once'));
    }
    return disks ?? nodes!.flatMap(node => paths!.map(path => ({ node, path })));
  }

  private renderVolume(disk: ResolvedDisk): k8s.KubePersistentVolumeProps {
    return {
      metadata: { name: disk.volumeName, labels: this.props.labels && { ...this.props.labels } },
      spec: {
        accessModes: [AccessMode.READ_WRITE_ONCE],
        capacity: { storage: quantity(disk.size) },
        local: { fsType: this.props.fsType, path: disk.path },
        mountOptions: this.mountOptions,
        nodeAffinity: onNode(disk),
        persistentVolumeReclaimPolicy: this.reclaimPolicy,
        storageClassName: this.storageClassName,
        volumeMode: this.props.volumeMode ?? VolumeMode.FILESYSTEM,
      },
    };
  }
}
