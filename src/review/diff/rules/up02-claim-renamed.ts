import { formerName } from '../ordinals';
import { referencesOf, mountingWorkloadOf } from '../references';
import { UpdateRule } from '../rule';
import { rebindRunbook } from '../runbooks/rebind-volumes';

export const UP02: UpdateRule = {
  id: 'UP02',
  verdict: 'loses-data',
  title: 'Claim under another name, or in another namespace',
  looksAt: 'PersistentVolumeClaims that are gone, and new ones that are like them or declared as `moved`',
  why: 'Another claim is another volume, and that is empty. The former one is deleted by tools that prune, with its disk if its class says so.',
  fix: 'Keep the name, or take the volume along.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  assess: ({ status, old, new: new_ }, context) => {
    if (status !== 'moved' || old?.kind !== 'PersistentVolumeClaim') {
      return [];
    }
    const user = mountingWorkloadOf(context.old, old);
    const userNow = user && context.successorOf(user);
    // All claims of the workload that move, for it starts again only once.
    const moved = !user ? [] : referencesOf(context.old.workload(user)!).filter(({ kind }) => kind === old.kind).flatMap(({ name }) => {
      const claim = context.old.find(old.kind, name, user);
      const now = claim && context.successorOf(claim);
      return claim && now && (now.name !== claim.name || !now.mayShareNamespaceWith(claim)) ? [{ from: claim.name, to: now.name, spec: claim.spec }] : [];
    });
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerName(old, new_!)}: it gets a volume of its own, and the data stays in the former one`,
      runbook: user && userNow && rebindRunbook('Take the volume along to the new name', { old: user, new: userNow }, moved, { old, new: new_! }),
    }];
  },
};
