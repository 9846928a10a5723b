import { aroundPods } from './recreate';
import { PATIENCE, Runbook, Step, act, kubectl, look, noReturn, quoted } from './runbook';
import { Resource } from '../../resource';
import { claimNames } from '../members';

/** A template of which claims want more. */
export interface Growth {
  readonly template: string;
  readonly size: string;
}

/** Volumes of a set grow, then the set is made anew around its pods: its template cannot be changed. */
export function expanded(old: Resource, new_: Resource, growths: Growth[]): Runbook {
  const { steps } = aroundPods(old, new_, false);
  return {
    title: 'Grow the volumes, then make the set anew around its running pods',
    steps: [...growths.flatMap(({ template, size }) => grown(old, claimNames(old, template), size)), ...steps],
  };
}

function grown(set: Resource, claims: string[], size: string): Step[] {
  const all = claims.map(claim => quoted(`pvc/${claim}`)).join(' ');
  return [
    look('The class can grow volumes: all lines are true. If one is not, and the driver can, set allowVolumeExpansion of the class.',
      `for claim in ${claims.map(quoted).join(' ')}; do kubectl get storageclass "$(${kubectl(set)} get pvc "$claim" -o jsonpath='{.spec.storageClassName}')" -o jsonpath='{.allowVolumeExpansion}{"\\n"}'; done`),
    noReturn('Volumes do not shrink.'),
    act('Ask for more.', `for claim in ${claims.map(quoted).join(' ')}; do ${kubectl(set)} patch pvc "$claim" -p '{"spec":{"resources":{"requests":{"storage":"${size}"}}}}'; done`),
    look('They have it. One that waits for its file system (condition FileSystemResizePending) gets it when its pod starts again.',
      `${kubectl(set)} wait ${all} --for=jsonpath='{.status.capacity.storage}'=${quoted(size)} ${PATIENCE}`),
  ];
}
