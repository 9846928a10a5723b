import { containersOf } from '../inventory';
import { Rule, found } from '../rule';

export const ST79: Rule = {
  id: 'ST79',
  severity: 'warning',
  title: 'Device mounted as files, or files as a device',
  looksAt: '`volumeMode` of claims, and whether containers mount them or use them as devices',
  why: 'The pod does not start.',
  fix: 'Use volumeDevices with `volumeMode: Block`, and volumeMounts with Filesystem.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
  check: inventory => inventory.workloads.flatMap(workload => {
    const modes = new Map(inventory.claimsOf(workload).map(({ name, spec }) => [name, spec.volumeMode ?? 'Filesystem']));
    const named = new Map((workload.pod.volumes ?? []).map((volume: any) => [volume.name, volume.persistentVolumeClaim?.claimName]));
    const modeOf = (name: string) => modes.get(String(named.get(name) ?? name));
    return containersOf(workload).flatMap(({ container, path }) => [
      ...(container.volumeMounts ?? []).flatMap((mount: any, i: number) => modeOf(mount.name) === 'Block' ? [found(workload.resource, [...path, 'volumeMounts', i, 'name'], `mounts '${mount.name}' as files, and it is a device`)] : []),
      ...(container.volumeDevices ?? []).flatMap((device: any, i: number) => modeOf(device.name) === 'Filesystem' ? [found(workload.resource, [...path, 'volumeDevices', i, 'name'], `uses '${device.name}' as a device, and it has files`)] : []),
    ]);
  }),
};
