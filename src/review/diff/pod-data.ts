import { dataLocationsOf, volumeText } from './data-locations';
import { findingsOf } from './new-findings';
import { DiffContext, Update } from './rule';
import { Inventory, Workload } from '../inventory/inventory';
import { VolumeSource, claimBehind } from '../inventory/mounts';
import { isNodeFixed } from '../inventory/placement';
import { persistentVolumeOf } from '../inventory/volumes';
import { Resource } from '../manifests/resource';

/** Rules of `check` whose findings say that data of an engine ends with the pod, or with its container. */
const EPHEMERAL = ['ST10', 'ST11'];

/** Data that does not outlive the pods of a workload. */
export interface PodData {
  /** The data and its place. The sentence continues `Kind/name`. */
  readonly text: string;
  /** Whether the data stays on a node, where only a pod on the same node finds it. */
  readonly staysOnNode: boolean;
}

/** Data that ends with the pods of a workload: in their containers, on an emptyDir, or in a directory of whatever node they run on. */
export function podDataOf(inventory: Inventory, resource: Resource): PodData[] {
  const workload = inventory.workload(resource);
  if (!workload || !inventory.longRunningWorkloads.includes(workload)) {
    return [];
  }
  const ephemeral = (findingsOf(inventory).get(resource) ?? []).filter(({ rule }) => EPHEMERAL.includes(rule.id))
    .map(({ message }): PodData => ({ text: message, staysOnNode: false }));
  const onNodes = resource.kind === 'DaemonSet' || isNodeFixed(inventory, workload) ? [] : dataLocationsOf(workload)
    .filter(({ engine, volume }) => engine !== undefined && isOnAnyNode(inventory, workload, volume))
    .map(({ engine, volume }): PodData =>
      ({ text: `keeps the data of ${engine} on ${volumeText(volume)}, a directory of whichever node runs the pod`, staysOnNode: true }));
  return [...ephemeral, ...onNodes];
}

function isOnAnyNode(inventory: Inventory, workload: Workload, volume: VolumeSource): boolean {
  if (volume.type === 'inline') {
    return volume.field === 'hostPath';
  }
  const claim = claimBehind(inventory, workload, volume);
  const persistentVolume = claim && persistentVolumeOf(inventory, claim);
  return persistentVolume?.spec.hostPath !== undefined && !persistentVolume.spec.nodeAffinity?.required;
}

/** The same for the former object, unless a suppression accepts that its data ends with the pods. */
export function endangeredDataOf({ old, new: new_ }: Pick<Update, 'old' | 'new'>, context: DiffContext): PodData[] {
  const isAccepted = [old, new_].some(resource => resource && EPHEMERAL.some(id => context.isSuppressed({ id }, resource)));
  return old === undefined || isAccepted ? [] : podDataOf(context.old, old);
}
