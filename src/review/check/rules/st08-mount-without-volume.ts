import { containersOf, templatesOf } from '../../inventory/inventory';
import { Rule, refusedIfValidated } from '../rule';

export const ST08: Rule = {
  id: 'ST08',
  severity: 'error',
  title: 'Mount refers to a volume that does not exist',
  looksAt: 'names in volume mounts, volumes and claim templates',
  why: 'The API server rejects the object. It accepts such a StatefulSet before Kubernetes 1.34, and then rejects each of its pods.',
  fix: 'Correct the name, or add the volume or the claim template.',
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
  check: inventory => inventory.workloads.flatMap(workload => {
    const known = new Set([
      ...(workload.pod.volumes ?? []).map((volume: any) => volume.name),
      ...templatesOf(workload.resource).map(template => template.metadata?.name),
    ]);
    return containersOf(workload).flatMap(({ container, path }) =>
      ['volumeMounts', 'volumeDevices'].flatMap(list => (container[list] ?? []).flatMap((mount: any, i: number) =>
        known.has(mount.name) ? [] : [refusedIfValidated(inventory, workload.resource, [...path, list, i, 'name'],
          `mounts '${mount.name}' in container '${container.name}' and has no volume of that name`)])));
  }),
};
