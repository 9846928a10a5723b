import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { ResolvedClaim } from '../storage/claim-check';
import { AccessMode, VolumeMode } from '../storage/storage-modes';
import { IStorageTier } from '../storage/storage-tier';
import {
  checkCustom, checkFieldItems, checkFileItems, checkHostPath, checkMode, checkProjections, checkReference, checkSizeLimit, fieldItems, files, projection,
} from './volume-check';
import { Finding } from '../support/finding';
import { quantity } from '../support/quantity';

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

/**
 * A volume of a pod, of every kind that Kubernetes has and that a pod should use.
 *
 * Storage that a pod names directly (`nfs`, `iscsi`, a cloud disk) is refused with the construct to use instead: there
 * its size, modes and reclaim policy have a place.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume {
  /** An empty directory that lives as long as the pod. */
  public static emptyDir(name: string, options: EmptyDirOptions = {}): Volume {
    const { sizeLimit, memory } = options;
    const wrong = checkSizeLimit(name, sizeLimit);
    return new Volume(name, { name, emptyDir: { medium: memory ? 'Memory' : undefined, sizeLimit: sizeLimit && wrong.length === 0 ? quantity(sizeLimit) : undefined } }, wrong);
  }

  /** The keys of a ConfigMap as read-only files. */
  public static configMap(name: string, configMapName: string, options: FilesOptions = {}): Volume {
    return new Volume(name, { name, configMap: { name: configMapName, ...files(options) } },
      [...checkReference(name, 'ConfigMap', configMapName), ...checkMode(name, options.defaultMode), ...checkFileItems(name, options.items)]);
  }

  /** The keys of a Secret as read-only files, in memory. */
  public static secret(name: string, secretName: string, options: FilesOptions = {}): Volume {
    return new Volume(name, { name, secret: { secretName, ...files(options) } },
      [...checkReference(name, 'Secret', secretName), ...checkMode(name, options.defaultMode), ...checkFileItems(name, options.items)]);
  }

  /** Fields of the pod as files: `{ labels: 'metadata.labels' }`. */
  public static downwardApi(name: string, fields: { [path: string]: string }): Volume {
    return new Volume(name, { name, downwardApi: { items: fieldItems(fields) } }, checkFieldItems(name, fields));
  }

  /** Several sources in one directory. */
  public static projected(name: string, sources: ProjectedSource[]): Volume {
    return new Volume(name, { name, projected: { sources: (sources ?? []).map(projection) } }, checkProjections(name, sources));
  }

  /** A path of the node. Pods elsewhere see another node's path: for daemons, not for data that moves. It needs a namespace with the Pod Security level *privileged*. */
  public static hostPath(name: string, options: HostPathOptions): Volume {
    const { path, pathType } = options ?? {};
    return new Volume(name, { name, hostPath: { path, type: pathType } }, checkHostPath(name, path, pathType));
  }

  /** A claim that exists, in the namespace of the pod. */
  public static claim(name: string, claimName: string, options: ClaimVolumeOptions = {}): Volume {
    return new Volume(name, { name, persistentVolumeClaim: { claimName, readOnly: options.readOnly ? true : undefined } }, checkReference(name, 'claim', claimName));
  }

  /** Storage of a tier that is made for the pod and deleted with it. The claim is called `<pod>-<name>`. */
  public static ephemeral(name: string, options: EphemeralOptions): Volume {
    const claim: ResolvedClaim = { ...options, accessMode: options.accessMode ?? AccessMode.READ_WRITE_ONCE, volumeMode: VolumeMode.FILESYSTEM };
    const { size, tier, accessMode } = claim;
    return new Volume(name, {
      name,
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: [accessMode], resources: { requests: { storage: quantity(size) } }, storageClassName: tier.storageClassName },
        },
      },
    }, [], claim);
  }

  /** A volume that a CSI driver makes for one pod. */
  public static csiEphemeral(name: string, options: CsiEphemeralOptions): Volume {
    const { driver, readOnly, fsType, attributes, nodePublishSecretName } = options;
    return new Volume(name, {
      name,
      csi: {
        driver,
        fsType,
        readOnly: readOnly ? true : undefined,
        volumeAttributes: attributes,
        nodePublishSecretRef: nodePublishSecretName === undefined ? undefined : { name: nodePublishSecretName },
      },
    }, [
      ...checkReference(name, 'CSI driver', driver),
      ...nodePublishSecretName === undefined ? [] : checkReference(name, 'Secret', nodePublishSecretName),
    ]);
  }

  /**
   * A volume in Kubernetes' own words. Kinds that name storage directly in the pod, and those that Kubernetes has given
   * up, are errors at synthesis.
   */
  public static custom(volume: k8s.Volume): Volume {
    return new Volume(volume?.name, volume ?? {}, checkCustom(volume));
  }

  private constructor(
    /** Name of the volume within the pod. */
    public readonly name: string,
    /** @internal */
    public readonly _volume: k8s.Volume,
    /** @internal */
    public readonly _findings: Finding[] = [],
    /** @internal */
    public readonly _claim?: ResolvedClaim,
  ) {}
}

/** A volume and where the main container sees it. */
export interface VolumeMount {
  /** The volume; the same one may be mounted twice. */
  readonly volume: Volume;

  /** Absolute path in the container. */
  readonly mountPath: string;

  /**
   * Whether the container may only read.
   *
   * @default - true for ConfigMap, Secret, downward API and projected volumes and for a read-only claim, else false
   */
  readonly readOnly?: boolean;

  /**
   * Directory or file within the volume that is mounted instead of its root. It does not follow changes of a ConfigMap.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;

  /**
   * {@link VolumeMount.subPath} with references to environment variables: `$(POD_NAME)`.
   *
   * @default - none
   */
  readonly subPathExpr?: string;

  /**
   * Whether mounts that appear later are seen on the other side.
   *
   * @default - neither way
   */
  readonly mountPropagation?: MountPropagation;
}
