import { CLAIM, Task, runForEachClaim, dryRun } from './helper-pod';
import { Runbook, pointOfNoReturn } from './runbook';
import { STOPPABLE, retainVolumes, startAndVerify, stopWorkload } from './steps';
import { Resource } from '../../manifests/resource';

/** Claims whose files change from one user to another. */
export interface OwnerChange {
  readonly claims: string[];
  readonly from: number;
  readonly to: number;
}

/** Changes the owner of files to the new user of the engine. */
export function changeOwnerRunbook(workloads: { readonly old: Resource; readonly new: Resource }, pod: any, changes: OwnerChange[]): Runbook
  | undefined {
  const { old, new: new_ } = workloads;
  const different = changes.filter((change, i) => changes.findIndex(other => JSON.stringify(other) === JSON.stringify(change)) === i);
  const claims = [...new Set(changes.flatMap(change => change.claims))];
  const tasks = different.map(({ claims: names, from, to }): Task => ({
    name: 'give-files',
    text: `Change the owner of the files from user ${from} to user ${to}. The pods print the number of files of both users before and after.`,
    claims: names,
    volumes: { volume: CLAIM },
    asRoot: true,
    rollback: 'delete these pods, run this step with exchanged users, and apply the former manifests',
    script: [
      'count() { find /volume ! -name lost+found -user "$1" | wc -l; }',
      `echo "before: $(count ${from}) of ${from}, $(count ${to}) of ${to}"`,
      `find /volume ! -name lost+found -user ${from} -exec chown -h ${to} {} +`,
      `echo "after: $(count ${from}) of ${from}, $(count ${to}) of ${to}"`,
      `[ "$(count ${from})" -eq 0 ]`,
    ],
  }));
  return claims.length === 0 || !STOPPABLE.includes(old.kind) ? undefined : {
    title: 'Change the owner of the files to the new user',
    steps: [
      dryRun(old, pod, tasks[0],
        'The namespace admits a root pod that changes owners; this is a dry run. If Pod Security Admission rejects the pod, set '
          + 'the label `pod-security.kubernetes.io/enforce` of the namespace to `baseline`, and restore the label at the end.'),
      ...retainVolumes(old, claims),
      ...stopWorkload(old, claims),
      ...tasks.flatMap(task => runForEachClaim(old, pod, task)),
      pointOfNoReturn(
        'From the next step on, the engine writes as the new user. To roll back, stop the engine, run this runbook with '
          + 'exchanged users, and apply the former manifests.',
      ),
      ...startAndVerify(new_),
    ],
  };
}
