import { CLAIM, runForEachClaim } from './helper-pod';
import { Runbook, pointOfNoReturn } from './runbook';
import { STOPPABLE, retainVolumes, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';

/** Current and new directory of the data in the volumes of some claims. An empty text is the root of the volume. */
export interface DataMove {
  readonly claims: string[];
  readonly from: string;
  readonly to: string;
}

/** Moves data to another directory of the same volume. */
export function moveRunbook(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, moves: DataMove[]): Runbook | undefined {
  const claims = [...new Set(moves.flatMap(move => move.claims))];
  return claims.length === 0 || !STOPPABLE.includes(workloads.old.kind) ? undefined : {
    title: 'Move the data to the other directory of its volume',
    steps: [
      ...retainVolumes(workloads.old, claims),
      ...stopWorkload(workloads.old, claims),
      ...moves.flatMap(move => runForEachClaim(workloads.old, pod, {
        name: 'move-data',
        text: `Move the data from ${named(move.from)} of the volume to ${named(move.to)}. Nothing is overwritten: the pod fails `
          + 'if the directory holds data.',
        claims: move.claims,
        volumes: { volume: CLAIM },
        rollback: `delete these pods, move the content of '.moving' or ${named(move.to)} back by hand, and apply the former manifests`,
        script: [
          `from='/volume/${move.from}' to='/volume/${move.to}'`,
          '[ -d "$from" ]',
          '[ "$to" = /volume/ ] || [ -z "$(ls -A "$to" 2>/dev/null)" ]',
          'mkdir /volume/.moving',
          // The marker file identifies the volume of the claim, and stays at the root.
          "find \"$from\" -mindepth 1 -maxdepth 1 ! -name lost+found ! -name .cdk8s-stateful-volume ! -name .moving -exec mv {} /volume/.moving/ ';'",
          // find succeeds even if a command that it runs fails.
          '[ -z "$(find "$from" -mindepth 1 -maxdepth 1 ! -name lost+found ! -name .cdk8s-stateful-volume ! -name .moving)" ]',
          '[ "$to" = /volume/ ] || { mkdir -p "$to"; chmod 0700 "$to"; }',
          "find /volume/.moving -mindepth 1 -maxdepth 1 -exec mv -n {} \"$to\" ';'",
          'rmdir /volume/.moving',
          'sync',
          'echo moved',
        ],
      })),
      pointOfNoReturn(
        'From the next step on, the engine writes to the new directory. Until then, roll back by moving the data in the '
          + 'opposite direction and applying the former manifests.',
      ),
      ...startAndVerify(workloads.new),
    ],
  };
}

function named(directory: string): string {
  return directory === '' ? 'the root' : `'${directory}'`;
}
