import { CLAIM, once } from './helper-pod';
import { Runbook, noReturn } from './runbook';
import { keepDisks, startedAgain, stopped } from './volumes';
import { Resource } from '../../resource';

/** Data goes to another directory of the same volume. The root of a volume is empty text. */
export function movedWithin(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, claims: string[], from: string, to: string): Runbook {
  return {
    title: 'Move the data to the other directory of its volume',
    steps: [
      ...keepDisks(workloads.old, claims),
      ...stopped(workloads.old),
      ...once(workloads.old, pod, {
        name: 'move-data',
        text: 'Move it. Nothing is overwritten: it ends if there is data already.',
        claims,
        volumes: { volume: CLAIM },
        script: [
          `from='/volume/${from}' to='/volume/${to}'`,
          '[ "$to" = /volume/ ] || [ -z "$(ls -A "$to" 2>/dev/null)" ]',
          'mkdir /volume/.moving',
          "find \"$from\" -mindepth 1 -maxdepth 1 ! -name lost+found ! -name .moving -exec mv {} /volume/.moving/ ';'",
          '[ "$to" = /volume/ ] || { mkdir -p "$to"; chmod 0700 "$to"; }',
          "find /volume/.moving -mindepth 1 -maxdepth 1 -exec mv {} \"$to\" ';'",
          'rmdir /volume/.moving',
          'sync',
        ],
      }),
      noReturn('From the next step on the engine writes there. Until here the way back is the same one with the directories exchanged.'),
      ...startedAgain(workloads.new),
    ],
  };
}
