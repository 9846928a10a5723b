import { Claim, Inventory, Workload, containersOf, templatesOf } from './inventory';
import { CONDITIONS, DriverFacts, MODES, REMOVED_PROVISIONERS, driverOf } from '../../catalog/drivers';
import { entryOf } from '../../catalog/entry';
import { parseQuantity } from '../manifests/quantity';
import { Resource } from '../manifests/resource';

/** A directory that a container sees, and what is behind it. */
export interface Mount {
  readonly container: any;
  readonly mountPath: string;
  readonly subPath: string | undefined;
  /** Volume of the pod by that name; none for a claim template. */
  readonly volume: any;
  /** The claim behind it, if it is one that is known. */
  readonly claim: Claim | undefined;
  /** Whether it is a claim, known or not. */
  readonly isClaim: boolean;
}

/** What the containers of a workload mount. */
export function mountsOf(inventory: Inventory, workload: Workload): Mount[] {
  const claims = inventory.claimsOf(workload);
  const templates = new Set(templatesOf(workload.resource).map(template => template.metadata?.name));
  return containersOf(workload).filter(({ isInit }) => !isInit).flatMap(({ container }) => (container.volumeMounts ?? []).map((mount: any): Mount => {
    const volume = templates.has(mount.name) ? undefined : (workload.pod.volumes ?? []).find((candidate: any) => candidate.name === mount.name);
    const claimName = volume?.persistentVolumeClaim?.claimName ?? mount.name;
    return {
      container,
      mountPath: mount.mountPath ?? '',
      subPath: mount.subPath,
      volume,
      claim: claims.find(claim => claim.name === claimName && (volume === undefined) === (claim.resource === workload.resource)),
      isClaim: templates.has(mount.name) || volume?.persistentVolumeClaim !== undefined || volume?.ephemeral !== undefined,
    };
  }));
}

/** Sources of volumes that end with their pod, or that nobody writes to. */
const NOT_LASTING = ['emptyDir', 'ephemeral', 'configMap', 'secret', 'projected', 'downwardAPI', 'image', 'gitRepo'];

/** Whether what is written there is there after the pod. */
export function isPersistent({ isClaim, volume }: Mount): boolean {
  return volume === undefined ? isClaim : !NOT_LASTING.some(source => volume[source] !== undefined);
}

/** Whether a container writes to anything that is there after the pod. */
export function hasPersistentMount(mounts: Mount[], container: any): boolean {
  return mounts.some(mount => mount.container === container && isPersistent(mount));
}

/** Whether a directory is another one, or below it. */
export function isWithin(path: string, directory: string): boolean {
  const [inner, outer] = [path, directory].map(text => `${text.replace(/\/+$/, '')}/`);
  return inner.startsWith(outer);
}

/** What is mounted where a directory is: the innermost mount above it. */
export function mountAt(mounts: Mount[], directory: string): Mount | undefined {
  return mounts.filter(({ mountPath }) => isWithin(directory, mountPath)).sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

/** What is known of a driver; the name of a plugin that a CSI driver replaced stands for that one. */
export function driverFor(provisioner: string | undefined | null): DriverFacts | undefined {
  return driverOf(entryOf(REMOVED_PROVISIONERS, provisioner ?? '')?.successor ?? provisioner ?? '');
}

/** What is known of the driver of a class. */
export function driverOfClass(inventory: Inventory, className: string | undefined): DriverFacts | undefined {
  return driverFor(inventory.storageClass(className)?.provisioner);
}

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

/** Whether a driver has an access mode; `maybe` where it depends on more than manifests say. */
export function supportsAccessMode(facts: DriverFacts, mode: string, volumeMode: string, parameters: { [key: string]: string } | undefined | null, hasSource = false): 'yes' | 'no' | 'maybe' {
  const cell = (volumeMode === 'Block' ? facts.block : facts.filesystem).split(' ')[MODES.indexOf(mode)] ?? 'unknown';
  if (cell === 'ok' || cell === 'no') {
    return cell === 'ok' ? 'yes' : 'no';
  }
  const condition = CONDITIONS[cell];
  if (condition === undefined || (condition.outside && condition.parameter === undefined)) {
    return 'maybe';
  }
  const value = condition.parameter === undefined ? undefined : parameters?.[condition.parameter] ?? '';
  const isAllowed = (condition.source === true && hasSource) || (value !== undefined && (condition.values?.includes(value) ?? !condition.except?.includes(value)));
  return !isAllowed ? 'no' : condition.outside ? 'maybe' : 'yes';
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
