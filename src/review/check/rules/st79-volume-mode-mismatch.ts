import { containersOf } from '../../inventory/inventory';
import { claimBehind, volumeSourceOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST79: Rule = {
  id: 'ST79',
  severity: 'warning',
  title: 'Volume mode does not match the mount',
  looksAt: '`volumeMode` of claims, and whether containers use them as file systems or as devices',
  why: 'The pod does not start.',
  fix: 'Use `volumeDevices` with `volumeMode: Block`, and `volumeMounts` with Filesystem.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
  check: inventory => inventory.workloads.flatMap(workload => {
    const modeOf = (name: string) => {
      const volume = volumeSourceOf(workload, name);
      const spec = volume?.type === 'ephemeralClaim' ? volume.spec : claimBehind(inventory, workload, volume)?.spec;
      return spec && (spec.volumeMode ?? 'Filesystem');
    };
    return containersOf(workload).flatMap(({ container, path }) => [
      ...(container.volumeMounts ?? []).flatMap((mount: any, i: number) =>
        modeOf(mount.name) === 'Block'
          ? [found(workload.resource, [...path, 'volumeMounts', i, 'name'], `mounts '${mount.name}' as a file system, and its volume mode is Block`)]
          : []),
      ...(container.volumeDevices ?? []).flatMap((device: any, i: number) =>
        modeOf(device.name) === 'Filesystem'
          ? [found(workload.resource, [...path, 'volumeDevices', i, 'name'], `uses '${device.name}' as a device, and its volume mode is Filesystem`)]
          : []),
    ]);
  }),
};
