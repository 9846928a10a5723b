import { containersOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

export const ST60: Rule = {
  id: 'ST60',
  severity: 'availability',
  title: 'Scratch volume larger than the pod may write',
  looksAt: '`sizeLimit` of emptyDir volumes, and limits of ephemeral-storage',
  why: 'The pod is evicted before the volume is full.',
  fix: 'Raise the limit above the sum of the scratch volumes, logs and what the containers write.',
  link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/#resource-ephemeralstorage-consumption',
  check: inventory => inventory.workloads.flatMap(workload => {
    // The kubelet adds up the limits that there are; a container without one adds nothing.
    const limits = containersOf(workload).filter(({ container, isInit }) => !isInit || container.restartPolicy === 'Always')
      .flatMap(({ container }) => parseQuantity(container.resources?.limits?.['ephemeral-storage'] ?? '') ?? []);
    const total = limits.length === 0 ? Infinity : limits.reduce((sum, limit) => sum + limit, 0);
    let wanted = 0;
    return (workload.pod.volumes ?? []).flatMap((volume: any, i: number) => {
      const size = volume.emptyDir?.medium === 'Memory' ? undefined : parseQuantity(volume.emptyDir?.sizeLimit ?? '');
      wanted += size ?? 0;
      return size !== undefined && wanted > total ? [found(workload.resource, [...workload.podPath, 'volumes', i, 'emptyDir', 'sizeLimit'], `lets '${volume.name}' grow to ${volume.emptyDir.sizeLimit}, and with that scratch volumes beyond what its containers may write (the sum of their limits of ephemeral-storage)`)] : [];
    });
  }),
};
