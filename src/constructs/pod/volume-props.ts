import { Size } from 'cdk8s';
import { AccessMode } from '../storage/storage-modes';
import { IStorageTier } from '../storage/storage-tier-props';

/**
 * What has to be at a path of the node before a pod starts.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types
 */
export enum HostPathType {
  /** A directory that exists. */
  DIRECTORY = 'Directory',
  /** A directory, made by the kubelet with mode 0755 for root if it is missing. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** A file that exists. */
  FILE = 'File',
  /** A file, made by the kubelet with mode 0644 for root if it is missing; its directory has to exist. */
  FILE_OR_CREATE = 'FileOrCreate',
  /** A UNIX socket. Mount its directory instead where you can: the socket is another one after each restart. */
  SOCKET = 'Socket',
  /** A character device. */
  CHAR_DEVICE = 'CharDevice',
  /** A block device. */
  BLOCK_DEVICE = 'BlockDevice',
}

/**
 * Whether mounts that appear later are seen on the other side.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
 */
export enum MountPropagation {
  /** Neither way. */
  NONE = 'None',
  /** The container sees mounts that the node makes later. */
  HOST_TO_CONTAINER = 'HostToContainer',
  /** Both ways; the container must be privileged. */
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
   * Whether it lives in memory, counted against the memory of the container.
   *
   * @default false
   */
  readonly memory?: boolean;
}

/** Options of {@link Volume.configMap} and {@link Volume.secret}. */
export interface FilesOptions {
  /**
   * Keys that become files, by path within the volume.
   *
   * @default - every key is a file of its name
   */
  readonly items?: { [path: string]: string };

  /**
   * Mode of the files, as the number that `0o440` is.
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
  /** What has to be there. */
  readonly pathType: HostPathType;
}

/** Options of {@link Volume.claim}. */
export interface ClaimVolumeOptions {
  /**
   * Whether the pod may only read, as a claim with ReadOnlyMany needs it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Options of {@link Volume.ephemeral}. */
export interface EphemeralOptions {
  /** Capacity asked for. */
  readonly size: Size;

  /** Where the storage comes from. */
  readonly tier: IStorageTier;

  /**
   * Who may mount the volume.
   *
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
}

/** Options of {@link Volume.csiEphemeral}. */
export interface CsiEphemeralOptions {
  /** Name of a CSI driver that makes volumes for one pod, such as `secrets-store.csi.k8s.io`. */
  readonly driver: string;

  /**
   * Whether the pod may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * File system that the driver makes.
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
   * Name of a Secret in the namespace of the pod for the driver.
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
   * Fields of the pod by path of the file: `{ labels: 'metadata.labels' }`.
   *
   * @default - none
   */
  readonly fields?: { [path: string]: string };

  /**
   * File with a token of the pod's service account.
   *
   * @default - none
   */
  readonly tokenPath?: string;

  /**
   * Whom the token is for.
   *
   * @default - the API server
   */
  readonly tokenAudience?: string;

  /**
   * Seconds that the token is valid, at least 600; the kubelet renews it.
   *
   * @default 3600
   */
  readonly tokenSeconds?: number;
}
