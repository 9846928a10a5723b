import { Workload, templatesOf } from '../../inventory/inventory';
import { Place, placeText, placesOf } from '../data-places';
import { claimsOf } from '../members';
import { Judgement, UpdateRule } from '../rule';
import { movedWithin } from '../runbooks/move-directory';

export const UP05: UpdateRule = {
  id: 'UP05',
  verdict: 'loses-data',
  title: 'Data directory elsewhere',
  looksAt: '`mountPath` and `subPath` of volumes that stay, and the variable or argument that names an engine\'s data directory',
  why: 'The engine finds an empty directory and begins anew, healthy and without data. Nothing is deleted, so nobody notices.',
  fix: 'Leave directory and mount as they were, change both so that the data is found again, or move the data while nothing runs.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  judge: ({ fate, old, new: new_ }, world) => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const places = placesOf(after);
    const elsewhere = placesOf(before).flatMap(place => {
      const candidates = places.filter(candidate => candidate.container === place.container);
      if (isReplaced(place, candidates) || candidates.some(candidate => isFound(place, candidate, before, after))) {
        return [];
      }
      const sameVolume = candidates.filter(({ volume }) => volume === place.volume);
      const now = place.engine === undefined ? sameVolume[0] : sameVolume.find(({ engine }) => engine === place.engine);
      const claims = claimsOf(old!, place.volume);
      const canMove = now && now.within !== place.within && claims.length > 0 && isPlain(now.within) && isPlain(place.within);
      return [{ place, now, move: canMove ? { claims, from: place.within, to: now.within } : undefined }];
    });
    // All at once, for it starts again only once.
    const moves = elsewhere.flatMap(({ move }) => move ?? []);
    const runbook = moves.length === elsewhere.length ? movedWithin({ old: old!, new: new_! }, before.pod, moves) : undefined;
    return elsewhere.map(({ place, now }): Judgement => ({ verdict: 'loses-data', path: [...after.podPath, 'containers', place.container], message: messageOf(place, now), runbook }));

    function isReplaced(place: Place, candidates: Place[]): boolean {
      const templates = templatesOf(new_!).map(template => `claim template ${template.metadata?.name}`);
      return (place.volume.startsWith('claim template ') && !templates.includes(place.volume))
        || candidates.some(({ directory, volume }) => directory === place.directory && volume !== place.volume);
    }
  },
};

function messageOf(place: Place, now: Place | undefined): string {
  if (place.engine !== undefined) {
    return `keeps the data of ${place.engine} ${now ? `in ${placeText(now)}` : 'where no volume is mounted'}; it was in ${placeText(place)}`;
  }
  return now ? `mounts ${placeText(now)} at ${now.directory}; it was ${placeText(place)} at ${place.directory}` : `no longer mounts ${place.volume}, which was at ${place.directory}`;
}

/** Whether the container finds there what it kept. A program that is not known finds it at another path only if it is told of it. */
function isFound(place: Place, now: Place, before: Workload, after: Workload): boolean {
  if (now.volume !== place.volume || now.within !== place.within) {
    return false;
  }
  const isTold = () => wordsOf(before, place).includes(place.directory) && wordsOf(after, now).includes(now.directory);
  return now.directory === place.directory || (place.engine !== undefined && now.engine !== undefined) || isTold();
}

function wordsOf({ pod }: Workload, { container: name }: Place): string {
  const { env, command, args } = (pod.containers ?? []).find((container: any) => (container.name ?? '') === name) ?? {};
  return JSON.stringify([env, command, args]);
}

function isPlain(path: string): boolean {
  return /^[\w./-]*$/.test(path) && !path.includes('..');
}
