import { isWithin } from '../../catalog/paths';
import { isSame } from '../apiserver/normal';
import { enginesOf } from '../inventory/data-directory';
import { Workload } from '../inventory/inventory';
import { Mount, VolumeSource, devicesOf, isPersistent, mountsOf } from '../inventory/mounts';

/** A directory in which a container keeps data that outlives its pod. */
export interface DataLocation {
  /** Name of the container. */
  readonly container: string;
  /** Directory as the container sees it. */
  readonly directory: string;
  readonly volume: VolumeSource;
  /** Directory in the volume, empty for its root. */
  readonly subPath: string;
  /** The engine, if its data directory is known. */
  readonly engine?: string;
  /** Whether the container runs an engine whose data directories are known. */
  readonly isKnownProgram: boolean;
  /** The mount that holds the directory: where it is, and its directory in the volume. */
  readonly mount: { readonly directory: string; readonly subPath: string };
}

/** The data directories of known engines, and every other mount of a persistent volume. */
export function dataLocationsOf(workload: Workload): DataLocation[] {
  const engines = enginesOf(workload);
  const all = [...mountsOf(workload), ...devicesOf(workload)];
  return (workload.pod.containers ?? []).flatMap((container: any): DataLocation[] => {
    const known = engines.find(found => found.container === container && found.directories.length > 0);
    const mounts = all.filter(mount => mount.container === container).flatMap(mount => locationOf(mount, known !== undefined));
    if (!known) {
      return mounts;
    }
    const locations = known.directories.flatMap(directory => {
      const mount = mounts.filter(candidate => isWithin(directory, candidate.directory)).sort((a, b) => b.directory.length - a.directory.length)[0];
      return mount
        ? [{ ...mount, directory, subPath: joined(mount.subPath, directory.slice(mount.directory.length)), engine: known.engine.name }]
        : [];
    });
    // Further volumes of the engine, such as one for its log or its backups, hold data too.
    const others = mounts.filter(mount => !locations.some(location => isSameVolume(location.volume, mount.volume)));
    return [...locations, ...others];
  });
}

function locationOf({ container, path, subPath, isReadOnly, volume }: Mount, isKnownProgram: boolean): DataLocation[] {
  const mount = { directory: path.replace(/(.)\/+$/, '$1'), subPath: joined('', subPath ?? '') };
  return volume === undefined || isReadOnly || !isPersistent(volume) || isOfNode(volume) ? []
    : [{ container: container.name ?? '', ...mount, volume, mount, isKnownProgram }];
}

/**
 * Directories that belong to the operating system and the container runtime of a node:
 * https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html
 */
const NODE_DIRECTORIES =
  /^\/$|^\/(boot|dev|etc|lib|lib64|proc|run|sys|usr|var\/(log|run)|(var\/lib|run|opt)\/(cni|containerd|docker|kubelet|calico|crio))(\/|$)/;

/** Whether a hostPath is a file, a device or a directory of the node, which the workload uses and does not fill. */
function isOfNode(volume: VolumeSource): boolean {
  return volume.type === 'inline' && volume.field === 'hostPath'
    && (['File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice'].includes(volume.source?.type)
      || NODE_DIRECTORIES.test(String(volume.source?.path ?? '')));
}

/** Whether two volumes of pods are the same storage. The type of a hostPath says how it is checked, not where it is. */
export function isSameVolume(a: VolumeSource, b: VolumeSource): boolean {
  return a.type === 'inline' && b.type === 'inline' && a.field === 'hostPath' && b.field === 'hostPath'
    ? a.source?.path === b.source?.path
    : isSame(a, b);
}

/** A volume in a message: `claim template 'data'`, `claim 'orders'`, `hostPath '/srv'`. */
export function volumeText(volume: VolumeSource): string {
  switch (volume.type) {
    case 'claimTemplate': return `claim template '${volume.name}'`;
    case 'claim': return `claim '${volume.name}'`;
    case 'ephemeralClaim': return 'an ephemeral volume';
    default: return `${volume.field} ${volume.field === 'hostPath' ? `'${volume.source?.path ?? ''}'` : JSON.stringify(volume.source)}`;
  }
}

/** A location in a message: `'pgdata' in claim template 'data'`. */
export function locationText({ volume, subPath }: DataLocation): string {
  return subPath === '' ? `the root of ${volumeText(volume)}` : `'${subPath}' in ${volumeText(volume)}`;
}

function joined(a: string, b: string): string {
  return [a, b].map(path => path.replace(/^\/+|\/+$/g, '')).filter(path => path !== '').join('/');
}
