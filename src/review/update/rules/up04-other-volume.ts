import { Place, placesOf } from '../data-places';
import { Judgement, UpdateRule } from '../rule';
import { keepingVolumes } from '../runbooks/rename';

export const UP04: UpdateRule = {
  id: 'UP04',
  verdict: 'loses-data',
  title: 'Another volume where the data was',
  looksAt: 'what is behind each mount of a volume that stays: claim, template, hostPath, share',
  why: 'The server accepts it, and the program starts without a word on what is there now: an empty volume, or somebody else\'s.',
  fix: 'Mount the volume that was there, or take its data along first.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  judge: ({ fate, old, new: new_ }, world) => {
    const [before, after] = fate === 'changed' ? [world.old.workload(old!), world.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const places = placesOf(after);
    return placesOf(before).flatMap((place): Judgement[] => {
      const now = places.find(candidate => candidate.container === place.container && candidate.directory === place.directory);
      // Templates that are gone have a rule of their own, and so have claims that were renamed.
      if (!now || now.volume === place.volume || isTemplate(place) || isMoved(place, now)) {
        return [];
      }
      const claims = [place, now].map(({ volume }) => /^claim (\S+)$/.exec(volume)?.[1]);
      const spec = claims[0] === undefined ? undefined : world.old.find('PersistentVolumeClaim', claims[0], old!)?.spec;
      return [{
        verdict: 'loses-data',
        path: [...after.podPath, 'volumes'],
        message: `mounts ${now.volume} at ${place.directory}, where ${place.volume} was: what is there stays, and nobody reads it any more`,
        runbook: claims[0] !== undefined && claims[1] !== undefined && spec && !world.old.find('PersistentVolumeClaim', claims[1], old!)
          ? keepingVolumes('Take the volume along to the new claim', { old: old!, new: new_! }, [{ from: claims[0], to: claims[1] }], spec) : undefined,
      }];
    });

    function isMoved(place: Place, now: Place): boolean {
      const claim = world.old.find('PersistentVolumeClaim', place.volume.replace(/^claim /, ''), old!);
      const successor = claim && world.after(claim);
      return successor !== undefined && now.volume === `claim ${successor.name}`;
    }
  },
};

function isTemplate({ volume }: Place): boolean {
  return volume.startsWith('claim template ');
}
