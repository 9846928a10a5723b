import { containersOf } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Rule, found } from '../rule';

export const ST60: Rule = {
  id: 'ST60',
  severity: 'availability',
  title: 'emptyDir exceeds the ephemeral storage limit',
  looksAt: '`sizeLimit` of emptyDir volumes, and limits of ephemeral-storage',
  why: 'The kubelet evicts the pod before the volume is full.',
  fix: 'Set the limit to more than the sum of the emptyDir volumes, the logs and the files that the containers write.',
  link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/#resource-ephemeralstorage-consumption',
  check: inventory => inventory.workloads.flatMap(workload => {
    // The kubelet sums up the limits that are set.
    const limits = containersOf(workload).filter(({ container, isInit }) => !isInit || container.restartPolicy === 'Always')
      .flatMap(({ container }) => parseQuantity(container.resources?.limits?.['ephemeral-storage'] ?? '') ?? []);
    const total = limits.length === 0 ? Infinity : limits.reduce((sum, limit) => sum + limit, 0);
    let wanted = 0;
    return (workload.pod.volumes ?? []).flatMap((volume: any, i: number) => {
      const size = volume.emptyDir?.medium === 'Memory' ? undefined : parseQuantity(volume.emptyDir?.sizeLimit ?? '');
      wanted += size ?? 0;
      return size !== undefined && wanted > total
        ? [found(workload.resource, [...workload.podPath, 'volumes', i, 'emptyDir', 'sizeLimit'],
          `allows ${volume.emptyDir.sizeLimit} in the emptyDir '${volume.name}', which exceeds the ephemeral-storage limits of `
            + 'its containers together with the other emptyDir volumes')]
        : [];
    });
  }),
};
