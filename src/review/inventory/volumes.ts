import { computedOnce } from './computed-once';
import { Claim, Inventory, Workload } from './inventory';
import { parseQuantity } from '../manifests/quantity';
import { Resource } from '../manifests/resource';

/** PersistentVolumes by name and by their claimRef, and the classes that they have. */
interface VolumeIndex {
  readonly byName: Map<string, Resource>;
  /** Keys begin with the namespace, and with `*` for any namespace. */
  readonly byClaim: Map<string, Resource>;
  readonly classes: Set<string>;
}

const volumeIndexOf = computedOnce((inventory: Inventory): VolumeIndex => {
  const volumes: VolumeIndex = { byName: new Map(), byClaim: new Map(), classes: new Set() };
  for (const volume of inventory.of('PersistentVolume')) {
    const claim = volume.spec.claimRef?.name ?? '';
    volumes.byName.set(volume.name, volume);
    volumes.classes.add(volume.spec.storageClassName ?? '');
    // The claim of a member ends with its ordinal.
    for (const key of claim === '' ? [] : [`PersistentVolumeClaim/${claim}`, `StatefulSet/${claim.replace(/-\d+$/, '')}`]) {
      volumes.byClaim.set(`${volume.spec.claimRef.namespace ?? ''}/${key}`, volume);
      volumes.byClaim.set(`*/${key}`, volume);
    }
  }
  return volumes;
});

/** Whether volumes among the manifests have the class: then it may be just a name, without a StorageClass object. */
export function isStaticClass(inventory: Inventory, className: string | undefined): boolean {
  return className === '' || (className !== undefined && volumeIndexOf(inventory).classes.has(className));
}

/** The PersistentVolume among the manifests for a claim: one of them refers to the other. For a claim template, that of any member. */
export function persistentVolumeOf(inventory: Inventory, { resource, spec, name }: Claim): Resource | undefined {
  const { byName, byClaim } = volumeIndexOf(inventory);
  const isOfSet = resource.kind === 'StatefulSet';
  const key = isOfSet ? `StatefulSet/${name}-${resource.name}` : `PersistentVolumeClaim/${name}`;
  const reserved = resource.namespace === undefined ? byClaim.get(`*/${key}`) : byClaim.get(`${resource.namespace}/${key}`) ?? byClaim.get(`/${key}`);
  return (isOfSet ? undefined : byName.get(spec.volumeName)) ?? reserved;
}

/** The reclaim policy of a class: Delete if a StorageClass does not set it, and unknown if the class, or the policy in a profile, is not known. */
export function reclaimPolicyOf(inventory: Inventory, className: string | undefined): string | undefined {
  const isManifest = className !== undefined && inventory.of('StorageClass').some(({ name }) => name === className);
  return inventory.storageClass(className)?.reclaimPolicy ?? (isManifest ? 'Delete' : undefined);
}

/** Whether all access modes of a claim are limited to one node. */
export function isSingleNode({ spec }: Claim): boolean {
  const modes: string[] = spec.accessModes ?? [];
  return modes.length > 0 && modes.every(mode => mode.startsWith('ReadWriteOnce'));
}

/** Names of claims that a workload mounts and that are not among the manifests. */
export function missingClaimsOf(inventory: Inventory, { resource, pod }: Workload): string[] {
  const names: string[] = (pod.volumes ?? []).flatMap((volume: any) => volume.persistentVolumeClaim?.claimName ?? []);
  return names.filter(name => !inventory.find('PersistentVolumeClaim', name, resource));
}

/**
 * Why a volume and a claim that refer to each other cannot bind; none if they can. Observed with Kubernetes 1.34: if
 * both refer to each other, they bind whatever else they say, and a volume with a claimRef need not have the class of the claim.
 */
export function bindingMismatch(volume: Resource, { spec }: Claim): string | undefined {
  const has = volume.spec;
  const namesVolume = spec.volumeName === volume.name;
  const [wanted, given] = [parseQuantity(spec.resources?.requests?.storage), parseQuantity(has.capacity?.storage)];
  if (namesVolume && has.claimRef?.name) {
    return undefined;
  } else if (namesVolume && (spec.storageClassName ?? '') !== (has.storageClassName ?? '')) {
    return `its class is '${has.storageClassName ?? ''}' and that of the claim '${spec.storageClassName ?? ''}'`;
  } else if (wanted !== undefined && given !== undefined && given < wanted) {
    return `it has ${has.capacity.storage} and the claim asks for ${spec.resources.requests.storage}`;
  } else if ((spec.volumeMode ?? 'Filesystem') !== (has.volumeMode ?? 'Filesystem')) {
    return `its volume mode is ${has.volumeMode ?? 'Filesystem'} and that of the claim ${spec.volumeMode ?? 'Filesystem'}`;
  }
  const missing = (spec.accessModes ?? []).filter((mode: string) => !(has.accessModes ?? []).includes(mode));
  return missing.length > 0 ? `it lacks the access mode ${missing.join(' and ')}` : undefined;
}
