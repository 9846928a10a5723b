import { createCommand } from './helper-pod';
import { NEVER_FORCE, TIMEOUT, Step, perform, applyManifests, eachClaim, kubectl, verify, shellQuoted, pauseAutomation } from './runbook';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { ordinalsOf } from '../ordinals';

/* Steps that runbooks have in common: pods stop, disks stay, claims get them under another name. */

/** Every claim has a disk, which stays whatever becomes of the claim. */
export function retainVolumes(owner: Resource, claims: string[]): Step[] {
  const names = claims.map(shellQuoted).join(' ');
  return [
    pauseAutomation(owner),
    verify('Every claim has its volume, and there is a backup that was restored once.', `${kubectl(owner)} wait ${claims.map(claim => shellQuoted(`pvc/${claim}`)).join(' ')} --for=jsonpath='{.status.phase}'=Bound ${TIMEOUT}`),
    verify('Note which volume is whose: whoever has to go back needs it.', `${kubectl(owner)} get pvc ${names} -o custom-columns=CLAIM:.metadata.name,VOLUME:.spec.volumeName`),
    perform('Let the disks stay, whatever becomes of their claims.', retainCommand(owner, claims)),
  ];
}

/** Volumes of claims are kept when these go. */
export function retainCommand(owner: Resource, claims: string[]): string {
  return eachClaim(claims, `kubectl patch pv "$(${kubectl(owner)} get pvc "$claim" -o jsonpath='{.spec.volumeName}')" -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`);
}

/** Kinds that a runbook can stop and start. */
export const STOPPABLE = ['StatefulSet', 'Deployment', 'DaemonSet'];

/** Nobody writes to the claims any more. */
export function stopWorkload(workload: Resource, claims: string[]): Step[] {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  const pods = workload.kind === 'StatefulSet' ? ordinalsOf(workload).map(ordinal => shellQuoted(`pod/${workload.name}-${ordinal}`)).join(' ') : `pod -l ${selectorText(workload)}`;
  const command = workload.kind === 'DaemonSet' ? `${kubectl(workload)} delete ${name} --cascade=foreground ${TIMEOUT}`
    : [`${kubectl(workload)} scale ${name} --replicas=0`, `${kubectl(workload)} wait --for=delete ${pods} ${TIMEOUT}`].join('\n');
  return [
    ...templatesOf(workload).length > 0 ? [
      verify(`The set has as many members as the old manifests say, ${ordinalsOf(workload).length}. If it was scaled since, this runbook misses their claims: correct the number in both manifests, and compare again.`,
        `[ "$(${kubectl(workload)} get ${name} -o jsonpath='{.spec.replicas}')" = ${ordinalsOf(workload).length} ]`),
      ...releaseClaims(workload, claims),
    ] : [],
    perform(`Stop it. From here on there is no service. ${NEVER_FORCE}`, command),
    verify('No other pod has these claims, not even one that has ended: suspend what makes such pods, and delete them. It prints nothing.', `! ${kubectl(workload)} describe pvc ${claims.map(shellQuoted).join(' ')} | grep '^Used By:' | grep -v '<none>'`),
  ];
}

/** The set no longer takes its claims along when it is scaled or deleted. */
export function releaseClaims(set: Resource, claims: string[]): Step[] {
  return [
    perform('Let the set leave its claims alone.', `${kubectl(set)} patch statefulset ${shellQuoted(set.name)} -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}'`),
    // The controller takes itself off the claims a moment later: who deletes the set before that deletes them.
    verify('No claim belongs to the set or to a pod any more. It takes a moment; if it does not end, the claims belong to something else, as `ownerReferences` say, and go with that.',
      eachClaim(claims, `until owners=$(${kubectl(set)} get pvc "$claim" -o jsonpath='{.metadata.ownerReferences}') && [ -z "$owners" ]; do sleep 1; done`)),
  ];
}

/** The former set goes, and leaves claims and disks. */
export function deleteWorkload(workload: Resource): Step {
  return perform('Take the former object away; claims and disks stay.', `${kubectl(workload)} delete ${workload.kind.toLowerCase()} ${shellQuoted(workload.name)}`);
}

/** A claim, the name under which its volume is wanted, and what the new claim says. */
export interface Rebinding {
  readonly from: string;
  readonly to: string;
  readonly spec: any;
  readonly metadata?: { readonly labels?: object; readonly annotations?: object };
}

/** What the controller writes into a claim of a template: backups, for one, find claims by such labels. */
export function metadataOf(set: Resource, template: any): Rebinding['metadata'] {
  return { labels: { ...template?.metadata?.labels, ...set.spec.selector?.matchLabels }, annotations: template?.metadata?.annotations };
}

/** Volumes become those of claims with other names, or in another namespace. Each is reserved all the time, and keeps its class. */
export function rebindVolumes(from: Resource, to: Resource, rebindings: Rebinding[]): Step[] {
  const alike = new Map<string, Rebinding[]>();
  rebindings.forEach(rebinding => {
    const key = JSON.stringify([rebinding.spec, rebinding.metadata]);
    alike.set(key, [...alike.get(key) ?? [], rebinding]);
  });
  return [
    perform('Give each volume to the claim with the new name. If it ends in the middle, the last line that it printed names the volume that is on its way: finish that one by the commands of the loop, take the pairs that are done out of the list, and run it again.',
      ['( set -e', ...[...alike.values()].flatMap(group => loop(from, to, group)), ')'].join('\n')),
    verify('Every new claim has its volume.', `${kubectl(to)} wait ${rebindings.map(rebinding => shellQuoted(`pvc/${rebinding.to}`)).join(' ')} --for=jsonpath='{.status.phase}'=Bound ${TIMEOUT}`),
  ];
}

/** Claims that say the same. */
function loop(from: Resource, to: Resource, rebindings: Rebinding[]): string[] {
  const [{ spec, metadata }] = rebindings;
  const claimRef = { namespace: to.namespace, name: '@to@', uid: null, resourceVersion: null };
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...metadata, name: '@to@' },
    spec: { accessModes: spec.accessModes, storageClassName: '@class@', volumeMode: spec.volumeMode, resources: spec.resources, volumeName: '@volume@' },
  };
  return [
    `for names in ${rebindings.map(names => shellQuoted(`${names.from}:${names.to}`)).join(' ')}; do`,
    '  from=${names%:*} to=${names#*:}',
    `  volume=$(${kubectl(from)} get pvc "$from" -o jsonpath='{.spec.volumeName}')`,
    '  class=$(kubectl get pv "$volume" -o jsonpath=\'{.spec.storageClassName}\')',
    '  echo "$volume of $from is for $to"',
    `  ${kubectl(from)} delete pvc "$from"`,
    `  kubectl patch pv "$volume" --type merge -p "$(printf '%s' ${shellQuoted(JSON.stringify({ spec: { accessModes: spec.accessModes, claimRef } }))} | sed "s|@to@|$to|")"`,
    `  ${createCommand([claim], ['to', 'class', 'volume'], kubectl(to))}`,
    'done',
  ];
}

/** The new manifest is applied to what was stopped, and it runs again with what it had. */
export function startAndVerify(workload: Resource, hasNewClaims = false): Step[] {
  return [...startWorkload(workload, hasNewClaims), verifyRunning(workload)];
}

/** The new manifest is applied to what was stopped. Claims of sets are in no manifest, others are. */
export function startWorkload(workload: Resource, hasNewClaims = false): Step[] {
  const text = hasNewClaims && workload.kind !== 'StatefulSet' ? 'Apply the new manifests, with the tool that usually does. Helm takes the claims, which it did not make, with `--take-ownership`.' : undefined;
  // Where the manifest says no number, what is there stays: none.
  const isLeftAtNone = workload.spec.replicas === undefined && workload.kind !== 'DaemonSet';
  return [applyManifests(workload, text), ...isLeftAtNone ? [perform('Start it.', `${kubectl(workload)} scale ${shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`)} --replicas=1`)] : []];
}

/** It runs, with what it had. */
export function verifyRunning(workload: Resource): Step {
  return verify('All pods are ready. Ask the engine whether everything is there; only then delete what is left over, and let go on what was paused.', waitUntilReady(workload));
}

/** Waits until all pods are ready: `rollout status` refuses to look at a workload with the strategy OnDelete. */
export function waitUntilReady(workload: Resource): string {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  if (workload.spec.updateStrategy?.type !== 'OnDelete') {
    return `${kubectl(workload)} rollout status ${name} ${TIMEOUT}`;
  }
  const members = workload.kind === 'StatefulSet' ? ordinalsOf(workload).length : 0;
  return members > 0 ? `${kubectl(workload)} wait ${name} --for=jsonpath='{.status.readyReplicas}'=${members} ${TIMEOUT}` : `${kubectl(workload)} get ${name}`;
}

/** All pods are made anew, whatever the strategy. */
export function restartCommand(workload: Resource): string {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  if (workload.spec.updateStrategy?.type !== 'OnDelete') {
    return `${kubectl(workload)} rollout restart ${name}\n${waitUntilReady(workload)}`;
  }
  const pods = workload.kind === 'StatefulSet' ? ordinalsOf(workload).reverse().map(ordinal => shellQuoted(`${workload.name}-${ordinal}`)).join(' ') : `$(${kubectl(workload)} get pods -l ${selectorText(workload)} -o name)`;
  return workload.kind === 'StatefulSet' ? [
    `for pod in ${pods}; do`,
    `  ${kubectl(workload)} delete pod "$pod"`,
    `  until ${kubectl(workload)} wait pod "$pod" --for=condition=Ready ${TIMEOUT}; do sleep 2; done`,
    'done',
  ].join('\n') : [`for pod in ${pods}; do`, `  ${kubectl(workload)} delete "$pod"`, `  ${waitUntilReady(workload)}`, 'done'].join('\n');
}

/** Labels for `kubectl -l`. */
export function selectorText({ spec }: Resource): string {
  return shellQuoted(Object.entries(spec.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`).join(','));
}
