import { formerName } from '../ordinals';
import { referencesOf, mountingWorkloadOf } from '../references';
import { UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';

export const UP02: UpdateRule = {
  id: 'UP02',
  verdict: 'loses-data',
  title: 'Claim has another name or namespace',
  looksAt: 'PersistentVolumeClaims that were removed, and new ones that are similar or declared as `moved`',
  why: 'The new claim gets a new, empty volume. Tools that prune delete the former claim, and its volume if the reclaim policy is Delete.',
  fix: 'Keep the name, or bind the volume to the new claim.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  assess: ({ status, old, new: new_ }, context) => {
    if (status !== 'moved' || old?.kind !== 'PersistentVolumeClaim') {
      return [];
    }
    const user = mountingWorkloadOf(context.old, old);
    const userNow = user && context.successorOf(user);
    // One runbook for all renamed claims of the workload: it restarts once.
    const moved = !user ? [] : referencesOf(context.old.workload(user)!).filter(({ kind }) => kind === old.kind).flatMap(({ name }) => {
      const claim = context.old.find(old.kind, name, user);
      const now = claim && context.successorOf(claim);
      return claim && now && (now.name !== claim.name || !now.mayShareNamespaceWith(claim))
        ? [{ from: claim.name, to: now.name, spec: claim.spec }] : [];
    });
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerName(old, new_!)} and gets a new volume: the data stays on the volume of the former claim`,
      runbook: user && userNow
        && rebindRunbook('Bind the volume to the claim of the new name', { old: user, new: userNow }, moved, { old, new: new_! }),
    }];
  },
};
