import { OFFICIAL } from '../../../catalog/engines/facts';
import { imageOf } from '../../../catalog/engines/image';
import { Workload } from '../../inventory/inventory';
import { successorOfContainer } from '../container-pairs';
import { dataLocationsOf } from '../data-locations';
import { claimsOf } from '../ordinals';
import { UpdateRule } from '../rule';
import { OwnerChange, changeOwnerRunbook } from '../runbooks/change-owner';

export const UP34: UpdateRule = {
  id: 'UP34',
  verdict: 'outage',
  title: 'Container runs as a different user than the owner of its files',
  looksAt: '`runAsUser` of pods and containers with persistent volumes, and the users of images of known engines',
  why: 'Files keep their owner: `fsGroup` changes only their group, and engines such as PostgreSQL refuse a data directory of another user.',
  fix: 'Keep the user, or change the owner of the files while the workload is stopped.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  assess: ({ status, old, new: new_ }, context) => {
    const [before, after] = status === 'changed' ? [context.old.workload(old!), context.new.workload(new_!)] : [];
    if (!before || !after) {
      return [];
    }
    const changed = [...new Set(dataLocationsOf(before).map(({ container }) => container))].flatMap(container => {
      const [user, userNow] = usersOf(before, after, container);
      return user !== undefined && userNow !== undefined && user !== userNow ? [{ container, user, userNow }] : [];
    });
    // One runbook for all volumes: the workload restarts once.
    const ownerChanges = changed.flatMap(({ container, user, userNow }) => dataLocationsOf(before).filter(place => place.container === container)
      .map(({ volume }): OwnerChange => ({ claims: claimsOf(old!, volume), from: user, to: userNow })));
    const areClaims = ownerChanges.every(({ claims, from, to }) => claims.length > 0 && [from, to].every(Number.isInteger));
    const runbook = areClaims ? changeOwnerRunbook({ old: old!, new: new_! }, before.pod, ownerChanges) : undefined;
    return changed.map(({ user, userNow }) => ({
      verdict: 'outage' as const,
      path: [...after.podPath, 'securityContext'],
      message: `runs as user ${userNow}, but the files on its volumes belong to user ${user}`,
      runbook,
    }));
  },
};

/** The users that write and read the files; none where the manifests and the images do not tell. */
function usersOf(before: Workload, after: Workload, name: string): (number | undefined)[] {
  const names = [name, successorOfContainer(before, after, name)];
  const [container, containerNow] = [before, after].map(({ pod }, i) =>
    (pod.containers ?? []).find((candidate: any) => (candidate.name ?? '') === names[i]) ?? {});
  const [said, saidNow] = [[before, container], [after, containerNow]].map(([{ pod }, { securityContext }]) =>
    securityContext?.runAsUser ?? pod.securityContext?.runAsUser);
  const [rows, rowsNow] = [container, containerNow].map(({ image }) => {
    const found = imageOf(image ?? '');
    return found?.isKnown ? found.rows : [];
  });
  const userOf = (images: typeof rows) => images.every(({ user }) => user === images[0].user) ? images[0]?.user : undefined;
  // Official images start as root, and then give all files to their user.
  const isOfficial = rowsNow.some(({ maker }) => maker === OFFICIAL);
  return [said ?? userOf(rows), saidNow ?? (isOfficial ? undefined : userOf(rowsNow))];
}
