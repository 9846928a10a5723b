import { Runbook, verify, pointOfNoReturn, shellQuoted } from './runbook';
import { Rebinding, STOPPABLE, deleteWorkload, retainVolumes, rebindVolumes, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';
import { ordinalsOf } from '../ordinals';

interface Both {
  readonly old: Resource;
  readonly new: Resource;
}

/**
 * Binds the volumes of a workload with another name, namespace, ordinal or kind to its new claims. All volumes are in one runbook, because it
 * applies the manifests as they are. There is none if no claim is known, or if the workload cannot be stopped.
 */
export function rebindRunbook(title: string, workloads: Both, all: Rebinding[], claimsOf = workloads): Runbook | undefined {
  const rebindings = all.filter(({ from }, i) => all.findIndex(other => other.from === from) === i);
  const claims = rebindings.map(({ from }) => from);
  const isAnother = workloads.old.kind === 'StatefulSet' || workloads.old.kind !== workloads.new.kind;
  return rebindings.length === 0 || !STOPPABLE.includes(workloads.old.kind) ? undefined : {
    title,
    steps: [
      ...hasOtherMembers(workloads)
        ? [verify(
          'The engine tolerates other member names. Some engines store names, ordinals or addresses of members with their data: '
            + 'change them with the tools of the engine at the same time.',
        )]
        : [],
      ...claimsOf.new.namespace !== undefined && claimsOf.new.namespace !== claimsOf.old.namespace
        ? [verify('The new namespace exists and has the Secrets and ConfigMaps that the pods need.',
          `kubectl get namespace ${shellQuoted(claimsOf.new.namespace)}`)]
        : [],
      ...retainVolumes(claimsOf.old, claims),
      ...stopWorkload(workloads.old, claims),
      ...isAnother && workloads.old.kind !== 'DaemonSet' ? [deleteWorkload(workloads.old)] : [],
      ...rebindVolumes(claimsOf.old, claimsOf.new, rebindings),
      pointOfNoReturn(
        'From the next step on, the engine writes to the volumes under the new claims. Until then, roll back with the command '
          + 'that bound the volumes and exchanged names and namespaces, and apply the former manifests.',
      ),
      ...startAndVerify(workloads.new, true),
    ],
  };
}

function hasOtherMembers({ old, new: new_ }: Both): boolean {
  return old.kind === 'StatefulSet'
    && (old.name !== new_.name || old.namespace !== new_.namespace || old.kind !== new_.kind || ordinalsOf(old)[0] !== ordinalsOf(new_)[0]);
}
