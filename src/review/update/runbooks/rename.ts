import { Runbook, noReturn } from './runbook';
import { Rebinding, deleted, keepDisks, rebound, startedAgain, stopped } from './volumes';
import { Resource } from '../../resource';

/** Another name, another namespace, another number or another kind for what has data: the volumes go with it. */
export function keepingVolumes(title: string, workloads: { readonly old: Resource; readonly new: Resource }, rebindings: Rebinding[], spec: any, claimsOf = workloads): Runbook {
  const isAnother = workloads.old.kind === 'StatefulSet' || workloads.old.kind !== workloads.new.kind;
  return {
    title,
    steps: [
      ...keepDisks(claimsOf.old, rebindings.map(({ from }) => from)),
      ...stopped(workloads.old),
      ...isAnother ? [deleted(workloads.old)] : [],
      ...rebound(claimsOf.old, claimsOf.new, rebindings, spec),
      noReturn('From the next step on the engine writes under the new name. Until here the way back is the same one with the names exchanged.'),
      ...startedAgain(workloads.new),
    ],
  };
}
