import { imageVolumeOf, isUsualImage } from '../../../catalog/engines/engines';
import { enginesOf } from '../../inventory/data-directory';
import { isPersistent, isWithin, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, Match, found, unknown } from '../rule';

/** Their data is in a database. */
const FILES_ELSEWHERE = ['Drupal', 'SugarCRM', 'Selenium Grid'];

export const ST10: Rule = {
  id: 'ST10',
  severity: 'loses-data',
  title: 'Data directory is not on a claim',
  looksAt: 'the data directory of known engines, derived from image, environment and arguments, and the volume mounted there',
  why: 'The data is in the container file system and is lost when the container restarts: the engine then starts with an empty database.',
  fix: 'Mount a claim at the data directory, or at a directory above it.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory => inventory.longRunningWorkloads.flatMap(workload => {
    const mounts = mountsOf(workload);
    return enginesOf(workload).flatMap(({ engine, container, path, directories }): Match[] => {
      const own = mounts.filter(mount => mount.container === container);
      const bare = directories.filter(directory => mountAt(own, directory) === undefined);
      // One of several directories is enough: images use alternatives.
      if (directories.length > 0 && bare.length === directories.length) {
        // Another image may keep its data on the mounted claim.
        const [elsewhere] = isUsualImage(container.image) ? [] : own.filter(({ volume }) => isPersistent(volume));
        if (elsewhere) {
          return [unknown(workload.resource, path, `runs ${engine.name} from '${container.image}': whether this image keeps its data in ${elsewhere.path} is unknown; the official image uses ${bare.join(' or ')}`)];
        }
        return [found(workload.resource, path, `runs ${engine.name} with its data in ${bare.join(' or ')}, where no volume is mounted`)];
      }
      // The data directory is unknown, but no mount is persistent.
      if (directories.length === 0 && !FILES_ELSEWHERE.includes(engine.name)
        && !container.env?.some(({ name }: any) => name === engine.dataDirectoryEnv) && !own.some(({ volume }) => isPersistent(volume))) {
        return [found(workload.resource, path, `runs ${engine.name} and mounts no persistent volume`)];
      }
      const variable = (container.env ?? []).findIndex(({ name, value }: any) => name === engine.dataDirectoryEnv && !value);
      if (variable >= 0) {
        return [unknown(workload.resource, path, `runs ${engine.name} with its data in ${engine.dataDirectoryEnv}, whose value is not in the manifest`)];
      }
      // The container runtime mounts an empty volume where the image declares one, unless a volume is mounted at exactly that path.
      const volume = imageVolumeOf(engine, container.image);
      const hidden = volume !== undefined && directories.some(directory => {
        const mount = mountAt(own, directory);
        return isWithin(directory, volume) && mount !== undefined && isWithin(volume, mount.path) && !isWithin(mount.path, volume);
      });
      return hidden ? [found(workload.resource, path, `runs ${engine.name} from an image that declares the volume ${volume}, which hides the volume mounted above it`, {
        why: 'The container runtime mounts an empty volume at the declared path, and the data there is lost with the container.',
        fix: `Mount the claim at ${volume}.`,
      })] : [];
    });
  }),
};
