import { Claim, Inventory, Workload, containersOf } from './inventory';
import { amountOf } from './quantity';
import { Resource } from './resource';
import { CONDITIONS, DriverFacts, MODES, driverOf } from '../catalog/provisioners';

/** A directory that a container sees, and what is behind it. */
export interface Mounted {
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
export function mountsOf(inventory: Inventory, workload: Workload): Mounted[] {
  const claims = inventory.claimsOf(workload);
  const templates = new Set((workload.resource.kind === 'StatefulSet' ? workload.resource.spec.volumeClaimTemplates ?? [] : []).map((template: any) => template.metadata?.name));
  return containersOf(workload).filter(({ isInit }) => !isInit).flatMap(({ container }) => (container.volumeMounts ?? []).map((mount: any): Mounted => {
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

/** Whether a directory is another one, or below it. */
export function isWithin(path: string, directory: string): boolean {
  const [inner, outer] = [path, directory].map(text => `${text.replace(/\/+$/, '')}/`);
  return inner.startsWith(outer);
}

/** What is mounted where a directory is: the innermost mount above it. */
export function mountAt(mounts: Mounted[], directory: string): Mounted | undefined {
  return mounts.filter(({ mountPath }) => isWithin(directory, mountPath)).sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}

/** What is known of the driver of a class. */
export function factsOf(inventory: Inventory, className: string | undefined): DriverFacts | undefined {
  return driverOf(inventory.storageClass(className)?.provisioner ?? '');
}

/** Whether a driver has an access mode; `maybe` where it depends on more than manifests say. */
export function hasMode(facts: DriverFacts, mode: string, volumeMode: string, parameters: { [key: string]: string } = {}): 'yes' | 'no' | 'maybe' {
  const cell = (volumeMode === 'Block' ? facts.block : facts.filesystem).split(' ')[MODES.indexOf(mode)] ?? 'unknown';
  if (cell === 'ok' || cell === 'no') {
    return cell === 'ok' ? 'yes' : 'no';
  }
  const condition = CONDITIONS[cell];
  if (condition?.parameter === undefined || condition.outside || condition.source) {
    return 'maybe';
  }
  const value = parameters[condition.parameter] ?? '';
  return (condition.values?.includes(value) ?? true) && !condition.except?.includes(value) ? 'yes' : 'no';
}

/** Why a volume never becomes that of a claim; none if it may. */
export function mismatchOf(volume: Resource, { spec }: Claim): string | undefined {
  const has = volume.spec;
  const [wanted, given] = [amountOf(spec.resources?.requests?.storage), amountOf(has.capacity?.storage)];
  if ((spec.storageClassName ?? '') !== (has.storageClassName ?? '')) {
    return `its class is '${has.storageClassName ?? ''}' and that of the claim '${spec.storageClassName ?? ''}'`;
  } else if (wanted !== undefined && given !== undefined && given < wanted) {
    return `it has ${has.capacity.storage} and the claim asks for ${spec.resources.requests.storage}`;
  } else if ((spec.volumeMode ?? 'Filesystem') !== (has.volumeMode ?? 'Filesystem')) {
    return `its volume mode is ${has.volumeMode ?? 'Filesystem'} and that of the claim ${spec.volumeMode ?? 'Filesystem'}`;
  }
  const missing = (spec.accessModes ?? []).filter((mode: string) => !(has.accessModes ?? []).includes(mode));
  return missing.length > 0 ? `it lacks the access mode ${missing.join(' and ')}` : undefined;
}
