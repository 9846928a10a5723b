import { NEVER_FORCE, TIMEOUT, Runbook, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from './runbook';
import { releaseClaims, waitUntilReady, restartCommand, verifyRunning, selectorText } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** The set is made anew around its running pods: for fields that are not those of pods. */
export function recreateKeepingPods(old: Resource, new_: Resource, restarts: boolean): Runbook {
  const name = shellQuoted(old.name);
  return {
    title: 'Make the set anew around its running pods',
    steps: [
      pauseAutomation(old),
      verify('All pods run.', waitUntilReady(old)),
      perform('Take the set away and leave its pods.', `${kubectl(old)} delete statefulset ${name} --cascade=orphan`),
      applyManifests(new_, 'Apply the new manifests at once: until then nobody replaces a pod that fails. The way back is to apply the former ones.'),
      verify('The set has its pods again, with the ages that they had unless their template changed, too.', `${waitUntilReady(new_)}\n${kubectl(new_)} get pods -l ${selectorText(new_)}`),
      ...restarts ? [perform('Restart the pods, one after the other: they get what comes from the set when they start.', restartCommand(new_)), verifyRunning(new_)] : [],
    ],
  };
}

/** The object is made anew, and its pods with it; claims stay and are found again by their names. */
export function recreateWithPods(old: Resource, new_: Resource): Runbook {
  const kind = old.kind.toLowerCase();
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  return {
    title: 'Make it anew with its pods',
    steps: [
      pauseAutomation(old),
      verify('There is a backup, and a time without service is agreed.'),
      ...old.kind === 'StatefulSet' ? releaseClaims(old, claims) : [],
      perform(`Take it away with its pods. From here on there is no service. ${NEVER_FORCE}`, `${kubectl(old)} delete ${kind} ${shellQuoted(old.name)} --cascade=foreground ${TIMEOUT}`),
      applyManifests(new_, 'Apply the new manifests, with the tool that usually does. The way back is to apply the former ones.'),
      verifyRunning(new_),
    ],
  };
}

/** An object that holds nothing is deleted and made anew. */
export function recreateObject(old: Resource, new_: Resource, meanwhile: string): Runbook {
  const kind = old.group === '' ? old.kind.toLowerCase() : `${old.kind.toLowerCase()}.${old.group}`;
  const file = `${old.kind}-${old.name}.yaml`;
  return {
    title: 'Delete it and make it anew',
    steps: [
      pauseAutomation(old),
      verify(meanwhile),
      perform(`Keep what is there in a file, which is the way back${old.kind === 'Secret' ? '; it has the secret in it, so delete it in the end' : ''}.`, `${kubectl(old)} get ${kind} ${shellQuoted(old.name)} -o yaml > ${shellQuoted(file)}`),
      pointOfNoReturn('What the cluster filled in – addresses, ports, versions – goes with the object.'),
      perform('Delete it.', `${kubectl(old)} delete ${kind} ${shellQuoted(old.name)}`),
      applyManifests(new_),
      verify('It is there.', `${kubectl(new_)} get ${kind} ${shellQuoted(new_.name)}`),
    ],
  };
}

/** A strategy that is left behind is a matter of a patch. */
export function removeFormerStrategy(old: Resource, new_: Resource, field: string): Runbook {
  const type = new_.spec[field]?.type ?? 'RollingUpdate';
  const patch = JSON.stringify({ spec: { [field]: { type, rollingUpdate: null } } });
  return {
    title: 'Take away what the server filled in',
    steps: [
      pauseAutomation(old),
      perform('Take away the settings of the former strategy, which nobody wrote. No pod restarts.', `${kubectl(old)} patch ${old.kind.toLowerCase()} ${shellQuoted(old.name)} --type merge -p ${shellQuoted(patch)}`),
      applyManifests(new_, 'Apply the new manifests: they are taken now. The way back is to apply the former ones.'),
      verify('It has the new strategy.', `${kubectl(new_)} get ${new_.kind.toLowerCase()} ${shellQuoted(new_.name)} -o jsonpath='{.spec.${field}.type}'`),
    ],
  };
}
