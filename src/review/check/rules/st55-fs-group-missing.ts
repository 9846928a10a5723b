import { driverOfClass } from '../../inventory/drivers';
import { claimBehind, isClaimed, mountsOf } from '../../inventory/mounts';
import { Rule, found, unknown } from '../rule';

export const ST55: Rule = {
  id: 'ST55',
  severity: 'error',
  title: 'Non-root container without fsGroup',
  looksAt: '`runAsUser` and `runAsNonRoot` without `fsGroup` in pods with claims',
  why: 'A new file system belongs to root: the engine runs as another user and gets "permission denied".',
  fix: 'Set `fsGroup` to the group of the process, and `fsGroupChangePolicy: OnRootMismatch`.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  check: inventory => inventory.workloads.flatMap(workload => {
    const { pod, podPath, resource } = workload;
    const mounts = mountsOf(workload).filter(({ volume, isReadOnly }) => isClaimed(volume) && !isReadOnly
      && !driverOfClass(inventory, claimBehind(inventory, workload, volume)?.spec.storageClassName)?.ignoresFsGroup);
    const writer = mounts.find(({ container }) => (container.securityContext?.runAsUser ?? pod.securityContext?.runAsUser ?? 0) !== 0);
    const chowns = (pod.initContainers ?? []).some((container: any) => /\bchown\b/.test([...container.command ?? [], ...container.args ?? []].join(' ')));
    if (pod.securityContext?.fsGroup !== undefined || chowns) {
      return [];
    }
    const ofImage = mounts.find(({ container }) => container.securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot);
    return writer ? [found(resource, [...podPath, ...pod.securityContext ? ['securityContext'] : []], `runs container '${writer.container.name}' as a user that cannot write to ${writer.path} of a new volume, which belongs to root`)]
      : ofImage ? [unknown(resource, [...podPath, ...pod.securityContext ? ['securityContext'] : []], `runs container '${ofImage.container.name}' as the user of its image; whether this user can write to ${ofImage.path} is unknown`)] : [];
  }),
};
