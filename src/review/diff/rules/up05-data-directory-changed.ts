import { Workload, templatesOf } from '../../inventory/inventory';
import { DataLocation, locationText, dataLocationsOf } from '../data-locations';
import { claimsOf } from '../ordinals';
import { Effect, UpdateRule } from '../rule';
import { moveRunbook } from '../runbooks/move-data';

export const UP05: UpdateRule = {
  id: 'UP05',
  verdict: 'loses-data',
  title: 'Data directory elsewhere',
  looksAt: '`mountPath` and `subPath` of volumes that stay, and the variable or argument that names an engine\'s data directory',
  why: 'The engine finds an empty directory and begins anew, healthy and without data. Nothing is deleted, so nobody notices.',
  fix: 'Leave directory and mount as they were, change both so that the data is found again, or move the data while nothing runs.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const places = dataLocationsOf(after);
    const elsewhere = dataLocationsOf(before).flatMap(place => {
      const candidates = places.filter(candidate => candidate.container === place.container);
      if (isReplaced(place, candidates) || candidates.some(candidate => isFound(place, candidate, before, after))) {
        return [];
      }
      const sameVolume = candidates.filter(({ volume }) => volume === place.volume);
      const now = place.engine === undefined ? sameVolume[0] : sameVolume.find(({ engine }) => engine === place.engine);
      const claims = claimsOf(old!, place.volume);
      const canMove = now && now.subPath !== place.subPath && claims.length > 0 && isPlain(now.subPath) && isPlain(place.subPath);
      return [{ place, now, move: canMove ? { claims, from: place.subPath, to: now.subPath } : undefined }];
    });
    // All at once, for it starts again only once.
    const moves = elsewhere.flatMap(({ move }) => move ?? []);
    const runbook = moves.length === elsewhere.length ? moveRunbook({ old: old!, new: new_! }, before.pod, moves) : undefined;
    return elsewhere.map(({ place, now }): Effect => ({ verdict: 'loses-data', path: [...after.podPath, 'containers', place.container], message: messageOf(place, now), runbook }));

    function isReplaced(place: DataLocation, candidates: DataLocation[]): boolean {
      const templates = templatesOf(new_!).map(template => `claim template ${template.metadata?.name}`);
      return (place.volume.startsWith('claim template ') && !templates.includes(place.volume))
        || candidates.some(({ directory, volume }) => directory === place.directory && volume !== place.volume);
    }
  },
};

function messageOf(place: DataLocation, now: DataLocation | undefined): string {
  if (place.engine !== undefined) {
    return `keeps the data of ${place.engine} ${now ? `in ${locationText(now)}` : 'where no volume is mounted'}; it was in ${locationText(place)}`;
  }
  return now ? `mounts ${locationText(now)} at ${now.directory}; it was ${locationText(place)} at ${place.directory}` : `no longer mounts ${place.volume}, which was at ${place.directory}`;
}

/** Whether the container finds there what it kept. A program that is not known finds it at another path only if it is told of it. */
function isFound(place: DataLocation, now: DataLocation, before: Workload, after: Workload): boolean {
  if (now.volume !== place.volume || now.subPath !== place.subPath) {
    return false;
  }
  const isTold = () => wordsOf(before, place).includes(place.directory) && wordsOf(after, now).includes(now.directory);
  return now.directory === place.directory || (place.engine !== undefined && now.engine === place.engine) || isTold();
}

function wordsOf({ pod }: Workload, { container: name }: DataLocation): string {
  const { env, command, args } = (pod.containers ?? []).find((container: any) => (container.name ?? '') === name) ?? {};
  return JSON.stringify([env, command, args]);
}

function isPlain(path: string): boolean {
  return /^[\w./-]*$/.test(path) && !path.includes('..');
}
