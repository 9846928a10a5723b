import { enginesOf } from '../inventory/data-directory';
import { Workload, templatesOf } from '../inventory/inventory';
import { isWithin } from '../inventory/volumes';

/** Where a container keeps something that outlives it. */
export interface DataLocation {
  readonly container: string;
  /** Directory as the container sees it. */
  readonly directory: string;
  /** What is behind it: `claim template data`, `claim orders`, `hostPath {…}`. */
  readonly volume: string;
  /** Directory in the volume, empty for its root. */
  readonly subPath: string;
  /** The engine, if it is one whose data directory is known. */
  readonly engine?: string;
}

/** Kinds of volumes that hold nothing of their own, or nothing that stays. */
const NO_DATA = ['emptyDir', 'configMap', 'secret', 'downwardAPI', 'projected', 'image', 'ephemeral'];

/** Everything that is kept: the data directories of engines that are known, else every mount of a volume that stays. */
export function dataLocationsOf(workload: Workload): DataLocation[] {
  const engines = enginesOf(workload);
  return (workload.pod.containers ?? []).flatMap((container: any): DataLocation[] => {
    const mounts = mountsOf(workload, container);
    const known = engines.find(found => found.container === container);
    if (!known || known.directories.length === 0) {
      return mounts;
    }
    const places = known.directories.flatMap(directory => {
      const mount = mounts.filter(candidate => isWithin(directory, candidate.directory)).sort((a, b) => b.directory.length - a.directory.length)[0];
      return mount ? [{ ...mount, directory, within: joined(mount.subPath, directory.slice(mount.directory.length)), engine: known.engine.name }] : [];
    });
    // Other volumes of the engine – a log of its own, backups – are places, too.
    const below = mounts.filter(mount => !places.some(place => place.volume === mount.volume));
    return [...places, ...below];
  });
}

function mountsOf({ resource, pod }: Workload, container: any): DataLocation[] {
  const templates = templatesOf(resource).map(template => template.metadata?.name);
  const devices = (container.volumeDevices ?? []).map(({ name, devicePath }: any) => ({ name, mountPath: devicePath }));
  return [...container.volumeMounts ?? [], ...devices].flatMap((mount: any): DataLocation[] => {
    const { name, ...source } = (pod.volumes ?? []).find((volume: any) => volume.name === mount.name) ?? {};
    const kind = Object.keys(source)[0];
    const isTemplate = templates.includes(mount.name);
    if (mount.readOnly === true || (!isTemplate && (kind === undefined || NO_DATA.includes(kind)))) {
      return [];
    }
    const volume = isTemplate ? `claim template ${mount.name}` : kind === 'persistentVolumeClaim' ? `claim ${source[kind].claimName}` : `${kind} ${JSON.stringify(source[kind].path ?? source[kind])}`;
    return [{ container: container.name ?? '', directory: trimmed(mount.mountPath ?? ''), volume, subPath: joined('', mount.subPath ?? mount.subPathExpr ?? '') }];
  });
}

/** How messages call a place: `claim template data, in pgdata`. */
export function locationText({ volume, subPath }: DataLocation): string {
  return subPath === '' ? `the root of ${volume}` : `'${subPath}' of ${volume}`;
}

function joined(a: string, b: string): string {
  return [a, b].map(path => path.replace(/^\/+|\/+$/g, '')).filter(path => path !== '').join('/');
}

function trimmed(path: string): string {
  return path.replace(/(.)\/+$/, '$1');
}
