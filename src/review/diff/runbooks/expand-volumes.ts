import { recreateKeepingPods } from './recreate';
import { Runbook, Step, perform, eachClaim, kubectl, verify, pointOfNoReturn } from './runbook';
import { Resource } from '../../manifests/resource';
import { claimNames } from '../ordinals';

/** A claim template with a larger size. */
export interface Growth {
  readonly template: string;
  readonly size: string;
}

/** Expands the volumes of a StatefulSet and recreates it without its pods: the claim templates are immutable. */
export function expandRunbook(old: Resource, new_: Resource, growths: Growth[]): Runbook {
  const { steps: [undisturbed, ...steps] } = recreateKeepingPods(old, new_, false);
  return {
    title: 'Expand the volumes, then recreate the StatefulSet and keep its pods',
    steps: [undisturbed, ...growths.flatMap(({ template, size }) => grown(old, claimNames(old, template), size)), ...steps],
  };
}

function grown(set: Resource, claims: string[], size: string): Step[] {
  return claims.length === 0 ? [] : [
    verify('The class allows volume expansion. If it does not and the driver supports it, set `allowVolumeExpansion: true` in the class.',
      eachClaim(
        claims,
        `[ "$(kubectl get storageclass "$(${kubectl(set)} get pvc "$claim" -o jsonpath='{.spec.storageClassName}')" -o `
          + 'jsonpath=\'{.allowVolumeExpansion}\')" = true ]',
      )),
    pointOfNoReturn('A volume cannot be shrunk.'),
    perform('Request the new size.',
      eachClaim(claims, `${kubectl(set)} patch pvc "$claim" -p '{"spec":{"resources":{"requests":{"storage":"${size}"}}}}'`)),
    // The API server normalizes quantities: 1024Mi becomes 1Gi.
    verify('Each claim has the new capacity, or waits for a file system resize until its pod restarts. If the loop does not '
      + 'end, see `kubectl describe pvc`; some drivers round the size up.',
    eachClaim(
      claims,
      `until ${kubectl(set)} get pvc "$claim" -o go-template='{{if eq .status.capacity.storage `
        + '.spec.resources.requests.storage}}has it{{end}}{{range .status.conditions}} {{.type}}{{end}}{{"\\n"}}\' | grep -E '
          + "'has it|FileSystemResizePending'; do sleep 5; done",
    )),
  ];
}
