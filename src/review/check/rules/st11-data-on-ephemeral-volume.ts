import { enginesOf } from '../../inventory/data-directory';
import { VolumeSource, isPersistent, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST11: Rule = {
  id: 'ST11',
  severity: 'loses-data',
  title: 'Data directory is on an ephemeral volume',
  looksAt: 'the volume behind the data directory of known engines',
  why: 'Kubernetes deletes an emptyDir or an ephemeral volume with its pod: a rollout, a drained node or an eviction deletes the data.',
  fix: 'Use a claim: in a StatefulSet, a claim template.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  check: inventory => inventory.longRunningWorkloads.flatMap(workload => {
    const mounts = mountsOf(workload);
    return enginesOf(workload).flatMap(({ engine, container, path, data, directories }) => {
      const own = mounts.filter(candidate => candidate.container === container);
      const isOnPersistent = data.isEither && directories.some(directory => isPersistent(mountAt(own, directory)?.volume));
      return isOnPersistent ? [] : directories.flatMap(directory => {
        const mount = mountAt(own, directory);
        const kind = mount?.volume && kindOf(mount.volume);
        return kind
          ? [found(workload.resource, [...path, 'volumeMounts', mount!.index], `keeps the data of ${engine.name} (${directory}) on ${kind}`)]
          : [];
      });
    });
  }),
};

function kindOf(volume: VolumeSource): string | undefined {
  return volume.type === 'ephemeralClaim'
    ? 'an ephemeral volume'
    : volume.type === 'inline' && volume.field === 'emptyDir' ? 'an emptyDir' : undefined;
}
