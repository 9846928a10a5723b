import { formerly } from '../ordinals';
import { referencesOf, userOf } from '../references';
import { UpdateRule } from '../rule';
import { keepingVolumes } from '../runbooks/rebind-volumes';

export const UP02: UpdateRule = {
  id: 'UP02',
  verdict: 'loses-data',
  title: 'Claim under another name, or in another namespace',
  looksAt: 'PersistentVolumeClaims that are gone, and new ones that are like them or declared as `moved`',
  why: 'Another claim is another volume, and that is empty. The former one is deleted by tools that prune, with its disk if its class says so.',
  fix: 'Keep the name, or take the volume along.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  judge: ({ fate, old, new: new_ }, world) => {
    if (fate !== 'moved' || old?.kind !== 'PersistentVolumeClaim') {
      return [];
    }
    const user = userOf(world.old, old);
    const userNow = user && world.after(user);
    // All claims of the workload that move, for it starts again only once.
    const moved = !user ? [] : referencesOf(world.old.workload(user)!).filter(({ kind }) => kind === old.kind).flatMap(({ name }) => {
      const claim = world.old.find(old.kind, name, user);
      const now = claim && world.after(claim);
      return claim && now && (now.name !== claim.name || !now.isBeside(claim)) ? [{ from: claim.name, to: now.name, spec: claim.spec }] : [];
    });
    return [{
      verdict: 'loses-data',
      path: ['metadata', old.name === new_!.name ? 'namespace' : 'name'],
      message: `was ${formerly(old, new_!)}: it gets a volume of its own, and the data stays in the former one`,
      runbook: user && userNow && keepingVolumes('Take the volume along to the new name', { old: user, new: userNow }, moved, { old, new: new_! }),
    }];
  },
};
