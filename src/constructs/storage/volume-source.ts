import { SecretReference } from './secret-reference';

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
  /** Name of the target: `iqn.2001-04.com.example:storage`. */
  readonly iqn: string;
  /** Number of the logical unit, 0 to 255. */
  readonly lun: number;

  /**
   * Further addresses of the target, for multipath.
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
   * @default - that of the node
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

/** A volume of a CSI driver that exists in the storage system. */
export interface CsiSource {
  /** Name of the driver, as its CSIDriver object has it. */
  readonly driver: string;
  /** Handle of the volume, as the driver documents it. */
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
   * Secret for preparing the volume on a node.
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

/** A Fibre Channel disk: world wide names with a unit, or identifiers. */
export interface FcSource {
  /**
   * World wide names of the target, with `lun`.
   *
   * @default - `wwids` are required
   */
  readonly targetWwns?: string[];

  /**
   * Number of the logical unit, 0 to 255, with `targetWwns`.
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
  /** Value of the node's label `kubernetes.io/hostname`. */
  readonly node: string;
  /** Absolute path on the node. */
  readonly path: string;

  /**
   * File system that the kubelet makes when the path is a device; local volumes only.
   *
   * @default - the path is a directory
   */
  readonly fsType?: string;
}

/**
 * Storage that exists already.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes
 */
export class VolumeSource {
  /** A directory that an NFS server exports. */
  public static nfs(source: NfsSource): VolumeSource {
    return new VolumeSource('nfs', { nfs: source });
  }

  /** A disk that an iSCSI target offers. */
  public static iscsi(source: IscsiSource): VolumeSource {
    return new VolumeSource('iscsi', { iscsi: source });
  }

  /** A volume of a CSI driver, by its handle. */
  public static csi(source: CsiSource): VolumeSource {
    return new VolumeSource('csi', { csi: source });
  }

  /** A disk of a Fibre Channel network. */
  public static fc(source: FcSource): VolumeSource {
    return new VolumeSource('fc', { fc: source });
  }

  /** A disk or directory of one node. For many of them, see LocalDiskPool. */
  public static local(source: NodePathSource): VolumeSource {
    return new VolumeSource('local', { local: source });
  }

  /** A directory of one node, without the checks that local volumes have: for tests. */
  public static hostPath(source: NodePathSource): VolumeSource {
    return new VolumeSource('hostPath', { hostPath: source });
  }

  private constructor(
    /** Kubernetes' name of the kind: `nfs`, `iscsi`, `csi`, `fc`, `local` or `hostPath`. */
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
