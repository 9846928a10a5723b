import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { Volume, VolumeMount } from './volume';
import { isRelativePath } from './volume-check';
import { MountPropagation } from './volume-props';
import { checkClaim } from '../storage/claim-check';
import { AccessMode } from '../storage/storage-modes';
import { Finding, error } from '../support/finding';
import { LABEL_NAME, checkName } from '../support/names';

/** Name of the volume for the scratch directories. */
export const SCRATCH_VOLUME = 'scratch';
/** Name of the volume with the config files. */
export const CONFIG_VOLUME = 'config';
/** Name of the volume with single config files. */
export const CONFIG_FILES_VOLUME = 'config-files';

/** Kinds of volumes that are always read-only. */
const READ_ONLY_KINDS = ['configMap', 'secret', 'downwardApi', 'projected'] as const;

/** The volume in the pod. */
export function renderVolume(volume: Volume): k8s.Volume {
  return volume._volume;
}

/** The mount in the main container. */
export function renderMount(mount: VolumeMount): k8s.VolumeMount {
  return {
    mountPath: mount.mountPath,
    mountPropagation: mount.mountPropagation,
    name: mount.volume.name,
    readOnly: isReadOnly(mount) ? true : undefined,
    subPath: mount.subPath,
    subPathExpr: mount.subPathExpr,
  };
}

/** The mount of a read-only claim has to be read-only too, because the access mode alone is not enforced. */
function isReadOnly({ volume, readOnly }: VolumeMount): boolean {
  const { persistentVolumeClaim, csi } = volume._volume;
  return readOnly ?? (READ_ONLY_KINDS.some(kind => volume._volume[kind] !== undefined) || persistentVolumeClaim?.readOnly || csi?.readOnly || false);
}

/**
 * Errors for additional volumes that the API server would refuse. Duplicate paths are checked with all paths of the
 * container.
 */
export function checkMounts(scope: IConstruct, prop: string, mounts: VolumeMount[], privileged: boolean): Finding[] {
  if (mounts.length === 0) {
    return [];
  }
  const volumes = [...new Set(mounts.map(mount => mount.volume))];
  return [
    ...volumes.flatMap(volume => [...checkName('CS196', `name of a volume in ${prop}`, volume.name, LABEL_NAME), ...volume._findings,
      ...volume._claim ? [...checkAccessMode(volume), ...checkClaim(scope, `volume '${volume.name}'`, volume._claim)] : []]),
    ...mounts.flatMap(mount => checkMount(`${prop} '${mount.volume.name}'`, mount, privileged)),
  ];
}

function checkAccessMode({ name, _claim }: Volume): Finding[] {
  const modes: unknown[] = Object.values(AccessMode);
  return modes.includes(_claim?.accessMode) ? []
    : [error('CS133', `volume '${name}'.accessMode`, _claim?.accessMode, `one of ${modes.join(', ')}`, 'use a member of AccessMode')];
}

function checkMount(at: string, { mountPath, subPath, subPathExpr, mountPropagation }: VolumeMount, privileged: boolean): Finding[] {
  const wrongPath = typeof mountPath !== 'string' || !mountPath.startsWith('/') || mountPath.includes(':') || mountPath.split('/').includes('..')
    || /^\/+$/.test(mountPath);
  const wrongPart = [subPath, subPathExpr].find(part => part !== undefined && !isRelativePath(part));
  const propagations: unknown[] = [undefined, ...Object.values(MountPropagation)];
  return [
    ...wrongPath ? [error('CS197', `mountPath of ${at}`, mountPath, "an absolute path other than / without ':' and '..'",
      'give the path in the container')] : [],
    ...wrongPart !== undefined ? [error('CS197', `subPath of ${at}`, wrongPart, "a relative path without '..'",
      'name a directory inside the volume')] : [],
    ...subPath !== undefined && subPathExpr !== undefined
      ? [error('CS197', `subPath of ${at}`, subPath, 'one of subPath and subPathExpr', 'leave one of them out')] : [],
    ...propagations.includes(mountPropagation) ? [] : [error('CS198', `mountPropagation of ${at}`, mountPropagation,
      `one of ${Object.values(MountPropagation).join(', ')}`, 'use a member of MountPropagation')],
    ...mountPropagation === MountPropagation.BIDIRECTIONAL && !privileged ? [error('CS198', `mountPropagation of ${at}`, mountPropagation,
      'None or HostToContainer for a container that is not privileged',
      'set privileged on a NodeDaemon, or let mounts propagate to the container only')] : [],
  ];
}
