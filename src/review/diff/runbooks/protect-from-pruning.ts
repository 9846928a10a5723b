import { Runbook, Step, act, kubectl, look, quoted, undisturbed } from './runbook';
import { leavingClaims, retained } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { GUARDING } from '../../inventory/prune-protection';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** What is left out of the manifests stays in the cluster, whatever the tool. */
export function guarded(old: Resource): Runbook {
  const name = `${old.kind.toLowerCase()}/${old.name}`;
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  const disks: Step[] = old.kind === 'PersistentVolumeClaim' ? [act('Let its disk stay, whatever becomes of it.', retained(old, [old.name]))]
    : claims.length > 0 ? [...leavingClaims(old, claims), act('Let the disks stay, whatever becomes of the claims.', retained(old, claims))] : [];
  return {
    title: 'Guard it before it goes',
    steps: [
      undisturbed(old),
      ...disks,
      act('Guard it from Helm, Argo CD and Flux. `kubectl apply --prune` knows no guard: do without it.', `${kubectl(old)} annotate ${quoted(name)} --overwrite ${GUARDING.map(quoted).join(' ')}`),
      look('The guards are there.', `${kubectl(old)} get ${quoted(name)} -o jsonpath='{.metadata.annotations}'`),
      act('Apply the new manifests, with the tool that usually does.'),
      look('It is still there. The way back is to write it into the manifests again.', `${kubectl(old)} get ${quoted(name)}`),
    ],
  };
}
