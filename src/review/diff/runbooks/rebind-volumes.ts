import { Runbook, verify, pointOfNoReturn, shellQuoted } from './runbook';
import { Rebinding, STOPPABLE, deleteWorkload, retainVolumes, rebindVolumes, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';
import { ordinalsOf } from '../ordinals';

interface Both {
  readonly old: Resource;
  readonly new: Resource;
}

/**
 * Another name, another namespace, another number or another kind for what has data: the volumes go with it. All that change at once: the
 * runbook applies the manifests as they are. None where no claim is known, or where nothing stops the workload.
 */
export function rebindRunbook(title: string, workloads: Both, all: Rebinding[], claimsOf = workloads): Runbook | undefined {
  const rebindings = all.filter(({ from }, i) => all.findIndex(other => other.from === from) === i);
  const claims = rebindings.map(({ from }) => from);
  const isAnother = workloads.old.kind === 'StatefulSet' || workloads.old.kind !== workloads.new.kind;
  return rebindings.length === 0 || !STOPPABLE.includes(workloads.old.kind) ? undefined : {
    title,
    steps: [
      ...hasOtherMembers(workloads) ? [verify('The engine bears it that its members have other names: some keep a name, a number or addresses of others with their data. If it does not, change them by its own means at the same time.')] : [],
      ...claimsOf.new.namespace !== undefined && claimsOf.new.namespace !== claimsOf.old.namespace ? [verify('The new namespace is there, with the Secrets and ConfigMaps that the pods need.', `kubectl get namespace ${shellQuoted(claimsOf.new.namespace)}`)] : [],
      ...retainVolumes(claimsOf.old, claims),
      ...stopWorkload(workloads.old, claims),
      ...isAnother && workloads.old.kind !== 'DaemonSet' ? [deleteWorkload(workloads.old)] : [],
      ...rebindVolumes(claimsOf.old, claimsOf.new, rebindings),
      pointOfNoReturn('From the next step on the engine writes there. Until here the way back is the command that gave the volumes away, with names and namespaces exchanged, and then the former manifests.'),
      ...startAndVerify(workloads.new, true),
    ],
  };
}

function hasOtherMembers({ old, new: new_ }: Both): boolean {
  return old.kind === 'StatefulSet' && (old.name !== new_.name || old.namespace !== new_.namespace || old.kind !== new_.kind || ordinalsOf(old)[0] !== ordinalsOf(new_)[0]);
}
