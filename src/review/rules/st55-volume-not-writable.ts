import { factsOf, mountsOf } from '../claims-matching';
import { Rule, found } from '../rule';

export const ST55: Rule = {
  id: 'ST55',
  severity: 'error',
  title: 'New volume that the process may not write to',
  looksAt: '`runAsUser` without `fsGroup` in pods with claims',
  why: 'A new file system belongs to root: the engine starts as another user and is refused.',
  fix: 'Set `fsGroup` to the group of the process, and `fsGroupChangePolicy: OnRootMismatch`.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  check: inventory => inventory.workloads.flatMap(workload => {
    const { pod, podPath, resource } = workload;
    const mounts = mountsOf(inventory, workload).filter(({ isClaim, claim }) => isClaim && !(claim && factsOf(inventory, claim.spec.storageClassName)?.ignoresFsGroup));
    const writer = mounts.find(({ container }) => (container.securityContext?.runAsUser ?? pod.securityContext?.runAsUser ?? 0) !== 0);
    const chowns = (pod.initContainers ?? []).some((container: any) => /\bchown\b/.test([...container.command ?? [], ...container.args ?? []].join(' ')));
    return writer && pod.securityContext?.fsGroup === undefined && !chowns
      ? [found(resource, [...podPath, ...pod.securityContext ? ['securityContext'] : []], `runs '${writer.container.name}' as a user without rights to ${writer.mountPath}, which is new and root's`)] : [];
  }),
};
