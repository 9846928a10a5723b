import { SecretReference } from './secret-reference';
import { input, makeOf } from '../support/input';

/** An NFS export. */
export interface NfsSource {
  /** Host name or address of the server. */
  readonly server: string;
  /** Exported directory. */
  readonly path: string;
}

/** An iSCSI target. */
export interface IscsiSource {
  /** Address of the target: `10.0.2.15:3260`. */
  readonly targetPortal: string;
  /** Qualified name of the target: `iqn.2001-04.com.example:storage`. */
  readonly iqn: string;
  /** LUN, 0 to 255. */
  readonly lun: number;

  /**
   * Additional addresses of the target, for multipath.
   *
   * @default - none
   */
  readonly portals?: string[];

  /**
   * Interface of the initiator.
   *
   * @default 'default'
   */
  readonly iscsiInterface?: string;

  /**
   * Name of the initiator.
   *
   * @default - the name of the node's initiator
   */
  readonly initiatorName?: string;

  /**
   * File system on the disk.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;

  /**
   * Secret of the type `kubernetes.io/iscsi-chap` with the CHAP credentials.
   *
   * @default - no authentication
   */
  readonly chapSecret?: SecretReference;

  /**
   * Whether CHAP is used for the session.
   *
   * @default - true with `chapSecret`
   */
  readonly chapSession?: boolean;

  /**
   * Whether CHAP is used for discovery.
   *
   * @default false
   */
  readonly chapDiscovery?: boolean;
}

/** An existing volume of a CSI driver. */
export interface CsiSource {
  /** Name of the driver, which is the name of its CSIDriver object. */
  readonly driver: string;
  /** Volume handle, as the driver documents it. */
  readonly volumeHandle: string;

  /**
   * File system on the volume.
   *
   * @default - the driver decides
   */
  readonly fsType?: string;

  /**
   * Attributes that the driver documents.
   *
   * @default - none
   */
  readonly attributes?: { [key: string]: string };

  /**
   * Secret for staging the volume on a node.
   *
   * @default - none
   */
  readonly nodeStageSecret?: SecretReference;

  /**
   * Secret for mounting the volume into a pod.
   *
   * @default - none
   */
  readonly nodePublishSecret?: SecretReference;
}

/** A Fibre Channel disk, named by target WWNs with a LUN, or by WWIDs. */
export interface FcSource {
  /**
   * World wide names of the target, together with `lun`.
   *
   * @default - `wwids` are required
   */
  readonly targetWwns?: string[];

  /**
   * LUN, 0 to 255, together with `targetWwns`.
   *
   * @default - `wwids` are required
   */
  readonly lun?: number;

  /**
   * World wide identifiers of the disk.
   *
   * @default - `targetWwns` and `lun` are required
   */
  readonly wwids?: string[];

  /**
   * File system on the disk.
   *
   * @default 'ext4'
   */
  readonly fsType?: string;
}

/** A path of one node. */
export interface NodePathSource {
  /** Value of the label `kubernetes.io/hostname` of the node. */
  readonly node: string;
  /** Absolute path on the node. */
  readonly path: string;

  /**
   * File system that the kubelet creates if the path is a device; for local volumes only.
   *
   * @default - the path is a directory
   */
  readonly fsType?: string;
}

/**
 * Existing storage.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes
 */
export class VolumeSource {
  /** A directory that an NFS server exports. */
  public static nfs(source: NfsSource): VolumeSource {
    return makeOf(VolumeSource, input('NfsSource', source), () => new VolumeSource('nfs', { nfs: source }));
  }

  /** A disk that an iSCSI target offers. */
  public static iscsi(source: IscsiSource): VolumeSource {
    return makeOf(VolumeSource, input('IscsiSource', source), () => new VolumeSource('iscsi', { iscsi: source }));
  }

  /** An existing volume of a CSI driver, by its handle. */
  public static csi(source: CsiSource): VolumeSource {
    return makeOf(VolumeSource, input('CsiSource', source), () => new VolumeSource('csi', { csi: source }));
  }

  /** A disk of a Fibre Channel network. */
  public static fc(source: FcSource): VolumeSource {
    return makeOf(VolumeSource, input('FcSource', source), () => new VolumeSource('fc', { fc: source }));
  }

  /** A disk or directory of one node. For many disks, see LocalDiskPool. */
  public static local(source: NodePathSource): VolumeSource {
    return makeOf(VolumeSource, input('NodePathSource', source), () => new VolumeSource('local', { local: source }));
  }

  /** A directory of one node, for tests. The kubelet does not check it as it checks a local volume. */
  public static hostPath(source: NodePathSource): VolumeSource {
    return makeOf(VolumeSource, input('NodePathSource', source), () => new VolumeSource('hostPath', { hostPath: source }));
  }

  private constructor(
    /** Kind of the source in Kubernetes: `nfs`, `iscsi`, `csi`, `fc`, `local` or `hostPath`. */
    public readonly kind: string,
    /** @internal */
    public readonly _source: {
      readonly nfs?: NfsSource;
      readonly iscsi?: IscsiSource;
      readonly csi?: CsiSource;
      readonly fc?: FcSource;
      readonly local?: NodePathSource;
      readonly hostPath?: NodePathSource;
    },
  ) {}
}
