import { isLasting, mountAt, mountsOf } from '../../inventory/claims-matching';
import { enginesOf } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

export const ST11: Rule = {
  id: 'ST11',
  severity: 'loses-data',
  title: 'Data directory on a volume that ends with the pod',
  looksAt: 'the volume behind the data directory of a known engine',
  why: 'An emptyDir is deleted with its pod: an update, a drained node or an eviction takes the data.',
  fix: 'Put a claim there: a claim template of a StatefulSet.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  check: inventory => inventory.lastingWorkloads.flatMap(workload => {
    const mounts = mountsOf(inventory, workload);
    return enginesOf(workload).flatMap(({ engine, container, path, data, directories }) => {
      const own = mounts.filter(candidate => candidate.container === container);
      const isOnLasting = data.isEither && directories.map(directory => mountAt(own, directory)).some(mount => mount && isLasting(mount));
      return isOnLasting ? [] : directories.flatMap(directory => {
        const mount = mountAt(own, directory);
        const kind = mount?.volume?.emptyDir ? 'an emptyDir' : mount?.volume?.ephemeral ? 'an ephemeral volume' : undefined;
        return kind ? [found(workload.resource, [...path, 'volumeMounts', container.volumeMounts.findIndex((m: any) => m.name === mount!.volume.name && m.mountPath === mount!.mountPath)],
          `keeps the data of ${engine.name} (${directory}) on ${kind}`)] : [];
      });
    });
  }),
};
