import { containersOf } from '../../inventory/inventory';
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
    const claims = inventory.claimsOf(workload);
    const modeOf = (name: string) => {
      const template = claims.find(claim => claim.resource === workload.resource && claim.name === name);
      const volume = template ? undefined : (workload.pod.volumes ?? []).find((candidate: any) => candidate.name === name);
      const named = claims.find(claim => volume?.persistentVolumeClaim && claim.resource !== workload.resource && claim.name === volume.persistentVolumeClaim.claimName);
      const spec = (template ?? named)?.spec ?? volume?.ephemeral?.volumeClaimTemplate?.spec;
      return spec && (spec.volumeMode ?? 'Filesystem');
    };
    return containersOf(workload).flatMap(({ container, path }) => [
      ...(container.volumeMounts ?? []).flatMap((mount: any, i: number) => modeOf(mount.name) === 'Block' ? [found(workload.resource, [...path, 'volumeMounts', i, 'name'], `mounts '${mount.name}' as files, and its volume mode is Block`)] : []),
      ...(container.volumeDevices ?? []).flatMap((device: any, i: number) => modeOf(device.name) === 'Filesystem' ? [found(workload.resource, [...path, 'volumeDevices', i, 'name'], `uses '${device.name}' as a device, and its volume mode is Filesystem`)] : []),
    ]);
  }),
};
