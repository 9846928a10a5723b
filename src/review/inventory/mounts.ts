import { computedOnce } from './computed-once';
import { Claim, Inventory, Workload, containersOf, templatesOf } from './inventory';
import { fieldsByName } from '../../catalog/kubernetes/schema-fields';
import { isWithin } from '../../catalog/paths';

/** The storage behind a volume of a pod. */
export type VolumeSource =
  /** A claim template of the StatefulSet, by its name. */
  | { readonly type: 'claimTemplate'; readonly name: string }
  /** A PersistentVolumeClaim, by its name. */
  | { readonly type: 'claim'; readonly name: string }
  /** A generic ephemeral volume: its claim is deleted with the pod. */
  | { readonly type: 'ephemeralClaim'; readonly spec: any }
  /** A source in the pod itself: `field` is hostPath, nfs, emptyDir, … */
  | { readonly type: 'inline'; readonly field: string; readonly source: any };

/** A volume as a container sees it. */
export interface Mount {
  readonly container: any;
  /** Directory of a file system, or path of a device. */
  readonly path: string;
  /** Directory in the volume; none for its root. */
  readonly subPath: string | undefined;
  readonly isReadOnly: boolean;
  /** Index in `volumeMounts` or `volumeDevices` of the container. */
  readonly index: number;
  /** None if the pod has no volume of that name. */
  readonly volume: VolumeSource | undefined;
}

/** File systems that the containers of a workload mount, without init containers. */
export const mountsOf = computedOnce((workload: Workload) => mountsIn(workload, 'volumeMounts', 'mountPath'));

/** Raw block devices that the containers of a workload have. */
export function devicesOf(workload: Workload): Mount[] {
  return mountsIn(workload, 'volumeDevices', 'devicePath');
}

function mountsIn(workload: Workload, list: string, pathField: string): Mount[] {
  return containersOf(workload).filter(({ isInit }) => !isInit).flatMap(({ container }) =>
    (container[list] ?? []).map((mount: any, index: number): Mount => ({
      container,
      path: mount[pathField] ?? '',
      subPath: mount.subPath ?? mount.subPathExpr,
      isReadOnly: mount.readOnly === true,
      index,
      volume: volumeSourceOf(workload, mount.name),
    })));
}

/** The storage behind the volume of that name. A claim template takes the place of a volume of the same name. */
export function volumeSourceOf({ resource, pod }: Workload, name: string): VolumeSource | undefined {
  if (templatesOf(resource).some(template => template.metadata?.name === name)) {
    return { type: 'claimTemplate', name };
  }
  const volume = (pod.volumes ?? []).find((candidate: any) => candidate.name === name);
  return volume && sourceIn(volume);
}

/** A volume without a source that Kubernetes knows is an emptyDir: https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/ */
function sourceIn({ name: _, persistentVolumeClaim, ephemeral, ...sources }: any): VolumeSource {
  if (persistentVolumeClaim) {
    return { type: 'claim', name: persistentVolumeClaim.claimName ?? '' };
  } else if (ephemeral) {
    return { type: 'ephemeralClaim', spec: ephemeral.volumeClaimTemplate?.spec ?? {} };
  }
  const [field, source] = Object.entries(sources).find(([name]) => fieldsByName('Volume').has(name)) ?? ['emptyDir', {}];
  return { type: 'inline', field, source };
}

/** Sources in a pod whose content ends with the pod, or is not written by it. A gitRepo volume is an emptyDir that the kubelet fills. */
const NOT_PERSISTENT = ['emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI', 'image', 'gitRepo'];

/** Whether data that is written to a volume outlives the pod. */
export function isPersistent(volume: VolumeSource | undefined): boolean {
  switch (volume?.type) {
    case 'claimTemplate': case 'claim': return true;
    case 'inline': return !NOT_PERSISTENT.includes(volume.field);
    default: return false;
  }
}

/** Whether a volume is a PersistentVolume that a claim got. */
export function isClaimed(volume: VolumeSource | undefined): boolean {
  return volume !== undefined && volume.type !== 'inline';
}

/** Whether a container mounts a volume whose data outlives the pod. */
export function hasPersistentMount(workload: Workload, container: any): boolean {
  return mountsOf(workload).some(mount => mount.container === container && isPersistent(mount.volume));
}

/** The claim or claim template behind a volume, if it is among the manifests. */
export function claimBehind(inventory: Inventory, workload: Workload, volume: VolumeSource | undefined): Claim | undefined {
  return volume?.type !== 'claimTemplate' && volume?.type !== 'claim' ? undefined
    : inventory.claimsOf(workload).find(({ name, resource }) =>
      name === volume.name && (resource === workload.resource) === (volume.type === 'claimTemplate'));
}

/** The mount that holds a directory: the innermost one above it. */
export function mountAt(mounts: Mount[], directory: string): Mount | undefined {
  return mounts.filter(({ path }) => isWithin(directory, path)).sort((a, b) => b.path.length - a.path.length)[0];
}
