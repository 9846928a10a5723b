/** A disk, which holds one claim. */
export interface Disk {
  readonly node: string;
  readonly size: number;
}

/** Claims of one size. `apart` means that no two of them may be on the same node. */
export interface Demand {
  readonly count: number;
  readonly size: number;
  readonly apart: boolean;
}

/**
 * The largest number of claims that fit, in the best of all placements. Claims are therefore refused only if no placement
 * exists.
 *
 * A placement is a flow: demand → (demand, node) → disks of one node and size. The edge in the middle has capacity 1 if
 * members must be apart. All capacities are whole numbers, so the maximum flow is a placement of the largest number of
 * claims (integral flow theorem), and {@link Network.maximum} finds it.
 */
export function largestFit(disks: Disk[], demands: Demand[]): number {
  const network = new Network();
  const nodes = new Map<string, Map<number, number>>();
  for (const { node, size } of disks) {
    const sizes = nodes.get(node) ?? new Map<number, number>();
    nodes.set(node, sizes.set(size, (sizes.get(size) ?? 0) + 1));
  }
  demands.forEach(({ count, size, apart }, demand) => {
    network.add('claims', `${demand}`, count);
    for (const [node, sizes] of nodes) {
      network.add(`${demand}`, `${demand}@${node}`, apart ? 1 : count);
      [...sizes.keys()].filter(s => s >= size).forEach(s => network.add(`${demand}@${node}`, `${s} on ${node}`, count));
    }
  });
  nodes.forEach((sizes, node) => sizes.forEach((count, size) => network.add(`${size} on ${node}`, 'disks', count)));
  return network.maximum('claims', 'disks');
}

/** Members of one workload. All claims of a member, of these sizes, have to be on one node. */
export interface Members {
  readonly count: number;
  readonly claims: number[];
  readonly apart: boolean;
}

/** Number of placements after which the search ends. */
const PATIENCE = 50_000;

/**
 * The largest number of members that fit, in the best of all placements; all members if there are too many placements to
 * search.
 *
 * A claim fits every disk that a larger claim fits. A node therefore has room for a set of members if there are enough
 * disks of at least each size (Hall's theorem). Only the number of members of each workload on the previous nodes matters,
 * so there are few states to continue from. For a single workload there is only one state.
 */
export function largestFitOfMembers(disks: Disk[], workloads: Members[]): number {
  const limits = [...new Set(workloads.flatMap(({ claims }) => claims))];
  const needs = workloads.map(({ claims }) => limits.map(limit => claims.filter(size => size >= limit).length));
  const mostOf = (workload: number, room: number[]) => Math.min(workloads[workload].apart ? 1 : workloads[workload].count,
    ...room.map((count, l) => needs[workload][l] > 0 ? Math.floor(count / needs[workload][l]) : Infinity));
  /** Ways to fill a node: the number of members of each workload. The last workload takes the remaining disks. */
  const ways = (room: number[], workload = 0): number[][] => {
    const most = mostOf(workload, room);
    if (workload === workloads.length - 1) {
      return [[most]];
    }
    return Array.from({ length: most + 1 }, (_, n) => n)
      .flatMap(n => ways(room.map((count, l) => count - n * needs[workload][l]), workload + 1).map(rest => [n, ...rest]));
  };
  const total = (members: number[]) => members.reduce((sum, n) => sum + n, 0);
  const wanted = total(workloads.map(({ count }) => count));
  let [placed, looked] = [[workloads.map(() => 0)], 0];
  for (const node of new Set(disks.map(disk => disk.node))) {
    const sizes = disks.filter(disk => disk.node === node).map(disk => disk.size);
    const room = limits.map(limit => sizes.filter(size => size >= limit).length);
    looked += workloads.slice(1).reduce((product, _, i) => product * (mostOf(i, room) + 1), placed.length);
    if (looked > PATIENCE) {
      return wanted;
    }
    const next = placed.flatMap(before => ways(room).map(way => before.map((n, w) => Math.min(n + way[w], workloads[w].count))));
    placed = [...new Map(next.map(members => [members.join(), members])).values()];
  }
  return placed.reduce((most, members) => Math.max(most, total(members)), 0);
}

interface Edge {
  readonly to: number;
  readonly back: number;
  room: number;
}

/** A flow network with Dinic's algorithm, without recursion, so that a thousand disks do not overflow the stack. */
class Network {
  private readonly ids = new Map<string, number>();
  private readonly edges: Edge[][] = [];

  public add(tail: string, head: string, room: number): void {
    const [a, b] = [this.vertex(tail), this.vertex(head)];
    this.edges[a].push({ to: b, back: this.edges[b].length, room });
    this.edges[b].push({ to: a, back: this.edges[a].length - 1, room: 0 });
  }

  public maximum(source: string, sink: string): number {
    const [start, end] = [this.vertex(source), this.vertex(sink)];
    let flow = 0;
    for (let levels = this.levels(start); levels[end] !== undefined; levels = this.levels(start)) {
      const next = this.edges.map(() => 0);
      for (let path = this.path(start, end, levels, next); path; path = this.path(start, end, levels, next)) {
        const amount = Math.min(...path.map(edge => edge.room));
        for (const edge of path) {
          edge.room -= amount;
          this.edges[edge.to][edge.back].room += amount;
        }
        flow += amount;
      }
    }
    return flow;
  }

  private vertex(name: string): number {
    const id = this.ids.get(name) ?? this.edges.push([]) - 1;
    this.ids.set(name, id);
    return id;
  }

  /** Distance of each vertex from the source, over edges with free capacity. */
  private levels(start: number): (number | undefined)[] {
    const levels: (number | undefined)[] = [];
    levels[start] = 0;
    for (const queue = [start]; queue.length > 0;) {
      const vertex = queue.shift()!;
      for (const { to, room } of this.edges[vertex]) {
        if (room > 0 && levels[to] === undefined) {
          levels[to] = levels[vertex]! + 1;
          queue.push(to);
        }
      }
    }
    return levels;
  }

  /** Finds one more shortest path. `next` is the position in the edges of each vertex; the edges before it are dead ends. */
  private path(start: number, end: number, levels: (number | undefined)[], next: number[]): Edge[] | undefined {
    const path: Edge[] = [];
    for (let vertex = start; vertex !== end; vertex = path.length > 0 ? path[path.length - 1].to : start) {
      const edge = this.edges[vertex][next[vertex]];
      if (edge === undefined) {
        if (path.length === 0) {
          return undefined;
        }
        const dead = path.pop()!;
        next[this.edges[dead.to][dead.back].to]++;
      } else if (edge.room > 0 && levels[edge.to] === levels[vertex]! + 1) {
        path.push(edge);
      } else {
        next[vertex]++;
      }
    }
    return path;
  }
}
