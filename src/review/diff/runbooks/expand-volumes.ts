import { recreateKeepingPods } from './recreate';
import { Runbook, Step, perform, eachClaim, kubectl, verify, pointOfNoReturn } from './runbook';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** A template of which claims want more. */
export interface Growth {
  readonly template: string;
  readonly size: string;
}

/** Volumes of a set grow, then the set is made anew around its pods: its template cannot be changed. */
export function expandRunbook(old: Resource, new_: Resource, growths: Growth[]): Runbook {
  const { steps: [undisturbed, ...steps] } = recreateKeepingPods(old, new_, false);
  return {
    title: 'Grow the volumes, then make the set anew around its running pods',
    steps: [undisturbed, ...growths.flatMap(({ template, size }) => grown(old, claimNames(old, template), size)), ...steps],
  };
}

function grown(set: Resource, claims: string[], size: string): Step[] {
  return claims.length === 0 ? [] : [
    verify('The class can grow volumes. If this fails and the driver can, set `allowVolumeExpansion: true` of the class.',
      eachClaim(claims, `[ "$(kubectl get storageclass "$(${kubectl(set)} get pvc "$claim" -o jsonpath='{.spec.storageClassName}')" -o jsonpath='{.allowVolumeExpansion}')" = true ]`)),
    pointOfNoReturn('Volumes do not shrink.'),
    perform('Ask for more.', eachClaim(claims, `${kubectl(set)} patch pvc "$claim" -p '{"spec":{"resources":{"requests":{"storage":"${size}"}}}}'`)),
    // The server writes amounts in its own spelling: 1024Mi is 1Gi there.
    verify('They have it. One that waits for its file system gets it when its pod starts again. If it does not end, `kubectl describe pvc` says why; a driver that rounds up has given more.', eachClaim(
      claims, `until ${kubectl(set)} get pvc "$claim" -o go-template='{{if eq .status.capacity.storage .spec.resources.requests.storage}}has it{{end}}{{range .status.conditions}} {{.type}}{{end}}{{"\\n"}}' | grep -E 'has it|FileSystemResizePending'; do sleep 5; done`,
    )),
  ];
}
