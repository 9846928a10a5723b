import { Workload, templatesOf } from '../../inventory/inventory';
import { DataLocation, dataLocationsOf, isSameVolume, locationText, volumeText } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { moveRunbook } from '../runbooks/move-data';

export const UP05: UpdateRule = {
  id: 'UP05',
  verdict: 'loses-data',
  title: 'Data directory has moved',
  looksAt: '`mountPath` and `subPath` of persistent volumes, and the variable or argument that sets an engine\'s data directory',
  why: 'The engine finds an empty directory and initializes a new database there. The pod becomes ready without its data, and the data stays in the former directory.',
  fix: 'Keep the directory and the mount path, change both so that the engine finds its data again, or move the data while the engine is stopped.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const locations = dataLocationsOf(after);
    const moved = dataLocationsOf(before).flatMap(location => {
      const candidates = locations.filter(({ container }) => container === location.container);
      if (isReplaced(location, candidates) || candidates.some(candidate => isFound(location, candidate, before, after))) {
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
    return moved.map(({ location, now }): Effect => (
      { verdict: 'loses-data', path: [...after.podPath, 'containers', location.container], message: messageOf(location, now), runbook }));

    /** Whether UP03 or UP04 reports the location. */
    function isReplaced({ volume, directory }: DataLocation, candidates: DataLocation[]): boolean {
      const isTemplateRemoved = volume.type === 'claimTemplate' && !templatesOf(new_!).some(({ metadata }) => metadata?.name === volume.name);
      return isTemplateRemoved || candidates.some(candidate => candidate.directory === directory && !isSameVolume(candidate.volume, volume));
    }
  },
};

function messageOf(location: DataLocation, now: DataLocation | undefined): string {
  if (location.engine !== undefined) {
    return `keeps the data of ${location.engine} ${now ? `in ${locationText(now)}` : 'in a directory that is not on a volume'} instead of ${locationText(location)}`;
  }
  return now ? `mounts ${locationText(now)} at ${now.directory} instead of ${locationText(location)} at ${location.directory}`
    : `no longer mounts ${volumeText(location.volume)}, which was at ${location.directory}`;
}

/** Whether the container finds its data in a location. An unknown program finds it at another path only if its arguments or variables name both paths. */
function isFound(location: DataLocation, now: DataLocation, before: Workload, after: Workload): boolean {
  if (!isSameVolume(now.volume, location.volume) || now.subPath !== location.subPath) {
    return false;
  }
  const isConfigured = () => configurationOf(before, location).includes(location.directory) && configurationOf(after, now).includes(now.directory);
  return now.directory === location.directory || (location.engine !== undefined && now.engine !== undefined) || isConfigured();
}

function configurationOf({ pod }: Workload, { container: name }: DataLocation): string {
  const { env, command, args } = (pod.containers ?? []).find((container: any) => (container.name ?? '') === name) ?? {};
  return JSON.stringify([env, command, args]);
}

function isPlain(path: string): boolean {
  return /^[\w./-]*$/.test(path) && !path.includes('..');
}
