import { driverOfClass } from '../../inventory/drivers';
import { claimBehind, isClaimed, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST54: Rule = {
  id: 'ST54',
  severity: 'availability',
  title: 'Recursive ownership change at each pod start',
  looksAt: '`fsGroup` without `fsGroupChangePolicy` in pods with claims',
  why: 'Before the containers start, the kubelet changes the group of every file of the volume. With millions of files this can take an hour.',
  fix: 'Set `fsGroupChangePolicy: OnRootMismatch`.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  check: inventory => inventory.workloads.flatMap(workload => {
    const { fsGroup, fsGroupChangePolicy } = workload.pod.securityContext ?? {};
    return fsGroup !== undefined && fsGroupChangePolicy !== 'OnRootMismatch' && mountsOf(workload).some(({ volume }) =>
      isClaimed(volume) && !driverOfClass(inventory, claimBehind(inventory, workload, volume)?.spec.storageClassName)?.ignoresFsGroup)
      ? [found(workload.resource, [
        ...workload.podPath, 'securityContext', fsGroupChangePolicy === undefined ? 'fsGroup' : 'fsGroupChangePolicy',
      ], `changes the group of all files of its claims to ${fsGroup} at each start`)] : [];
  }),
};
