import { containersOf, templatesOf } from '../../inventory/inventory';
import { Rule, refusedIfValidated } from '../rule';

export const ST08: Rule = {
  id: 'ST08',
  severity: 'error',
  title: 'Mount of a volume that is not there',
  looksAt: 'names of mounts, of volumes and of claim templates',
  why: 'The server refuses it; a StatefulSet like that it takes until 1.33, and then none of its pods.',
  fix: 'Correct the name, or add the volume or the claim template.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
  check: inventory => inventory.workloads.flatMap(workload => {
    const known = new Set([...(workload.pod.volumes ?? []).map((volume: any) => volume.name), ...templatesOf(workload.resource).map(template => template.metadata?.name)]);
    return containersOf(workload).flatMap(({ container, path }) => ['volumeMounts', 'volumeDevices'].flatMap(list => (container[list] ?? []).flatMap((mount: any, i: number) =>
      known.has(mount.name) ? [] : [refusedIfValidated(inventory, workload.resource, [...path, list, i, 'name'], `mounts '${mount.name}' in '${container.name}', and has no volume of that name`)])));
  }),
};
