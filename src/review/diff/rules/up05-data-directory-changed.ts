import { isWithin } from '../../../catalog/paths';
import { Workload, templatesOf } from '../../inventory/inventory';
import { containerPairs, successorOfContainer } from '../container-pairs';
import { DataLocation, dataLocationsOf, isSameVolume, locationText, volumeText } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { moveRunbook } from '../runbooks/move-data';

export const UP05: UpdateRule = {
  id: 'UP05',
  verdict: 'loses-data',
  title: 'Data directory has moved',
  looksAt: '`mountPath` and `subPath` of persistent volumes, and the variable or argument that sets an engine\'s data directory',
  why: 'The engine finds an empty directory and initializes a new database there. The pod becomes ready without its data, and '
    + 'the data stays in the former directory.',
  fix: 'Keep the directory and the mount path, change both so that the engine finds its data again, or move the data while the engine is stopped.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const locations = dataLocationsOf(after);
    const former = dataLocationsOf(before);
    const candidatesOf = (location: DataLocation) => {
      const successor = successorOfContainer(before, after, location.container);
      return locations.filter(({ container }) => container === successor);
    };
    const isKept = (location: DataLocation) => candidatesOf(location).some(candidate => isFound(location, candidate, before, after));
    const moved = former.flatMap(location => {
      const candidates = candidatesOf(location);
      if (isReplaced(location, candidates) || isKept(location) || former.some(other => isShared(location, other, candidates) && isKept(other))) {
        return [];
      }
      const onSameVolume = candidates.filter(({ volume }) => isSameVolume(volume, location.volume));
      const now = location.engine === undefined ? onSameVolume[0] : onSameVolume.find(({ engine }) => engine === location.engine);
      const claims = claimsOf(old!, location.volume);
      const canMove = now && now.subPath !== location.subPath && claims.length > 0 && isPlain(now.subPath) && isPlain(location.subPath);
      return [{ location, now, move: canMove ? { claims, from: location.subPath, to: now.subPath } : undefined }];
    });
    // One runbook for all directories: the workload restarts once.
    const moves = moved.flatMap(({ move }) => move ?? []);
    const runbook = moves.length === moved.length ? moveRunbook({ old: old!, new: new_! }, before.pod, moves) : undefined;
    return moved.map(({ location, now }): Effect => {
      const path = [...after.podPath, 'containers', now?.container ?? successorOfContainer(before, after, location.container) ?? location.container];
      // Another image may keep its data in another directory: then the new mount is right.
      return isElsewhereInOtherImage(location, now)
        ? { verdict: 'unknown', path, message: `${messageOf(location, now)}; whether the new image keeps its data at ${now!.directory} is unknown` }
        : { verdict: 'loses-data', path, message: messageOf(location, now), runbook };
    });

    function isElsewhereInOtherImage({ engine, container: name, subPath }: DataLocation, now: DataLocation | undefined): boolean {
      const [container, successor] = [...containerPairs(before!, after!)].find(([was]) => (was.name ?? '') === name) ?? [];
      return engine === undefined && now?.subPath === subPath && container?.image !== successor?.image;
    }

    /** Whether UP03 or UP04 reports the location. */
    function isReplaced({ volume, directory }: DataLocation, candidates: DataLocation[]): boolean {
      const isTemplateRemoved = volume.type === 'claimTemplate' && !templatesOf(new_!).some(({ metadata }) => metadata?.name === volume.name);
      return isTemplateRemoved || candidates.some(candidate => candidate.directory === directory && !isSameVolume(candidate.volume, volume));
    }
  },
};

function messageOf(location: DataLocation, now: DataLocation | undefined): string {
  if (location.engine !== undefined) {
    return `keeps the data of ${location.engine} ${now ? `in ${locationText(now)}` : 'in a directory that is not on a volume'} `
      + `instead of ${locationText(location)}`;
  }
  return now ? `mounts ${locationText(now)} at ${now.directory} instead of ${locationText(location)} at ${location.directory}`
    : `no longer mounts ${volumeText(location.volume)}, which was at ${location.directory}`;
}

/** Whether a location is that of another container too: of an engine, or of one that stays while this container, such as a sidecar, is removed. */
function isShared(location: DataLocation, other: DataLocation, candidates: DataLocation[]): boolean {
  const isOther = other.engine !== undefined || (other.container !== location.container && candidates.length === 0);
  return location.engine === undefined && isOther && isSameVolume(location.volume, other.volume)
    && (isWithin(`/${other.subPath}`, `/${location.subPath}`) || isWithin(`/${location.subPath}`, `/${other.subPath}`));
}

/**
 * Whether the container finds its data in a location. An unknown program finds it at another path only if its arguments or
 * variables name both paths.
 */
function isFound(location: DataLocation, now: DataLocation, before: Workload, after: Workload): boolean {
  // Where the engine of one side is not known, only the mounts can be compared.
  if (location.isKnownProgram !== now.isKnownProgram) {
    return isSameVolume(now.volume, location.volume) && now.mount.subPath === location.mount.subPath
      && now.mount.directory === location.mount.directory;
  }
  if (!isSameVolume(now.volume, location.volume) || now.subPath !== location.subPath) {
    return false;
  }
  const isConfigured = () => configurationOf(before, location).includes(location.directory) && configurationOf(after, now).includes(now.directory);
  // An engine does not look for its data at a mount beside its data directory.
  const isLookedAt = location.engine === undefined || now.engine !== undefined;
  return (now.directory === location.directory && isLookedAt) || (location.engine !== undefined && now.engine !== undefined) || isConfigured();
}

function configurationOf({ pod }: Workload, { container: name }: DataLocation): string {
  const { env, command, args } = (pod.containers ?? []).find((container: any) => (container.name ?? '') === name) ?? {};
  return JSON.stringify([env, command, args]);
}

function isPlain(path: string): boolean {
  return /^[\w./-]*$/.test(path) && !path.includes('..');
}
