import { declaredVolumesOf } from '../../../catalog/engines/image';
import { isWithin } from '../../../catalog/paths';
import { enginesOf } from '../../inventory/data-directory';
import { isScripted } from '../../inventory/engine-detection';
import { Mount, isPersistent, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, Match, found, unknown } from '../rule';

export const ST10: Rule = {
  id: 'ST10',
  severity: 'loses-data',
  isDecidedByUnknown: true,
  title: 'Data directory is not on a claim',
  looksAt: 'the data directories of known engines, derived from image, role, arguments, environment and configuration files, '
    + 'and the volumes mounted there',
  why: 'The data is in the container file system and is lost when the container restarts: the engine then starts with an empty database.',
  fix: 'Mount a claim at the data directory, or at a directory above it, but not above a volume that the image declares.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory => inventory.longRunningWorkloads.flatMap(workload => {
    const mounts = mountsOf(workload);
    return enginesOf(workload).flatMap(({ engine, image, container, path, data, directories }): Match[] => {
      const own = mounts.filter(mount => mount.container === container);
      const persistent = own.filter(({ volume }) => isPersistent(volume));
      const runs = `runs ${engine.name}${data.role ? ` as a ${data.role.name}` : ''}`;
      // A directory of keys and settings may consist of mounted files of a Secret.
      const isMadeOfFiles = (directory: string) => own.some(mount => isOfFiles(mount) && isWithin(mount.path, directory));
      const bare = data.directories.filter(directory => mountAt(own, directory.path) === undefined && !isMadeOfFiles(directory.path));
      if (bare.length > 0 && (!data.isEither || bare.length === directories.length)) {
        const text = bare.map(({ path: directory, holds }) =>
          holds && directories.length > 1 ? `${directory} (${holds})` : directory).join(data.isEither ? ' or ' : ' and ');
        // Another image, or a script, may keep its data on the mounted claim.
        const [elsewhere] = image.isKnown && !isScripted(engine, container) ? [] : persistent;
        if (elsewhere && bare.length === directories.length) {
          return [unknown(workload.resource, path,
            `${runs} from '${container.image}': whether this container keeps its data in ${elsewhere.path} is unknown; the default is ${text}`)];
        }
        return [found(workload.resource, path, `${runs} with its data in ${text}, where no volume is mounted`)];
      }
      if (data.unseen !== undefined && directories.length === 0) {
        // Of a value with references, the directory above the first one is known.
        const { value = '' } = (container.env ?? []).find(({ name }: any) => name === data.unseen) ?? {};
        const above = /^(\/.*?)\/[^/]*\$\(/.exec(value)?.[1];
        return above !== undefined && persistent.some(mount => isWithin(above, mount.path)) ? []
          : [unknown(workload.resource, path, `${runs} with its data in ${data.unseen}, whose value is not in the manifest`)];
      }
      // The data directory is unknown, but no mount is persistent.
      if (directories.length === 0 && !engine.keepsDataElsewhere && persistent.length === 0) {
        return [found(workload.resource, path, `${runs} and mounts no persistent volume`)];
      }
      // The container runtime mounts an empty volume where the image declares one, unless a volume is mounted at exactly that path.
      const hidden = declaredVolumesOf(image).find(volume => directories.some(directory => {
        const mount = mountAt(own, directory);
        return isWithin(directory, volume) && mount !== undefined && isWithin(volume, mount.path) && !isWithin(mount.path, volume);
      }));
      return hidden === undefined
        ? []
        : [found(workload.resource, path, `${runs} from an image that declares the volume ${hidden}, which hides the volume mounted above it`, {
          why: 'The container runtime mounts an empty volume at the declared path, and the data there is lost with the container.',
          fix: `Mount the claim at ${hidden}.`,
        })];
    });
  }),
};

function isOfFiles({ volume }: Mount): boolean {
  return volume?.type === 'inline' && ['secret', 'configMap', 'projected'].includes(volume.field);
}
