import { k8s } from 'cdk8s-plus-27';
import {
  checkCustom, checkFieldItems, checkFileItems, checkHostPath, checkMode, checkProjections, checkReference, checkSizeLimit,
} from './volume-check';
import {
  ClaimVolumeOptions, CsiEphemeralOptions, EmptyDirOptions, EphemeralOptions, FilesOptions, HostPathOptions, MountPropagation,
  ProjectedSource,
} from './volume-props';
import { fieldItems, files, projection } from './volume-render';
import { ResolvedClaim } from '../storage/claim-check';
import { AccessMode, VolumeMode } from '../storage/storage-modes';
import { Finding } from '../support/finding';
import { input, makeOf } from '../support/input';
import { quantity } from '../support/quantity';

/**
 * A volume of a pod, of any kind that a pod should use.
 *
 * Storage that a pod names directly (`nfs`, `iscsi`, a cloud disk) is an error that names the construct to use instead,
 * which has a size, access modes and a reclaim policy.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume {
  /** An empty directory that is deleted with the pod. */
  public static emptyDir(name: string, options: EmptyDirOptions = {}): Volume {
    return makeOf(Volume, input('EmptyDirOptions', options), () => {
      const { sizeLimit, memory } = options;
      const wrong = checkSizeLimit(name, sizeLimit);
      return new Volume(name, {
        name, emptyDir: { medium: memory ? 'Memory' : undefined, sizeLimit: sizeLimit && wrong.length === 0 ? quantity(sizeLimit) : undefined },
      }, wrong);
    });
  }

  /** The keys of a ConfigMap as read-only files. */
  public static configMap(name: string, configMapName: string, options: FilesOptions = {}): Volume {
    return makeOf(Volume, input('FilesOptions', options), () => new Volume(name, { name, configMap: { name: configMapName, ...files(options) } },
      [...checkReference(name, 'ConfigMap', configMapName), ...checkMode(name, options.defaultMode), ...checkFileItems(name, options.items)]));
  }

  /** The keys of a Secret as read-only files, in memory. */
  public static secret(name: string, secretName: string, options: FilesOptions = {}): Volume {
    return makeOf(Volume, input('FilesOptions', options), () => new Volume(name, { name, secret: { secretName, ...files(options) } },
      [...checkReference(name, 'Secret', secretName), ...checkMode(name, options.defaultMode), ...checkFileItems(name, options.items)]));
  }

  /** Fields of the pod as files: `{ labels: 'metadata.labels' }`. */
  public static downwardApi(name: string, fields: { [path: string]: string }): Volume {
    return makeOf(Volume, input('{string}', fields, 'fields'),
      () => new Volume(name, { name, downwardApi: { items: fieldItems(fields) } }, checkFieldItems(name, fields)));
  }

  /** Several sources in one directory. */
  public static projected(name: string, sources: ProjectedSource[]): Volume {
    return makeOf(Volume, input('[ProjectedSource]', sources, 'sources'),
      () => new Volume(name, { name, projected: { sources: sources.map(projection) } }, checkProjections(name, sources)));
  }

  /**
   * A path of the node, for daemons. A pod on another node gets the path of that node, so do not store data there. The
   * namespace needs the Pod Security level *privileged*.
   */
  public static hostPath(name: string, options: HostPathOptions): Volume {
    return makeOf(Volume, input('HostPathOptions', options), () => {
      const { path, pathType } = options;
      return new Volume(name, { name, hostPath: { path, type: pathType } }, checkHostPath(name, path, pathType));
    });
  }

  /** An existing claim in the namespace of the pod. */
  public static claim(name: string, claimName: string, options: ClaimVolumeOptions = {}): Volume {
    return makeOf(Volume, input('ClaimVolumeOptions', options), () => new Volume(name, {
      name, persistentVolumeClaim: { claimName, readOnly: options.readOnly ? true : undefined },
    }, checkReference(name, 'claim', claimName)));
  }

  /** Storage of a tier that is created for the pod and deleted with it. The claim is called `<pod>-<name>`. */
  public static ephemeral(name: string, options: EphemeralOptions): Volume {
    return makeOf(Volume, input('EphemeralOptions', options), () => {
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
    });
  }

  /** A volume that a CSI driver creates for one pod. */
  public static csiEphemeral(name: string, options: CsiEphemeralOptions): Volume {
    return makeOf(Volume, input('CsiEphemeralOptions', options), () => {
      const { driver, readOnly, fsType, attributes, nodePublishSecretName } = options;
      return new Volume(name, {
        name,
        csi: {
          driver,
          fsType,
          readOnly: readOnly ? true : undefined,
          volumeAttributes: attributes && { ...attributes },
          nodePublishSecretRef: nodePublishSecretName === undefined ? undefined : { name: nodePublishSecretName },
        },
      }, [
        ...checkReference(name, 'CSI driver', driver),
        ...nodePublishSecretName === undefined ? [] : checkReference(name, 'Secret', nodePublishSecretName),
      ]);
    });
  }

  /**
   * A volume as a Kubernetes struct. Kinds that name storage directly in the pod, and kinds that Kubernetes has removed,
   * are errors at synthesis.
   */
  public static custom(volume: k8s.Volume): Volume {
    return makeOf(Volume, input('k8s.Volume', volume), () => new Volume(volume.name, volume, checkCustom(volume)));
  }

  private constructor(
    /** Name of the volume in the pod. */
    public readonly name: string,
    /** @internal */
    public readonly _volume: k8s.Volume,
    /** @internal */
    public readonly _findings: Finding[] = [],
    /** @internal */
    public readonly _claim?: ResolvedClaim,
  ) {}
}

/** A volume and its mount in the main container. */
export interface VolumeMount {
  /** The volume. One volume may be mounted several times. */
  readonly volume: Volume;

  /** Absolute path of the mount in the container. */
  readonly mountPath: string;

  /**
   * Whether the mount is read-only.
   *
   * @default - true for ConfigMap, Secret, downward API and projected volumes and for a read-only claim, otherwise false
   */
  readonly readOnly?: boolean;

  /**
   * Directory or file of the volume that is mounted instead of the root. A mount with a subPath does not follow changes of
   * a ConfigMap.
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
   * Whether later mounts are visible on the other side.
   *
   * @default - no propagation
   */
  readonly mountPropagation?: MountPropagation;
}
