import { Runbook, Step, perform, kubectl, verify, shellQuoted, pauseAutomation } from './runbook';
import { releaseClaims, retainCommand } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { PRUNE_PROTECTION } from '../../inventory/prune-protection';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** What is left out of the manifests stays in the cluster, whatever the tool. */
export function protectRunbook(old: Resource): Runbook {
  const name = `${old.kind.toLowerCase()}/${old.name}`;
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  const disks: Step[] = old.kind === 'PersistentVolumeClaim' ? [perform('Let its disk stay, whatever becomes of it.', retainCommand(old, [old.name]))]
    : claims.length > 0 ? [...releaseClaims(old, claims), perform('Let the disks stay, whatever becomes of the claims.', retainCommand(old, claims))] : [];
  return {
    title: 'Guard it before it goes',
    steps: [
      pauseAutomation(old),
      ...disks,
      perform('Guard it from Helm, Argo CD and Flux. `kubectl apply --prune` knows no guard: do without it.', `${kubectl(old)} annotate ${shellQuoted(name)} --overwrite ${PRUNE_PROTECTION.map(shellQuoted).join(' ')}`),
      verify('The guards are there.', `${kubectl(old)} get ${shellQuoted(name)} -o jsonpath='{.metadata.annotations}'`),
      perform('Apply the new manifests, with the tool that usually does.'),
      verify('It is still there. The way back is to write it into the manifests again.', `${kubectl(old)} get ${shellQuoted(name)}`),
    ],
  };
}
