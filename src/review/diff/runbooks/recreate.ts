import { NEVER_FORCE, TIMEOUT, Runbook, perform, applyManifests, kubectl, verify, pointOfNoReturn, shellQuoted, pauseAutomation } from './runbook';
import { releaseClaims, waitUntilReady, restartCommand, verifyRunning, selectorText } from './steps';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** Deletes and creates a StatefulSet without its pods, for immutable fields that do not concern the pods. */
export function recreateKeepingPods(old: Resource, new_: Resource, restarts: boolean): Runbook {
  const name = shellQuoted(old.name);
  return {
    title: 'Recreate the StatefulSet and keep its pods',
    steps: [
      pauseAutomation(old),
      verify('All pods are ready.', waitUntilReady(old)),
      perform('Delete the StatefulSet without its pods.', `${kubectl(old)} delete statefulset ${name} --cascade=orphan`),
      applyManifests(new_, 'Apply the new manifests now: until then no controller replaces a failed pod. To roll back, apply the former manifests.'),
      verify('The StatefulSet has adopted its pods. Their age has not changed, unless the pod template changed too.',
        `${waitUntilReady(new_)}\n${kubectl(new_)} get pods -l ${selectorText(new_)}`),
      ...restarts ? [
        perform('Restart the pods one at a time: a pod gets its fields from the StatefulSet when it is created.', restartCommand(new_)),
        verifyRunning(new_),
      ] : [],
    ],
  };
}

/** Deletes and creates a workload with its pods. Claims stay, and the new pods find them by their names. */
export function recreateWithPods(old: Resource, new_: Resource): Runbook {
  const kind = old.kind.toLowerCase();
  const claims = templatesOf(old).flatMap(template => claimNames(old, template.metadata?.name ?? ''));
  return {
    title: 'Recreate the workload with its pods',
    steps: [
      pauseAutomation(old),
      verify('A backup exists, and the downtime is agreed.'),
      ...old.kind === 'StatefulSet' ? releaseClaims(old, claims) : [],
      perform(`Delete the workload with its pods. The downtime begins. ${NEVER_FORCE}`,
        `${kubectl(old)} delete ${kind} ${shellQuoted(old.name)} --cascade=foreground ${TIMEOUT}`),
      applyManifests(new_, 'Apply the new manifests with the usual tool. To roll back, apply the former manifests.'),
      verifyRunning(new_),
    ],
  };
}

/** Deletes and creates an object that holds no data. */
export function recreateObject(old: Resource, new_: Resource, meanwhile: string): Runbook {
  const kind = old.group === '' ? old.kind.toLowerCase() : `${old.kind.toLowerCase()}.${old.group}`;
  const file = `${old.kind}-${old.name}.yaml`;
  return {
    title: 'Delete the object and create it again',
    steps: [
      pauseAutomation(old),
      verify(meanwhile),
      perform('Save the object to a file for a '
        + `rollback${old.kind === 'Secret' ? '; the file contains the secret data, so delete it at the end' : ''}.`,
      `${kubectl(old)} get ${kind} ${shellQuoted(old.name)} -o yaml > ${shellQuoted(file)}`),
      pointOfNoReturn('Fields that the cluster assigned, such as IP addresses and node ports, are lost with the object.'),
      perform('Delete the object.', `${kubectl(old)} delete ${kind} ${shellQuoted(old.name)}`),
      applyManifests(new_),
      verify('The object exists.', `${kubectl(new_)} get ${kind} ${shellQuoted(new_.name)}`),
    ],
  };
}

/** Removes the default settings of the former update strategy with a patch. */
export function removeFormerStrategy(old: Resource, new_: Resource, field: string): Runbook {
  const type = new_.spec[field]?.type ?? 'RollingUpdate';
  const patch = JSON.stringify({ spec: { [field]: { type, rollingUpdate: null } } });
  return {
    title: 'Remove the settings of the former update strategy',
    steps: [
      pauseAutomation(old),
      perform('Remove the settings of the former strategy, which the API server set by default. No pod restarts.',
        `${kubectl(old)} patch ${old.kind.toLowerCase()} ${shellQuoted(old.name)} --type merge -p ${shellQuoted(patch)}`),
      applyManifests(new_, 'Apply the new manifests, which the API server now accepts. To roll back, apply the former manifests.'),
      verify('The workload has the new strategy.',
        `${kubectl(new_)} get ${new_.kind.toLowerCase()} ${shellQuoted(new_.name)} -o jsonpath='{.spec.${field}.type}'`),
    ],
  };
}
