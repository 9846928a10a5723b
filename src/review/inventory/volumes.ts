import { Claim, Inventory, Workload } from './inventory';
import { parseQuantity } from '../manifests/quantity';
import { Resource } from '../manifests/resource';

/** Volumes by name, by what their claimRef names, and the classes that they say. */
interface VolumeIndex {
  readonly byName: Map<string, Resource>;
  /** With the namespace before it, and `*` for any. */
  readonly byClaim: Map<string, Resource>;
  readonly classes: Set<string>;
}
const VOLUME_INDEXES = new WeakMap<Inventory, VolumeIndex>();

function volumeIndexOf(inventory: Inventory): VolumeIndex {
  let volumes = VOLUME_INDEXES.get(inventory);
  if (!volumes) {
    volumes = { byName: new Map(), byClaim: new Map(), classes: new Set() };
    for (const volume of inventory.of('PersistentVolume')) {
      const claim = volume.spec.claimRef?.name ?? '';
      volumes.byName.set(volume.name, volume);
      volumes.classes.add(volume.spec.storageClassName ?? '');
      // The claim of a member has its number at the end.
      for (const key of claim === '' ? [] : [`PersistentVolumeClaim/${claim}`, `StatefulSet/${claim.replace(/-\d+$/, '')}`]) {
        volumes.byClaim.set(`${volume.spec.claimRef.namespace ?? ''}/${key}`, volume);
        volumes.byClaim.set(`*/${key}`, volume);
      }
    }
    VOLUME_INDEXES.set(inventory, volumes);
  }
  return volumes;
}

/** Whether volumes of a class are among the objects: made by hand, it may be no more than a name. */
export function isStaticClass(inventory: Inventory, className: string | undefined): boolean {
  return className === '' || (className !== undefined && volumeIndexOf(inventory).classes.has(className));
}

/** The volume that was made by hand for a claim: one of them names the other. For a template that of some member. */
export function persistentVolumeOf(inventory: Inventory, { resource, spec, name }: Claim): Resource | undefined {
  const { byName, byClaim } = volumeIndexOf(inventory);
  const isOfSet = resource.kind === 'StatefulSet';
  const key = isOfSet ? `StatefulSet/${name}-${resource.name}` : `PersistentVolumeClaim/${name}`;
  const reserved = resource.namespace === undefined ? byClaim.get(`*/${key}`) : byClaim.get(`${resource.namespace}/${key}`) ?? byClaim.get(`/${key}`);
  return (isOfSet ? undefined : byName.get(spec.volumeName)) ?? reserved;
}

/** Whether all modes of a claim are for one node. */
export function isSingleNode({ spec }: Claim): boolean {
  const modes: string[] = spec.accessModes ?? [];
  return modes.length > 0 && modes.every(mode => mode.startsWith('ReadWriteOnce'));
}

/** Names of claims that a workload mounts and that are not among the objects. */
export function missingClaimsOf(inventory: Inventory, { resource, pod }: Workload): string[] {
  const names: string[] = (pod.volumes ?? []).flatMap((volume: any) => volume.persistentVolumeClaim?.claimName ?? []);
  return names.filter(name => !inventory.find('PersistentVolumeClaim', name, resource));
}

/**
 * Why a volume never becomes that of a claim that it names, or that names it; none if it may. Seen with a server of 1.34: where
 * both name each other they are bound whatever else they say, and a volume that names its claim need not have its class.
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
