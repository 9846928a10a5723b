import { hasLostAndFound } from '../../../catalog/drivers';
import { refusesVolumeRoot } from '../../../catalog/engines/image';
import { enginesOf } from '../../inventory/data-directory';
import { driverOfClass } from '../../inventory/drivers';
import { claimBehind, isClaimed, mountAt, mountsOf } from '../../inventory/mounts';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Rule, found } from '../rule';

export const ST12: Rule = {
  id: 'ST12',
  severity: 'error',
  title: 'Data directory is the root of a volume',
  looksAt: 'engines that need an empty directory, whether their data directory is the root of a claim, and which file system '
    + 'the StorageClass creates',
  why: 'A new ext4 file system contains `lost+found`. The engine finds that the directory is not empty and does not start.',
  fix: 'Keep the data in a directory below the mount path (for PostgreSQL, set `PGDATA`), or mount the volume with `subPath`.',
  link: 'https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-MOUNT-POINTS',
  check: inventory => inventory.workloads.flatMap(workload => {
    const mounts = mountsOf(workload);
    const refusing = enginesOf(workload).filter(({ image, container: { command, args } }) =>
      refusesVolumeRoot(image, [...command ?? [], ...args ?? []]));
    return refusing.flatMap(({ engine, image, container, path, directories }) => directories.flatMap(directory => {
      const mount = mountAt(mounts.filter(candidate => candidate.container === container), directory);
      const isRoot = mount?.path.replace(/\/+$/, '') === directory.replace(/\/+$/, '');
      // A disk that an administrator provisioned is not new.
      const claim = claimBehind(inventory, workload, mount?.volume);
      const volume = claim && persistentVolumeOf(inventory, claim);
      const isStatic = volume !== undefined && volume.spec.local === undefined;
      const className = claim && (claim.spec.storageClassName ?? inventory.defaultClass);
      const isEmpty = !hasLostAndFound(driverOfClass(inventory, className), inventory.storageClass(className)?.parameters);
      const variable = image.isKnown ? image.rows[0]?.directories[0]?.env?.[0] : undefined;
      return mount && isClaimed(mount.volume) && isRoot && !mount.subPath && !isStatic && !isEmpty
        ? [found(workload.resource, [...path, 'volumeMounts', mount.index, 'mountPath'],
          `keeps the data of ${engine.name} in ${directory}, the root of a volume`, {
            fix: `Keep the data in a directory below the mount path${variable ? ` (set \`${variable}\`)` : ''}, or mount the `
              + 'volume with `subPath`.',
            link: engine.refusesVolumeRoot?.evidence,
          })] : [];
    }));
  }),
};
