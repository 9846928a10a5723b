import { Mounted, factsOf, mountsOf, volumeOf } from '../../inventory/claims-matching';
import { Inventory } from '../../inventory/inventory';
import { Rule, Verdict, found, unknown } from '../rule';

export const ST55: Rule = {
  id: 'ST55',
  severity: 'error',
  title: 'New volume that the process may not write to',
  looksAt: '`runAsUser` and `runAsNonRoot` in pods with claims and node paths, `fsGroup`, and whether it does anything on what is behind them',
  why: 'A new file system or directory belongs to root: the engine starts as another user and is refused.',
  fix: 'On disks: `fsGroup`, the group of the process, and `fsGroupChangePolicy: OnRootMismatch`. On hostPath and NFS that does nothing: give the directory to the user on the node or on the export, or `chown` it in an init container that runs as root.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  check: inventory => inventory.workloads.flatMap((workload): Verdict[] => {
    const { pod, podPath, resource } = workload;
    const path = [...podPath, ...pod.securityContext ? ['securityContext'] : []];
    const chowns = (pod.initContainers ?? []).some((container: any) => /\bchown\b/.test([...container.command ?? [], ...container.args ?? []].join(' ')));
    const userOf = ({ container }: Mounted) => container.securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    const mounts = chowns ? [] : mountsOf(inventory, workload).filter(({ container, mountPath }) => !isReadOnly(container, mountPath));
    // The kubelet gives files to fsGroup on what it mounts itself for this pod, and not on what others use, too.
    const shared = mounts.filter(mount => (userOf(mount) ?? 0) !== 0).flatMap(mount => {
      const place = sharedPlaceOf(inventory, mount);
      return place ? [{ mount, place }] : [];
    });
    const [first] = [...shared.filter(({ place }) => place.isRoots), ...shared];
    if (first) {
      const { mount, place } = first;
      const text = `runs '${mount.container.name}' as user ${userOf(mount)} on ${place.name} at ${mount.mountPath}, where fsGroup does nothing: `;
      return [place.isRoots ? found(resource, path, `${text}the kubelet makes it for root alone`) : unknown(resource, path, `${text}who owns it, and whether that user may write to it, is not known`)];
    }
    const own = mounts.filter(({ isClaim, claim }) => isClaim && !(claim && factsOf(inventory, claim.spec.storageClassName)?.ignoresFsGroup));
    const writer = own.find(mount => (userOf(mount) ?? 0) !== 0);
    const somebody = own.find(({ container }) => container.securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot);
    return pod.securityContext?.fsGroup !== undefined ? []
      : writer ? [found(resource, path, `runs '${writer.container.name}' as a user without rights to ${writer.mountPath}, which is new and root's`)]
        : somebody ? [unknown(resource, path, `runs '${somebody.container.name}' as a user that only its image names: whether that one may write to ${somebody.mountPath} is not known`)] : [];
  }),
};

/** A directory of a node or of a file server that others use, too. */
interface SharedPlace {
  readonly name: string;
  /** Whether it is surely root's. */
  readonly isRoots: boolean;
}

/** A directory that somebody mounts himself is of interest only if it is made for him. */
function sharedPlaceOf(inventory: Inventory, { volume, claim }: Mounted): SharedPlace | undefined {
  const spec = claim ? volumeOf(inventory, claim)?.spec : volume;
  const isMade = spec?.hostPath?.type === 'DirectoryOrCreate';
  if (spec?.hostPath) {
    return isMade || claim ? { name: `the hostPath ${spec.hostPath.path}`, isRoots: isMade } : undefined;
  }
  return spec?.nfs ? { name: `the NFS export ${spec.nfs.server}:${spec.nfs.path}`, isRoots: false } : undefined;
}

function isReadOnly({ volumeMounts }: any, path: string): boolean {
  return volumeMounts.some(({ mountPath, readOnly }: any) => mountPath === path && readOnly === true);
}
