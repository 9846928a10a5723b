/** A disk: one claim at a time. */
export interface Disk {
  readonly node: string;
  readonly size: number;
}

/** Claims of one size; `apart` means that no two of them may be on one node. */
export interface Demand {
  readonly count: number;
  readonly size: number;
  readonly apart: boolean;
}

/**
 * How many claims fit at most, in the best of all placements: so that claims are refused only if no placement exists.
 *
 * It is a maximum flow: demand → (demand, node) → disk, where the middle edge takes one claim if members are apart.
 * Each round looks for one more claim to place, moving others where that helps (augmenting path).
 */
export function largestFit(disks: Disk[], demands: Demand[]): number {
  const holder: (number | undefined)[] = disks.map(() => undefined);
  const disksByNode = new Map<string, number[]>();
  disks.forEach((disk, i) => disksByNode.set(disk.node, [...disksByNode.get(disk.node) ?? [], i]));

  const countOn = (demand: number, node: string): number => disksByNode.get(node)!.filter(i => holder[i] === demand).length;

  /** Places one more claim of a demand; on a node where it may have no second one, its own disk there can only be exchanged. */
  const place = (demand: number, seen: Set<string>): boolean => {
    for (const [node, indexes] of disksByNode) {
      const key = `${demand}@${node}`;
      if (seen.has(key) || (demands[demand].apart && countOn(demand, node) > 0)) {
        continue;
      }
      seen.add(key);
      if (placeOn(demand, indexes, seen)) {
        return true;
      }
    }
    return false;
  };

  const placeOn = (demand: number, indexes: number[], seen: Set<string>): boolean => {
    for (const i of indexes) {
      const key = `${demand}#${i}`;
      if (disks[i].size < demands[demand].size || seen.has(key)) {
        continue;
      }
      seen.add(key);
      const other = holder[i];
      holder[i] = demand;
      if (other === undefined || (other !== demand && moveAway(other, i, seen))) {
        return true;
      }
      holder[i] = other;
    }
    return false;
  };

  /** Finds another disk for the claim that was on disk `i`: on the same node first, then elsewhere. */
  const moveAway = (demand: number, i: number, seen: Set<string>): boolean =>
    placeOn(demand, disksByNode.get(disks[i].node)!.filter(j => j !== i), seen) || place(demand, seen);

  return demands.reduce((sum, { count }, demand) => {
    let placed = 0;
    while (placed < count && place(demand, new Set())) {
      placed++;
    }
    return sum + placed;
  }, 0);
}
