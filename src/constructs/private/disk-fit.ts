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
 * A placement is a flow demand → (demand, node) → disks of one node and size, where the middle edge takes one claim if
 * members are apart. All capacities are whole numbers, so the maximum flow is a placement of as many claims as fit
 * (integral flow theorem), and {@link Network.maximum} finds it.
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

/**
 * How many members fit at most when each has all of its claims on one node, and nobody else claims anything. A claim fits
 * every disk that a larger one fits, so a node has room as soon as each size finds enough disks of at least this size.
 */
export function largestFitOfMembers(disks: Disk[], claims: number[], apart: boolean): number {
  const nodes = new Map<string, number[]>();
  for (const { node, size } of disks) {
    const sizes = nodes.get(node) ?? [];
    sizes.push(size);
    nodes.set(node, sizes);
  }
  const atLeast = (sizes: number[], size: number) => sizes.filter(s => s >= size).length;
  const membersOn = (sizes: number[]) => Math.min(apart ? 1 : Infinity, ...claims.map(size => Math.floor(atLeast(sizes, size) / atLeast(claims, size))));
  return [...nodes.values()].reduce((sum, sizes) => sum + membersOn(sizes), 0);
}

interface Edge {
  readonly to: number;
  readonly back: number;
  room: number;
}

/** A flow network, by Dinic's algorithm: without recursion, so that a thousand disks do not overflow the stack. */
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

  /** Distance of each vertex from the start, over edges that have room. */
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

  /** One more shortest path; `next` remembers the edges of each vertex that lead nowhere any more. */
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
