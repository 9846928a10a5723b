import { Runbook, Step, perform, kubectl, verify, shellQuoted, pauseAutomation } from './runbook';
import { releaseClaims, retainCommand } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { PRUNE_PROTECTION } from '../../inventory/prune-protection';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** Keeps an object in the cluster that the manifests no longer contain. */
export function protectRunbook(old: Resource): Runbook {
  const name = `${old.kind.toLowerCase()}/${old.name}`;
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  const disks: Step[] = old.kind === 'PersistentVolumeClaim'
    ? [perform('Set the reclaim policy of its volume to Retain.', retainCommand(old, [old.name]))]
    : claims.length > 0
      ? [...releaseClaims(old, claims), perform('Set the reclaim policy of the volumes to Retain.', retainCommand(old, claims))]
      : [];
  return {
    title: 'Protect the object from pruning',
    steps: [
      pauseAutomation(old),
      ...disks,
      perform('Protect the object from Helm, Argo CD and Flux. There is no protection from `kubectl apply --prune`: do not use it.',
        `${kubectl(old)} annotate ${shellQuoted(name)} --overwrite ${PRUNE_PROTECTION.map(shellQuoted).join(' ')}`),
      verify('The object has the annotations.', `${kubectl(old)} get ${shellQuoted(name)} -o jsonpath='{.metadata.annotations}'`),
      perform('Apply the new manifests with the usual tool.'),
      verify('The object still exists. To roll back, add it to the manifests again.', `${kubectl(old)} get ${shellQuoted(name)}`),
    ],
  };
}
