import { NOT_BY_FORCE, PATIENCE, Runbook, act, applied, kubectl, look, noReturn, quoted, undisturbed } from './runbook';
import { leavingClaims, ready, restarted, running, selectorText } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** The set is made anew around its running pods: for fields that are not those of pods. */
export function aroundPods(old: Resource, new_: Resource, restarts: boolean): Runbook {
  const name = quoted(old.name);
  return {
    title: 'Make the set anew around its running pods',
    steps: [
      undisturbed(old),
      look('All pods run.', ready(old)),
      act('Take the set away and leave its pods.', `${kubectl(old)} delete statefulset ${name} --cascade=orphan`),
      applied(new_, 'Apply the new manifests at once: until then nobody replaces a pod that fails. The way back is to apply the former ones.'),
      look('The set has its pods again, with the ages that they had unless their template changed, too.', `${ready(new_)}\n${kubectl(new_)} get pods -l ${selectorText(new_)}`),
      ...restarts ? [act('Restart the pods, one after the other: they get what comes from the set when they start.', restarted(new_)), running(new_)] : [],
    ],
  };
}

/** The object is made anew, and its pods with it; claims stay and are found again by their names. */
export function withPods(old: Resource, new_: Resource): Runbook {
  const kind = old.kind.toLowerCase();
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  return {
    title: 'Make it anew with its pods',
    steps: [
      undisturbed(old),
      look('There is a backup, and a time without service is agreed.'),
      ...old.kind === 'StatefulSet' ? leavingClaims(old, claims) : [],
      act(`Take it away with its pods. From here on there is no service. ${NOT_BY_FORCE}`, `${kubectl(old)} delete ${kind} ${quoted(old.name)} --cascade=foreground ${PATIENCE}`),
      applied(new_, 'Apply the new manifests, with the tool that usually does. The way back is to apply the former ones.'),
      running(new_),
    ],
  };
}

/** An object that holds nothing is deleted and made anew. */
export function again(old: Resource, new_: Resource, meanwhile: string): Runbook {
  const kind = old.group === '' ? old.kind.toLowerCase() : `${old.kind.toLowerCase()}.${old.group}`;
  const file = `${old.kind}-${old.name}.yaml`;
  return {
    title: 'Delete it and make it anew',
    steps: [
      undisturbed(old),
      look(meanwhile),
      act(`Keep what is there in a file, which is the way back${old.kind === 'Secret' ? '; it has the secret in it, so delete it in the end' : ''}.`, `${kubectl(old)} get ${kind} ${quoted(old.name)} -o yaml > ${quoted(file)}`),
      noReturn('What the cluster filled in – addresses, ports, versions – goes with the object.'),
      act('Delete it.', `${kubectl(old)} delete ${kind} ${quoted(old.name)}`),
      applied(new_),
      look('It is there.', `${kubectl(new_)} get ${kind} ${quoted(new_.name)}`),
    ],
  };
}

/** A strategy that is left behind is a matter of a patch. */
export function withoutFormerStrategy(old: Resource, new_: Resource, field: string): Runbook {
  const type = new_.spec[field]?.type ?? 'RollingUpdate';
  const patch = JSON.stringify({ spec: { [field]: { type, rollingUpdate: null } } });
  return {
    title: 'Take away what the server filled in',
    steps: [
      undisturbed(old),
      act('Take away the settings of the former strategy, which nobody wrote. No pod restarts.', `${kubectl(old)} patch ${old.kind.toLowerCase()} ${quoted(old.name)} --type merge -p ${quoted(patch)}`),
      applied(new_, 'Apply the new manifests: they are taken now. The way back is to apply the former ones.'),
      look('It has the new strategy.', `${kubectl(new_)} get ${new_.kind.toLowerCase()} ${quoted(new_.name)} -o jsonpath='{.spec.${field}.type}'`),
    ],
  };
}
