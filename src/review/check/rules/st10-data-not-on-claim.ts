import { declaredVolumesOf } from '../../../catalog/engines/image';
import { isLasting, isWithin, mountAt, mountsOf } from '../../inventory/claims-matching';
import { enginesOf } from '../../inventory/data-directory';
import { isScripted } from '../../inventory/programs';
import { Rule, Verdict, found, unknown } from '../rule';

export const ST10: Rule = {
  id: 'ST10',
  severity: 'loses-data',
  title: 'Data directory that is on no claim',
  looksAt: 'the data directories of a known engine, by its image, role, arguments, environment and configuration files, and what is mounted there',
  why: 'The data is in the container, and ends with it: a restart begins with an empty database.',
  fix: 'Mount a claim at the data directory, or above it but not above a volume that the image declares.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  check: inventory => inventory.lastingWorkloads.flatMap(workload => {
    const mounts = mountsOf(inventory, workload);
    return enginesOf(workload).flatMap(({ engine, image, container, path, data, directories }): Verdict[] => {
      const own = mounts.filter(mount => mount.container === container);
      const lasting = own.filter(isLasting);
      const runs = `runs ${engine.name}${data.role ? ` as a ${data.role.name}` : ''}`;
      // A directory of keys and settings may be made of files of a Secret.
      const files = own.filter(({ volume }) => volume?.secret ?? volume?.configMap ?? volume?.projected);
      const isMadeOfFiles = (directory: string) => files.some(({ mountPath }) => isWithin(mountPath, directory));
      const bare = data.directories.filter(directory => mountAt(own, directory.path) === undefined && !isMadeOfFiles(directory.path));
      if (bare.length > 0 && (!data.isEither || bare.length === directories.length)) {
        const named = bare.map(({ path: directory, holds }) => holds && directories.length > 1 ? `${directory} (${holds})` : directory).join(data.isEither ? ' or ' : ' and ');
        // An image of somebody else, or a script, may keep it where the claim is.
        const [elsewhere] = image.isKnown && !isScripted(engine, container) ? [] : lasting;
        if (elsewhere && bare.length === directories.length) {
          return [unknown(workload.resource, path, `${runs} from '${container.image}': whether it keeps its data in ${elsewhere.mountPath} is not known, usual is ${named}`)];
        }
        return [found(workload.resource, path, `${runs}, whose data is in ${named}, and nothing is mounted there`)];
      }
      if (data.unseen !== undefined && directories.length === 0) {
        return [unknown(workload.resource, path, `${runs}, and where ${data.unseen} leads is not known: its value is not in the manifest`)];
      }
      // Wherever it keeps its data: nothing there is there after the pod.
      if (directories.length === 0 && !engine.keepsDataElsewhere && lasting.length === 0) {
        return [found(workload.resource, path, `${runs}, and mounts nothing that is there after the pod`)];
      }
      // The runtime puts an empty volume where the image declares one, unless something is mounted exactly there.
      const hidden = declaredVolumesOf(image).find(volume => directories.some(directory => {
        const mount = mountAt(own, directory);
        return isWithin(directory, volume) && mount !== undefined && isWithin(volume, mount.mountPath) && !isWithin(mount.mountPath, volume);
      }));
      return hidden === undefined ? [] : [found(workload.resource, path, `${runs}, whose image declares the volume ${hidden}, which hides what is mounted above it`)];
    });
  }),
};
