import { JsonObject } from '../apiserver/defaulting';
import { VolumeSource } from '../inventory/mounts';
import { Resource } from '../manifests/resource';

/** Former name of an object, its former namespace, or both. */
export function formerName(old: Resource, new_: Resource): string {
  const place = old.namespace === new_.namespace ? [] : [`in ${old.namespace ?? 'no namespace'}`];
  return [...old.name === new_.name ? [] : [old.title], ...place].join(' ');
}

/** Ordinals of the pods of a StatefulSet. */
export function ordinalsOf({ spec }: Resource): number[] {
  const start: number = spec.ordinals?.start ?? 0;
  return Array.from({ length: Math.max(0, Math.min(spec.replicas ?? 1, 10_000)) }, (_, i) => start + i);
}

/** Ordinals of the pods of a StatefulSet that a rolling update restarts: neither those that it deletes or adds, nor those below the partition. */
export function restartedOrdinals(old: Resource, { spec = {} }: JsonObject): number[] {
  const { updateStrategy, ordinals, replicas = 1 } = spec;
  const [start, partition]: number[] = [ordinals?.start ?? 0, updateStrategy?.rollingUpdate?.partition ?? 0];
  return ordinalsOf(old).filter(ordinal => ordinal >= partition && ordinal < start + replicas);
}

/** Names of the claims of a claim template, for all ordinals or for some. */
export function claimNames(set: Resource, template: string, ordinals = ordinalsOf(set)): string[] {
  return ordinals.map(ordinal => `${template}-${set.name}-${ordinal}`);
}

/** Names of the claims behind a volume of a workload: one claim, or those of a template. None for other volumes. */
export function claimsOf(workload: Resource, volume: VolumeSource, ordinals = ordinalsOf(workload)): string[] {
  return volume.type === 'claimTemplate' ? claimNames(workload, volume.name, ordinals) : volume.type === 'claim' ? [volume.name] : [];
}

/** Names with a verb in the singular or the plural. */
export function withVerb(names: string[], one: string, several: string): string {
  return `${listText(names)} ${names.length === 1 ? one : several}`;
}

/** Names in a sentence: all of up to four, the first and the last of more. */
export function listText(names: string[]): string {
  if (names.length > 4) {
    return `${names[0]} to ${names[names.length - 1]}`;
  }
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
