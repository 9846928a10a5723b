import { Size } from 'cdk8s';
import { AccessMode } from '../storage/storage-modes';
import { IStorageTier } from '../storage/storage-tier-props';

/**
 * What has to exist at a path of the node before a pod starts.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types
 */
export enum HostPathType {
  /** An existing directory. */
  DIRECTORY = 'Directory',
  /** A directory. If it is missing, the kubelet creates it with mode 0755 and root as its owner. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** An existing file. */
  FILE = 'File',
  /** A file. If it is missing, the kubelet creates it with mode 0644 and root as its owner. Its directory has to exist. */
  FILE_OR_CREATE = 'FileOrCreate',
  /** A UNIX socket. Prefer to mount its directory, because a program creates a new socket at each restart. */
  SOCKET = 'Socket',
  /** A character device. */
  CHAR_DEVICE = 'CharDevice',
  /** A block device. */
  BLOCK_DEVICE = 'BlockDevice',
}

/**
 * Whether later mounts are visible on the other side.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
 */
export enum MountPropagation {
  /** Mounts propagate in neither direction. */
  NONE = 'None',
  /** Later mounts of the node are visible in the container. */
  HOST_TO_CONTAINER = 'HostToContainer',
  /** Mounts propagate in both directions. The container must be privileged. */
  BIDIRECTIONAL = 'Bidirectional',
}

/** Options of {@link Volume.emptyDir}. */
export interface EmptyDirOptions {
  /**
   * Size limit; a pod that exceeds it is evicted.
   *
   * @default - no limit
   */
  readonly sizeLimit?: Size;

  /**
   * Whether the volume is in memory. Its content counts towards the memory limit of the container.
   *
   * @default false
   */
  readonly memory?: boolean;
}

/** Options of {@link Volume.configMap} and {@link Volume.secret}. */
export interface FilesOptions {
  /**
   * Keys to mount, by path of the file in the volume.
   *
   * @default - all keys, each as a file of the same name
   */
  readonly items?: { [path: string]: string };

  /**
   * Mode of the files, as an octal number such as `0o440`.
   *
   * @default 0o644
   */
  readonly defaultMode?: number;

  /**
   * Whether the pod starts without the object.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** Options of {@link Volume.hostPath}. */
export interface HostPathOptions {
  /** Absolute path on the node. */
  readonly path: string;
  /** Type of the file or directory at the path. */
  readonly pathType: HostPathType;
}

/** Options of {@link Volume.claim}. */
export interface ClaimVolumeOptions {
  /**
   * Whether the volume is read-only. A claim with ReadOnlyMany requires this.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Options of {@link Volume.ephemeral}. */
export interface EphemeralOptions {
  /** Requested capacity. */
  readonly size: Size;

  /** Tier that provides the storage. */
  readonly tier: IStorageTier;

  /**
   * Access mode of the volume.
   *
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
}

/** Options of {@link Volume.csiEphemeral}. */
export interface CsiEphemeralOptions {
  /** Name of a CSI driver that creates volumes for one pod, such as `secrets-store.csi.k8s.io`. */
  readonly driver: string;

  /**
   * Whether the volume is read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * File system that the driver creates.
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
   * Name of a Secret for the driver, in the namespace of the pod.
   *
   * @default - none
   */
  readonly nodePublishSecretName?: string;
}

/** One source of a projected volume; exactly one member is set. */
export interface ProjectedSource {
  /**
   * Name of a ConfigMap whose keys become files.
   *
   * @default - none
   */
  readonly configMapName?: string;

  /**
   * Name of a Secret whose keys become files.
   *
   * @default - none
   */
  readonly secretName?: string;

  /**
   * Fields of the pod, by path of the file: `{ labels: 'metadata.labels' }`.
   *
   * @default - none
   */
  readonly fields?: { [path: string]: string };

  /**
   * Path of a file with a token of the ServiceAccount of the pod.
   *
   * @default - none
   */
  readonly tokenPath?: string;

  /**
   * Audience of the token.
   *
   * @default - the API server
   */
  readonly tokenAudience?: string;

  /**
   * Lifetime of the token in seconds, at least 600. The kubelet renews the token.
   *
   * @default 3600
   */
  readonly tokenSeconds?: number;
}
