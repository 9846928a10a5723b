import { hasLostAndFound } from '../../../catalog/drivers';
import { refusesVolumeRoot } from '../../../catalog/engines/image';
import { factsOf, mountAt, mountsOf, volumeOf } from '../../inventory/claims-matching';
import { enginesOf } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST12: Rule = {
  id: 'ST12',
  severity: 'error',
  title: 'Data directory is the root of its volume',
  looksAt: 'engines that want an empty directory, whether theirs is the root of a claim, and what the class of the claim makes',
  why: 'A new ext4 volume holds lost+found; the engine takes the directory for someone else\'s and does not start.',
  fix: 'Keep the data in a directory below the mount (`PGDATA`), or mount with `subPath`.',
  link: 'https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-MOUNT-POINTS',
  check: inventory => inventory.workloads.flatMap(workload => {
    const mounts = mountsOf(inventory, workload);
    const refusing = enginesOf(workload).filter(({ image, container: { command, args } }) => refusesVolumeRoot(image, [...command ?? [], ...args ?? []]));
    return refusing.flatMap(({ engine, container, path, directories }) => directories.flatMap(directory => {
      const mount = mountAt(mounts.filter(candidate => candidate.container === container), directory);
      const i = (container.volumeMounts ?? []).findIndex((m: any) => m.mountPath === mount?.mountPath);
      const isRoot = mount?.mountPath.replace(/\/+$/, '') === directory.replace(/\/+$/, '');
      // A disk that somebody made by hand is not new, or is as they made it.
      const volume = mount?.claim && volumeOf(inventory, mount.claim);
      const isByHand = volume !== undefined && volume.spec.local === undefined;
      const className = mount?.claim ? mount.claim.spec.storageClassName ?? inventory.defaultClass : undefined;
      const isEmpty = !hasLostAndFound(factsOf(inventory, className), inventory.storageClass(className)?.parameters);
      return mount?.isClaim && isRoot && !mount.subPath && !isByHand && !isEmpty
        ? [found(workload.resource, [...path, 'volumeMounts', i, 'mountPath'], `keeps the data of ${engine.name} at the root of a volume, ${directory}`)] : [];
    }));
  }),
};
