import { driverOfClass } from '../../inventory/drivers';
import { claimBehind, isClaimed, mountsOf } from '../../inventory/mounts';
import { Rule, found } from '../rule';

export const ST54: Rule = {
  id: 'ST54',
  severity: 'availability',
  title: 'Every file changes its owner at every start',
  looksAt: '`fsGroup` without `fsGroupChangePolicy` in pods with claims',
  why: 'Before the pod starts, the kubelet walks over all files of the volume: with millions of them that takes an hour.',
  fix: 'Set `fsGroupChangePolicy: OnRootMismatch`.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  check: inventory => inventory.workloads.flatMap(workload => {
    const { fsGroup, fsGroupChangePolicy } = workload.pod.securityContext ?? {};
    return fsGroup !== undefined && fsGroupChangePolicy !== 'OnRootMismatch' && mountsOf(workload).some(({ volume }) =>
      isClaimed(volume) && !driverOfClass(inventory, claimBehind(inventory, workload, volume)?.spec.storageClassName)?.ignoresFsGroup)
      ? [found(workload.resource, [...workload.podPath, 'securityContext', fsGroupChangePolicy === undefined ? 'fsGroup' : 'fsGroupChangePolicy'], `gives all files of its claims to the group ${fsGroup} whenever it starts`)] : [];
  }),
};
