import { EngineFacts } from '../../../catalog/engines/engines';
import { enginesOf } from '../../inventory/data-directory';
import { claimBehind, isClaimed, mountAt, mountsOf } from '../../inventory/mounts';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Rule, found } from '../rule';

export const ST12: Rule = {
  id: 'ST12',
  severity: 'error',
  title: 'Data directory is the root of a volume',
  looksAt: 'engines that need an empty directory, and whether their data directory is the root of a claim',
  why: 'A new ext4 file system contains `lost+found`. The engine finds that the directory is not empty and does not start.',
  fix: 'Keep the data in a directory below the mount path (for PostgreSQL, set `PGDATA`), or mount the volume with `subPath`.',
  link: 'https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-MOUNT-POINTS',
  check: inventory => inventory.workloads.flatMap(workload => {
    const mounts = mountsOf(workload);
    const refusing = enginesOf(workload).filter(one => one.engine.refusesVolumeRoot && !isAllowed(one.engine, one.container));
    return refusing.flatMap(({ engine, container, path, directories }) => directories.flatMap(directory => {
      const mount = mountAt(mounts.filter(candidate => candidate.container === container), directory);
      const isRoot = mount?.path.replace(/\/+$/, '') === directory.replace(/\/+$/, '');
      // A disk that an administrator provisioned is not new.
      const claim = claimBehind(inventory, workload, mount?.volume);
      const volume = claim && persistentVolumeOf(inventory, claim);
      const isStatic = volume !== undefined && volume.spec.local === undefined;
      return mount && isClaimed(mount.volume) && isRoot && !mount.subPath && !isStatic
        ? [found(workload.resource, [...path, 'volumeMounts', mount.index, 'mountPath'], `keeps the data of ${engine.name} in ${directory}, the root of a volume`, {
          fix: `Keep the data in a directory below the mount path${engine.dataDirectoryEnv ? ` (set \`${engine.dataDirectoryEnv}\`)` : ''}, or mount the volume with \`subPath\`.`,
          link: engine.evidence,
        })] : [];
    }));
  }),
};

function isAllowed({ volumeRootAllowed }: EngineFacts, { image, command, args }: any): boolean {
  return volumeRootAllowed !== undefined && (volumeRootAllowed.tags.test(/:([^:/@]+)/.exec(image.replace(/^.*\//, ''))?.[1] ?? '')
    || [...command ?? [], ...args ?? []].some((word: string) => word.includes(volumeRootAllowed.flag)));
}
