import { successorOfContainer } from '../container-pairs';
import { DataLocation, dataLocationsOf, isSameVolume, volumeText } from '../data-locations';
import { Effect, UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';
import { Rebinding } from '../runbooks/steps';

export const UP04: UpdateRule = {
  id: 'UP04',
  verdict: 'loses-data',
  title: 'Data directory is on a different volume',
  looksAt: 'the claim, hostPath, share or other source behind each mount of a persistent volume',
  why: 'The server accepts the change. The container starts on the new volume, which is empty or holds other data; the data '
    + 'stays on the former volume.',
  fix: 'Mount the former volume, or move its data to the new volume first.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const locations = dataLocationsOf(after);
    const replaced = dataLocationsOf(before).flatMap(location => {
      const successor = successorOfContainer(before, after, location.container);
      const now = locations.find(({ container, directory }) => container === successor && directory === location.directory);
      // UP03 reports removed claim templates, and UP02 reports renamed claims.
      return !now || isSameVolume(now.volume, location.volume) || location.volume.type === 'claimTemplate' || isRenamedClaim(location, now) ? []
        : [{ location, now, rebinding: rebindingOf(location, now) }];
    });
    // One runbook for all volumes: the workload restarts once.
    const rebindings = replaced.flatMap(({ rebinding }) => rebinding ?? []);
    const runbook = rebindings.length === replaced.length
      ? rebindRunbook('Bind the volume to the new claim', { old: old!, new: new_! }, rebindings) : undefined;
    return replaced.map(({ location, now }): Effect => ({
      verdict: 'loses-data',
      path: [...after.podPath, 'volumes'],
      message: `mounts ${volumeText(now.volume)} at ${location.directory} instead of ${volumeText(location.volume)}: the data `
        + 'stays on the former volume',
      runbook,
    }));

    /** From a claim that is among the manifests to a new one. */
    function rebindingOf({ volume: from }: DataLocation, { volume: to }: DataLocation): Rebinding | undefined {
      const claim = from.type === 'claim' ? context.old.find('PersistentVolumeClaim', from.name, old!) : undefined;
      return claim && to.type === 'claim' && !context.old.find('PersistentVolumeClaim', to.name, old!)
        ? { from: claim.name, to: to.name, spec: claim.spec } : undefined;
    }

    function isRenamedClaim({ volume: from }: DataLocation, { volume: to }: DataLocation): boolean {
      const claim = from.type === 'claim' ? context.old.find('PersistentVolumeClaim', from.name, old!) : undefined;
      const successor = claim && context.successorOf(claim);
      return successor !== undefined && to.type === 'claim' && to.name === successor.name;
    }
  },
};
