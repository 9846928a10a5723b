import { CLAIM, Task, runForEachClaim, dryRun } from './helper-pod';
import { Runbook, pointOfNoReturn } from './runbook';
import { STOPPABLE, retainVolumes, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';

/** Claims whose files belong to one user and are wanted by another one. */
export interface OwnerChange {
  readonly claims: string[];
  readonly from: number;
  readonly to: number;
}

/** Files get the owner that the engine runs as from now on. */
export function changeOwnerRunbook(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, gifts: OwnerChange[]): Runbook | undefined {
  const { old, new: new_ } = workloads;
  const different = gifts.filter((gift, i) => gifts.findIndex(other => JSON.stringify(other) === JSON.stringify(gift)) === i);
  const claims = [...new Set(gifts.flatMap(gift => gift.claims))];
  const tasks = different.map(({ claims: names, from, to }): Task => ({
    name: 'give-files',
    text: `Give the files of user ${from} to user ${to}. It counts those of both before and after.`,
    claims: names,
    volumes: { volume: CLAIM },
    asRoot: true,
    rollback: 'delete these pods, do the same with the users exchanged, and apply the former manifests',
    script: [
      'count() { find /volume ! -name lost+found -user "$1" | wc -l; }',
      `echo "before: $(count ${from}) of ${from}, $(count ${to}) of ${to}"`,
      `find /volume ! -name lost+found -user ${from} -exec chown -h ${to} {} +`,
      `echo "after: $(count ${from}) of ${from}, $(count ${to}) of ${to}"`,
      `[ "$(count ${from})" -eq 0 ]`,
    ],
  }));
  return claims.length === 0 || !STOPPABLE.includes(old.kind) ? undefined : {
    title: 'Give the files to the new user',
    steps: [
      dryRun(old, pod, tasks[0], 'The namespace lets a pod of root in, which changes owners; nothing is made yet. If Pod Security refuses it, set the label `pod-security.kubernetes.io/enforce` of the namespace to `baseline`, and back in the end.'),
      ...retainVolumes(old, claims),
      ...stopWorkload(old, claims),
      ...tasks.flatMap(task => runForEachClaim(old, pod, task)),
      pointOfNoReturn('From the next step on the engine writes as the new user. The way back stays open: stop it, do the same with the users exchanged, and apply the former manifests.'),
      ...startAndVerify(new_),
    ],
  };
}
