import { driverOfClass } from '../../inventory/drivers';
import { Inventory, Workload } from '../../inventory/inventory';
import { Mount, claimBehind, isClaimed, mountsOf } from '../../inventory/mounts';
import { persistentVolumeOf } from '../../inventory/volumes';
import { Rule, Match, found, unknown } from '../rule';

const ON_SHARED = 'Make the user the owner of the directory on the node or the NFS server, or run `chown` in an init container that runs as root.';

export const ST55: Rule = {
  id: 'ST55',
  severity: 'error',
  isDecidedByUnknown: true,
  title: 'Non-root container cannot write to its volume',
  looksAt: '`runAsUser`, `runAsNonRoot` and `fsGroup` in pods with claims or hostPath and NFS volumes, and whether the volume supports `fsGroup`',
  why: 'A new file system or directory belongs to root: the engine runs as another user and gets "permission denied".',
  fix: 'Set `fsGroup` to the group of the process, and `fsGroupChangePolicy: OnRootMismatch`. hostPath and NFS volumes ignore '
    + '`fsGroup`: change the owner of the directory instead.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  check: inventory => inventory.workloads.flatMap((workload): Match[] => {
    const { pod, podPath, resource } = workload;
    const path = [...podPath, ...pod.securityContext ? ['securityContext'] : []];
    const chowns = (pod.initContainers ?? []).some((container: any) =>
      /\bchown\b/.test([...container.command ?? [], ...container.args ?? []].join(' ')));
    const userOf = ({ container }: Mount) => container.securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    const mounts = chowns ? [] : mountsOf(workload).filter(({ isReadOnly }) => !isReadOnly);
    // The kubelet applies fsGroup to the volumes that it mounts for the pod, and not to shared directories.
    const shared = mounts.filter(mount => (userOf(mount) ?? 0) !== 0).flatMap(mount => {
      const directory = sharedDirectoryOf(inventory, workload, mount);
      return directory ? [{ mount, directory }] : [];
    });
    const [first] = [...shared.filter(({ directory }) => directory.belongsToRoot), ...shared];
    if (first) {
      const { mount, directory } = first;
      const text = `runs container '${mount.container.name}' as user ${userOf(mount)} on ${directory.name} at ${mount.path}, which ignores fsGroup: `;
      return [directory.belongsToRoot ? found(resource, path, `${text}the kubelet creates the directory for root`, { fix: ON_SHARED })
        : { ...unknown(resource, path, `${text}whether this user can write to it is unknown`), fix: ON_SHARED }];
    }
    const own = mounts.filter(({ volume }) =>
      isClaimed(volume) && !driverOfClass(inventory, claimBehind(inventory, workload, volume)?.spec.storageClassName)?.ignoresFsGroup);
    const writer = own.find(mount => (userOf(mount) ?? 0) !== 0);
    const ofImage = own.find(({ container }) => container.securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot);
    return pod.securityContext?.fsGroup !== undefined ? []
      : writer ? [found(resource, path,
        `runs container '${writer.container.name}' as a user that cannot write to ${writer.path} of a new volume, which belongs to root`)]
        : ofImage ? [unknown(resource, path,
          `runs container '${ofImage.container.name}' as the user of its image; whether this user can write to ${ofImage.path} is unknown`)] : [];
  }),
};

/** A directory of a node or an NFS server. */
interface SharedDirectory {
  readonly name: string;
  /** Whether it certainly belongs to root. */
  readonly belongsToRoot: boolean;
}

/** The shared directory behind a mount. An inline hostPath counts only if the kubelet creates it: otherwise an administrator prepared it. */
function sharedDirectoryOf(inventory: Inventory, workload: Workload, { volume }: Mount): SharedDirectory | undefined {
  const claim = claimBehind(inventory, workload, volume);
  const inline = volume?.type === 'inline' ? { [volume.field]: volume.source } : {};
  const { hostPath, nfs }: any = claim ? persistentVolumeOf(inventory, claim)?.spec ?? {} : inline;
  if (hostPath) {
    const isCreated = hostPath.type === 'DirectoryOrCreate';
    return isCreated || claim ? { name: `the hostPath ${hostPath.path}`, belongsToRoot: isCreated } : undefined;
  }
  return nfs ? { name: `the NFS export ${nfs.server}:${nfs.path}`, belongsToRoot: false } : undefined;
}
