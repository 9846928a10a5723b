import { createCommand } from './helper-pod';
import { NEVER_FORCE, TIMEOUT, Step, perform, applyManifests, eachClaim, kubectl, verify, shellQuoted, pauseAutomation } from './runbook';
import { templatesOf } from '../../inventory/inventory';
import { Resource } from '../../manifests/resource';
import { ordinalsOf } from '../ordinals';

/* Steps that several runbooks have: stop a workload, retain its volumes, bind them to other claims, start it again. */

/** Checks that every claim is bound, and retains the volumes. */
export function retainVolumes(owner: Resource, claims: string[]): Step[] {
  const names = claims.map(shellQuoted).join(' ');
  return [
    pauseAutomation(owner),
    verify('Every claim is bound, and a backup exists that was restored successfully.',
      `${kubectl(owner)} wait ${claims.map(claim => shellQuoted(`pvc/${claim}`)).join(' ')} --for=jsonpath='{.status.phase}'=Bound ${TIMEOUT}`),
    verify('Note the volume of each claim: a rollback needs it.',
      `${kubectl(owner)} get pvc ${names} -o custom-columns=CLAIM:.metadata.name,VOLUME:.spec.volumeName`),
    perform('Set the reclaim policy of the volumes to Retain.', retainCommand(owner, claims)),
  ];
}

/** Sets the reclaim policy of the volumes of claims to Retain. */
export function retainCommand(owner: Resource, claims: string[]): string {
  return eachClaim(claims,
    `kubectl patch pv "$(${kubectl(owner)} get pvc "$claim" -o jsonpath='{.spec.volumeName}')" -p `
      + '\'{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}\'');
}

/** Kinds of workloads that a runbook can stop and start. */
export const STOPPABLE = ['StatefulSet', 'Deployment', 'DaemonSet'];

/** Stops all pods that use the claims. */
export function stopWorkload(workload: Resource, claims: string[]): Step[] {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  const pods = workload.kind === 'StatefulSet'
    ? ordinalsOf(workload).map(ordinal => shellQuoted(`pod/${workload.name}-${ordinal}`)).join(' ')
    : `pod -l ${selectorText(workload)}`;
  const command = workload.kind === 'DaemonSet' ? `${kubectl(workload)} delete ${name} --cascade=foreground ${TIMEOUT}`
    : [`${kubectl(workload)} scale ${name} --replicas=0`, `${kubectl(workload)} wait --for=delete ${pods} ${TIMEOUT}`].join('\n');
  return [
    ...templatesOf(workload).length > 0 ? [
      verify(`The StatefulSet has ${ordinalsOf(workload).length} replicas, as in the old manifests. If it was scaled, this `
        + 'runbook misses claims: correct the replicas in both manifests and compare again.',
      `[ "$(${kubectl(workload)} get ${name} -o jsonpath='{.spec.replicas}')" = ${ordinalsOf(workload).length} ]`),
      ...releaseClaims(workload, claims),
    ] : [],
    perform(`Stop the workload. The downtime begins. ${NEVER_FORCE}`, command),
    verify('No other pod uses these claims, not even a completed one: suspend the controllers of such pods, and delete the '
      + 'pods. The command prints nothing.',
    `! ${kubectl(workload)} describe pvc ${claims.map(shellQuoted).join(' ')} | grep '^Used By:' | grep -v '<none>'`),
  ];
}

/** Removes the owner references of claims, so that scaling or deleting the StatefulSet keeps them. */
export function releaseClaims(set: Resource, claims: string[]): Step[] {
  return [
    perform('Set the claim retention policy of the StatefulSet to Retain.',
      `${kubectl(set)} patch statefulset ${shellQuoted(set.name)} -p `
        + '\'{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}\''),
    // The controller removes its owner references a moment later: deleting the StatefulSet before that deletes the claims.
    verify('No claim has an owner. This takes a moment. If the loop does not end, `ownerReferences` names another owner that deletes the claims.',
      eachClaim(
        claims, `until owners=$(${kubectl(set)} get pvc "$claim" -o jsonpath='{.metadata.ownerReferences}') && [ -z "$owners" ]; do sleep 1; done`,
      )),
  ];
}

/** Deletes the former workload and keeps claims and volumes. */
export function deleteWorkload(workload: Resource): Step {
  return perform('Delete the former workload. Claims and volumes stay.',
    `${kubectl(workload)} delete ${workload.kind.toLowerCase()} ${shellQuoted(workload.name)}`);
}

/** A claim, the name of the new claim for its volume, and the spec of the new claim. */
export interface Rebinding {
  readonly from: string;
  readonly to: string;
  readonly spec: any;
  readonly metadata?: { readonly labels?: object; readonly annotations?: object };
}

/** Metadata that the controller sets in a claim of a template. Backup tools, for example, select claims by these labels. */
export function metadataOf(set: Resource, template: any): Rebinding['metadata'] {
  return { labels: { ...template?.metadata?.labels, ...set.spec.selector?.matchLabels }, annotations: template?.metadata?.annotations };
}

/** Binds volumes to claims with other names or in another namespace. Each volume stays reserved all the time, and keeps its class. */
export function rebindVolumes(from: Resource, to: Resource, rebindings: Rebinding[]): Step[] {
  const alike = new Map<string, Rebinding[]>();
  rebindings.forEach(rebinding => {
    const key = JSON.stringify([rebinding.spec, rebinding.metadata]);
    alike.set(key, [...alike.get(key) ?? [], rebinding]);
  });
  return [
    perform('Bind each volume to the new claim. If the loop fails, the last printed line names the current volume: complete '
      + 'that volume with the commands of the loop, remove the completed pairs from the list, and run the loop again.',
    ['( set -e', ...[...alike.values()].flatMap(group => loop(from, to, group)), ')'].join('\n')),
    verify('Every new claim is bound.',
      `${kubectl(to)} wait ${rebindings.map(rebinding => shellQuoted(`pvc/${rebinding.to}`)).join(' ')} `
        + `--for=jsonpath='{.status.phase}'=Bound ${TIMEOUT}`),
  ];
}

/** One loop for claims with the same spec. */
function loop(from: Resource, to: Resource, rebindings: Rebinding[]): string[] {
  const [{ spec, metadata }] = rebindings;
  const claimRef = { namespace: to.namespace, name: '@to@', uid: null, resourceVersion: null };
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...metadata, name: '@to@' },
    spec: {
      accessModes: spec.accessModes,
      storageClassName: '@class@',
      volumeMode: spec.volumeMode,
      resources: spec.resources,
      volumeName: '@volume@',
    },
  };
  return [
    `for names in ${rebindings.map(names => shellQuoted(`${names.from}:${names.to}`)).join(' ')}; do`,
    '  from=${names%:*} to=${names#*:}',
    `  volume=$(${kubectl(from)} get pvc "$from" -o jsonpath='{.spec.volumeName}')`,
    '  class=$(kubectl get pv "$volume" -o jsonpath=\'{.spec.storageClassName}\')',
    '  echo "$volume of $from is reserved for $to"',
    `  ${kubectl(from)} delete pvc "$from"`,
    '  kubectl patch pv "$volume" --type merge -p "$(printf \'%s\' '
      + `${shellQuoted(JSON.stringify({ spec: { accessModes: spec.accessModes, claimRef } }))} | sed "s|@to@|$to|")"`,
    `  ${createCommand([claim], ['to', 'class', 'volume'], kubectl(to))}`,
    'done',
  ];
}

/** Applies the new manifest to the stopped workload, and checks that it runs with its data. */
export function startAndVerify(workload: Resource, hasNewClaims = false): Step[] {
  return [...startWorkload(workload, hasNewClaims), verifyRunning(workload)];
}

/** Applies the new manifest to the stopped workload. It contains the claims of a Deployment, but not those of a claim template. */
export function startWorkload(workload: Resource, hasNewClaims = false): Step[] {
  const text = hasNewClaims && workload.kind !== 'StatefulSet'
    ? 'Apply the new manifests with the usual tool. Helm adopts the claims with `--take-ownership`.' : undefined;
  // Without replicas in the manifest, the number in the cluster stays: zero.
  const staysAtZero = workload.spec.replicas === undefined && workload.kind !== 'DaemonSet';
  return [applyManifests(workload, text), ...staysAtZero
    ? [perform('Start the workload.', `${kubectl(workload)} scale ${shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`)} --replicas=1`)]
    : []];
}

/** Checks that the workload runs with its data. */
export function verifyRunning(workload: Resource): Step {
  return verify('All pods are ready. Check in the engine that all data is there; only then delete leftover objects, and resume '
    + 'the paused tools and controllers.',
  waitUntilReady(workload));
}

/** A command that waits until all pods are ready. `rollout status` does not support the strategy OnDelete. */
export function waitUntilReady(workload: Resource): string {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  if (workload.spec.updateStrategy?.type !== 'OnDelete') {
    return `${kubectl(workload)} rollout status ${name} ${TIMEOUT}`;
  }
  const members = workload.kind === 'StatefulSet' ? ordinalsOf(workload).length : 0;
  return members > 0
    ? `${kubectl(workload)} wait ${name} --for=jsonpath='{.status.readyReplicas}'=${members} ${TIMEOUT}`
    : `${kubectl(workload)} get ${name}`;
}

/** A command that restarts all pods, for any update strategy. */
export function restartCommand(workload: Resource): string {
  const name = shellQuoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  if (workload.spec.updateStrategy?.type !== 'OnDelete') {
    return `${kubectl(workload)} rollout restart ${name}\n${waitUntilReady(workload)}`;
  }
  const pods = workload.kind === 'StatefulSet'
    ? ordinalsOf(workload).reverse().map(ordinal => shellQuoted(`${workload.name}-${ordinal}`)).join(' ')
    : `$(${kubectl(workload)} get pods -l ${selectorText(workload)} -o name)`;
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
