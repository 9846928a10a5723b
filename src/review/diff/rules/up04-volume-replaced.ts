import { DataLocation, dataLocationsOf } from '../data-locations';
import { Effect, UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding } from '../runbooks/steps';

export const UP04: UpdateRule = {
  id: 'UP04',
  verdict: 'loses-data',
  title: 'Another volume where the data was',
  looksAt: 'what is behind each mount of a volume that stays: claim, template, hostPath, share',
  why: 'The server accepts it, and the program starts without a word on what is there now: an empty volume, or somebody else\'s.',
  fix: 'Mount the volume that was there, or take its data along first.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const places = dataLocationsOf(after);
    const swapped = dataLocationsOf(before).flatMap(place => {
      const now = places.find(candidate => candidate.container === place.container && candidate.directory === place.directory);
      // Templates that are gone have a rule of their own, and so have claims that were renamed.
      return !now || now.volume === place.volume || isTemplate(place) || isMoved(place, now) ? [] : [{ place, now, rebinding: rebindingOf(place, now) }];
    });
    // All at once, for it starts again only once.
    const rebindings = swapped.flatMap(({ rebinding }) => rebinding ?? []);
    const runbook = rebindings.length === swapped.length ? rebindRunbook('Take the volume along to the new claim', { old: old!, new: new_! }, rebindings) : undefined;
    return swapped.map(({ place, now }): Effect => ({
      verdict: 'loses-data',
      path: [...after.podPath, 'volumes'],
      message: `mounts ${now.volume} at ${place.directory}, where ${place.volume} was: what is there stays, and nobody reads it any more`,
      runbook,
    }));

    /** From a claim that is known to one that is new. */
    function rebindingOf(place: DataLocation, now: DataLocation): Rebinding | undefined {
      const [from, to] = [place, now].map(({ volume }) => /^claim (\S+)$/.exec(volume)?.[1]);
      const spec = from === undefined ? undefined : context.old.find('PersistentVolumeClaim', from, old!)?.spec;
      return from !== undefined && to !== undefined && spec && !context.old.find('PersistentVolumeClaim', to, old!) ? { from, to, spec } : undefined;
    }

    function isMoved(place: DataLocation, now: DataLocation): boolean {
      const claim = context.old.find('PersistentVolumeClaim', place.volume.replace(/^claim /, ''), old!);
      const successor = claim && context.successorOf(claim);
      return successor !== undefined && now.volume === `claim ${successor.name}`;
    }
  },
};

function isTemplate({ volume }: DataLocation): boolean {
  return volume.startsWith('claim template ');
}
