import { piped } from './helper-pod';
import { PATIENCE, Step, act, applied, kubectl, look, quoted } from './runbook';
import { Resource } from '../../resource';
import { ordinalsOf } from '../members';

/* Steps that runbooks have in common: pods stop, disks stay, claims get them under another name. */

/** Every claim has a disk, which stays whatever becomes of the claim. */
export function keepDisks(owner: Resource, claims: string[]): Step[] {
  return [
    look('Every claim has its volume, and there is a backup that was restored once.', `${kubectl(owner)} wait ${claims.map(claim => quoted(`pvc/${claim}`)).join(' ')} --for=jsonpath='{.status.phase}'=Bound ${PATIENCE}`),
    act('The disks stay, whatever becomes of their claims.', retained(owner, claims)),
  ];
}

/** Volumes of claims are kept when these go. */
export function retained(owner: Resource, claims: string[]): string {
  return [
    `for claim in ${claims.map(quoted).join(' ')}; do`,
    `  kubectl patch pv "$(${kubectl(owner)} get pvc "$claim" -o jsonpath='{.spec.volumeName}')" -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
    'done',
  ].join('\n');
}

/** Nobody writes any more. */
export function stopped(workload: Resource): Step[] {
  const name = `${workload.kind.toLowerCase()}/${workload.name}`;
  const retain = workload.spec.persistentVolumeClaimRetentionPolicy ? [
    act('The set leaves its claims alone.', `${kubectl(workload)} patch ${quoted(name)} -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}'`),
  ] : [];
  const pods = workload.kind === 'StatefulSet' ? ordinalsOf(workload).map(ordinal => `pod/${workload.name}-${ordinal}`).join(' ') : `pod -l ${selectorText(workload)}`;
  return [
    ...retain,
    act('Stop it. From here on there is no service.', [`${kubectl(workload)} scale ${quoted(name)} --replicas=0`, `${kubectl(workload)} wait --for=delete ${pods} ${PATIENCE}`].join('\n')),
  ];
}

/** The former set goes, and leaves claims and disks. */
export function deleted(workload: Resource): Step {
  return act('Take the former object away; claims and disks stay.', `${kubectl(workload)} delete ${workload.kind.toLowerCase()} ${quoted(workload.name)}`);
}

/** A claim and the name under which its volume is wanted. */
export interface Rebinding {
  readonly from: string;
  readonly to: string;
}

/** Volumes become those of claims with other names, or in another namespace. Each is reserved all the time, and keeps its class. */
export function rebound(from: Resource, to: Resource, rebindings: Rebinding[], spec: any): Step[] {
  const claimRef = { namespace: to.namespace, name: '@to@', uid: null, resourceVersion: null };
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: '@to@' },
    spec: { accessModes: spec.accessModes, storageClassName: '@class@', volumeMode: spec.volumeMode, resources: spec.resources, volumeName: '@volume@' },
  };
  return [
    act('Give each volume to the claim with the new name.', [
      '( set -e',
      `for names in ${rebindings.map(({ from: old, to: new_ }) => `${old}:${new_}`).join(' ')}; do`,
      '  from=${names%:*} to=${names#*:}',
      `  volume=$(${kubectl(from)} get pvc "$from" -o jsonpath='{.spec.volumeName}')`,
      '  class=$(kubectl get pv "$volume" -o jsonpath=\'{.spec.storageClassName}\')',
      `  ${kubectl(from)} delete pvc "$from"`,
      `  kubectl patch pv "$volume" --type merge -p "$(printf '%s' ${quoted(JSON.stringify({ spec: { accessModes: spec.accessModes, claimRef } }))} | sed "s|@to@|$to|")"`,
      `  ${piped([claim], ['to', 'class', 'volume'], kubectl(to))}`,
      'done )',
    ].join('\n')),
    look('Every new claim has its volume.', `${kubectl(to)} wait ${rebindings.map(rebinding => quoted(`pvc/${rebinding.to}`)).join(' ')} --for=jsonpath='{.status.phase}'=Bound ${PATIENCE}`),
  ];
}

/** The new manifest is applied to what was stopped, and it runs again with what it had. */
export function startedAgain(workload: Resource): Step[] {
  const name = quoted(`${workload.kind.toLowerCase()}/${workload.name}`);
  // Where the manifest says no number, what is there stays: none.
  const started = workload.spec.replicas === undefined ? [act('Start it.', `${kubectl(workload)} scale ${name} --replicas=1`)] : [];
  return [applied(workload), ...started, running(workload)];
}

/** It runs, with what it had. */
export function running(workload: Resource): Step {
  return look('All pods are ready; ask the engine whether everything is there, and only then delete what is left over.', `${kubectl(workload)} rollout status ${quoted(`${workload.kind.toLowerCase()}/${workload.name}`)} ${PATIENCE}`);
}

/** Labels for `kubectl -l`. */
export function selectorText({ spec }: Resource): string {
  return quoted(Object.entries(spec.selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`).join(','));
}
