import { enginesOf } from '../../inventory/data-directory';
import { Mount, mountAt, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST27: Rule = {
  id: 'ST27',
  severity: 'loses-data',
  title: 'hostPath for data is created if it is missing',
  looksAt: '`hostPath` of pods and volumes that hold data, and its `type`',
  why: 'If the disk is not mounted on the node, the engine uses the empty mount point and starts with an empty database on the system disk.',
  fix: 'Set `type: Directory`, or better use a local volume.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types',
  check: inventory => [
    ...inventory.of('PersistentVolume').filter(({ spec }) => spec.hostPath && makes(spec.hostPath.type))
      .map(resource => found(resource, ['spec', 'hostPath'], message(resource.spec.hostPath))),
    ...inventory.workloads.flatMap(workload => {
      const mounts = mountsOf(workload);
      const holdsData = new Set(enginesOf(workload).flatMap(({ container, directories }) => {
        const own = mounts.filter(mount => mount.container === container);
        return directories.flatMap(directory => hostPathAt(own, directory) ?? []);
      }));
      return (workload.pod.volumes ?? []).flatMap((volume: any, i: number) => holdsData.has(volume.hostPath) && makes(volume.hostPath.type)
        ? [found(workload.resource, [...workload.podPath, 'volumes', i, 'hostPath'], message(volume.hostPath))] : []);
    }),
  ],
};

function hostPathAt(mounts: Mount[], directory: string): any {
  const volume = mountAt(mounts, directory)?.volume;
  return volume?.type === 'inline' && volume.field === 'hostPath' ? volume.source : undefined;
}

function makes(type: string | undefined | null): boolean {
  return !type || type === 'DirectoryOrCreate';
}

function message({ path, type }: any): string {
  return `uses ${path} on the node even if no disk is mounted there (type ${type ? `'${type}'` : 'not set'})`;
}
